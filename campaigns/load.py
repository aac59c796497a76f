"""Reads packs: by key from `packs/`, or from a file; every mistake is named with its line and column.

pack = load_pack("shizhu-2025")
pack = load_pack("drafts/mine.yaml")      # PackError: drafts/mine.yaml:7:3: “titel” 不是这里的键。您是不是想写“title”？
"""

from difflib import get_close_matches
from pathlib import Path as File

from pydantic import ValidationError

from campaigns.checks.consistency import loose_ends
from campaigns.checks.error_sentences import sentence
from campaigns.problems import PackError, Problem
from campaigns.schema.pack import Pack
from campaigns.yaml_text import Path, Positions, read
from locales import N_, Message

__all__ = ["PackError", "Problem", "load_pack", "pack_keys", "parse"]

PACKS = File(__file__).parent / "packs"


def pack_keys() -> list[str]:
    """The plans that come with the program."""
    return sorted(file.stem for file in PACKS.glob("*.yaml"))


def load_pack(key_or_path: str) -> Pack:
    """A plan by its key, or by the path of a file."""
    if key_or_path in pack_keys():
        return parse((PACKS / f"{key_or_path}.yaml").read_text("utf-8"), f"{key_or_path}.yaml")
    try:
        return parse(File(key_or_path).read_text("utf-8-sig"), key_or_path)
    except UnicodeDecodeError as error:
        raise PackError([Problem(key_or_path, N_("this is not a text in UTF-8"))]) from error
    except OSError as error:
        raise PackError([Problem(key_or_path, _no_such_plan(key_or_path))]) from error


def parse(text: str, name: str) -> Pack:
    """A pack from YAML; `name` is what the mistakes are reported under."""
    value, positions = read(text, name)
    try:
        pack = Pack.model_validate(value)
    except ValidationError as error:
        mistakes = [(_path(part["loc"], positions), sentence(part, Pack)) for part in error.errors()]
        raise _pack_error(name, positions, mistakes) from error
    mistakes = list(loose_ends(pack))
    if mistakes:
        raise _pack_error(name, positions, mistakes)
    return pack


def _pack_error(name: str, positions: Positions, mistakes: list[tuple[Path, Message]]) -> PackError:
    return PackError([Problem(name, what, *positions.nearest(path)) for path, what in mistakes])


def _path(loc: Path, positions: Positions) -> Path:
    """pydantic's location without the words it adds for unions (“on_day”), which stand in no file."""
    path: Path = ()
    for part in loc:
        if (*path, part) in positions:
            path = (*path, part)
    return path


def _no_such_plan(name: str) -> Message:
    keys = pack_keys()
    near = get_close_matches(name, keys, n=1)
    if near:
        return N_("there is no such plan or file. Did you mean “{near}”?", near=near[0])
    return N_("there is no such plan or file; plans: {keys}", keys=keys)
