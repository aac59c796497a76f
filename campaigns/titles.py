"""The pack's own words for a key."""

from collections.abc import Iterable
from typing import Protocol


class HasTitle(Protocol):
    """An outcome, a kind, a level, a tag: whatever a pack names by key and title."""

    @property
    def key(self) -> str: ...

    @property
    def title(self) -> str: ...


def title_of(titled: Iterable[HasTitle], key: str | None) -> str:
    """A key that the pack does not know is shown as it is; nothing for None."""
    return next((part.title for part in titled if part.key == key), key or "")
