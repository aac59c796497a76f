"""Keys that a pack uses twice where they have to tell pieces apart."""

from collections.abc import Iterator
from itertools import chain

from campaigns.schema.pack import Pack
from campaigns.schema.pack_parts import pieces
from campaigns.yaml_text import Path
from locales import N_, Message

Named = list[tuple[str, Path]]
FORMS = ("self_checks", "tables", "plan_tables", "work_items")


def named_twice(pack: Pack) -> Iterator[tuple[Path, Message]]:
    """Equal keys within one list of the pack. Tags, and forms, are one list each: others name them by key alone."""
    lists = list(_lists(pack))
    tags = [named for path, named in lists if path[0] == "focus" and path[-1] == "tags"]
    forms = [named for path, named in lists if path[0] in FORMS and len(path) == 1]
    others = [named for path, named in lists if named not in tags and named not in forms]
    for named in [_joined(tags), _joined(forms), *others]:
        seen: set[str] = set()
        for key, path in named:
            if key in seen:
                yield path, N_("the key “{key}” is used twice", key=key)
            seen.add(key)


def _joined(lists: list[Named]) -> Named:
    return list(chain.from_iterable(lists))


def _lists(pack: Pack) -> Iterator[tuple[Path, Named]]:
    """Every list of named pieces, wherever it stands in the pack."""
    for path, piece in pieces(pack):
        for field, value in piece:
            if isinstance(value, tuple):
                yield (*path, field), _named(value, (*path, field))


def _named(members: tuple[object, ...], path: Path) -> Named:
    """A plan row is known by its unit, everything else by its key."""
    name = "unit" if path[0] == "plan_tables" and path[-1] == "rows" else "key"
    return [(getattr(part, name), (*path, place, name)) for place, part in enumerate(members) if hasattr(part, name)]
