"""Walking through a pack: every piece of it with its place, e.g. `("deadlines", 0, "due")`."""

from collections.abc import Iterator

from campaigns.schema.part import Part
from campaigns.yaml_text import Path


def pieces(piece: Part, path: Path = ()) -> Iterator[tuple[Path, Part]]:
    """The piece itself and everything inside it, in the order of the file."""
    yield path, piece
    for name, value in piece:
        members = enumerate(value) if isinstance(value, tuple) else [(None, value)]
        for place, member in members:
            if isinstance(member, Part):
                yield from pieces(member, (*path, name) if place is None else (*path, name, place))
