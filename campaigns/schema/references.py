"""Keys that name other pieces of the pack: whether what they name is there. Fields are marked with `Refers`."""

from collections.abc import Iterable, Iterator
from difflib import get_close_matches
from typing import Any, get_args

from pydantic.fields import FieldInfo

from campaigns.schema.pack import Pack
from campaigns.schema.pack_parts import pieces
from campaigns.schema.part import Refers
from campaigns.yaml_text import Path
from locales import N_, Message

KeyProblem = tuple[Path, Message]
NEARBY = ("heads", "lines")  # named within one table, checked there


def unknown_keys(pack: Pack) -> Iterator[KeyProblem]:
    """Every key that names nothing, with the nearest one that does."""
    there = known_keys(pack)
    for to, key, path in _references(pack):
        if to not in NEARBY:
            yield from unknown(key, there[to], path)


def known_keys(pack: Pack) -> dict[str, list[str]]:
    """What each sort of reference may name; a workbook offers the same."""
    lists: dict[str, list[str]] = {
        name: [part.key for part in getattr(pack, name)]
        for name in ("units", "entity_kinds", "inspection_kinds", "outcomes", "transfers", "phases", "events",
                     "deadlines", "work_items", "unclear")
    }  # fmt: skip
    forms = pack.form_keys + [item.key for item in pack.work_items] + [annex.key for annex in pack.annexes]
    return lists | {
        "unit_kinds": list(dict.fromkeys(str(unit.kind) for unit in pack.units)),
        "tags": [tag.key for group in pack.focus for tag in group.tags],
        "levels": [level.key for level in pack.levels.levels] if pack.levels else [],
        "forms": list(dict.fromkeys(forms)),
    }


def refers_to(field: FieldInfo) -> str | None:
    """What a field names, e.g. "tags"; None for fields that name nothing."""
    refers = next(_marks((*field.metadata, field.annotation)), None)
    return refers.to if refers else None


def unknown(key: str, known: Iterable[str], path: Path) -> Iterator[KeyProblem]:
    known = list(known)
    if key in known:
        return
    near = get_close_matches(key, known, n=1)
    if near:
        yield path, N_("the pack has no “{key}”. Did you mean “{near}”?", key=key, near=near[0])
    else:
        yield path, N_("the pack has no “{key}”; it has: {known}", key=key, known=known)


def _references(pack: Pack) -> Iterator[tuple[str, str, Path]]:
    for path, piece in pieces(pack):
        for name, field in type(piece).model_fields.items():
            to, value = refers_to(field), getattr(piece, name)
            if to and isinstance(value, tuple):
                yield from ((to, key, (*path, name, place)) for place, key in enumerate(value))
            elif to and value is not None:
                yield to, value, (*path, name)


def _marks(annotations: Iterable[Any]) -> Iterator[Refers]:
    """The marks anywhere inside a type, e.g. in `tuple[Annotated[Key, Refers("tags")], ...]`."""
    for annotation in annotations:
        if isinstance(annotation, Refers):
            yield annotation
        else:
            yield from _marks(get_args(annotation))
