"""Keys that a pack uses twice where they have to tell pieces apart."""

from collections.abc import Iterator
from itertools import chain

from campaigns.pack import Pack
from campaigns.part import Part
from campaigns.yaml_text import Path
from locales import N_, Message

Named = list[tuple[str, Path]]


def named_twice(pack: Pack) -> Iterator[tuple[Path, Message]]:
    """Equal keys within one list of the pack. Tags are one list across their groups: records name them alone."""
    tags = [named for path, named in _lists(pack, ()) if path[0] == "focus" and path[-1] == "tags"]
    others = [named for path, named in _lists(pack, ()) if path[-1] != "tags"]
    for named in [list(chain.from_iterable(tags)), *others]:
        seen: set[str] = set()
        for key, path in named:
            if key in seen:
                yield path, N_("the key “{key}” is used twice", key=key)
            seen.add(key)


def _lists(piece: Part, path: Path) -> Iterator[tuple[Path, Named]]:
    """Every list of named pieces, wherever it stands in the pack."""
    for field, value in piece:
        if isinstance(value, Part):
            yield from _lists(value, (*path, field))
        elif isinstance(value, tuple):
            yield (*path, field), _named(value, (*path, field))
            for place, member in enumerate(value):
                if isinstance(member, Part):
                    yield from _lists(member, (*path, field, place))


def _named(members: tuple[object, ...], path: Path) -> Named:
    """A plan row is known by its unit, everything else by its key."""
    name = "unit" if path[-1] == "rows" else "key"
    return [(getattr(part, name), (*path, place, name)) for place, part in enumerate(members) if hasattr(part, name)]
