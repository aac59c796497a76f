"""A unit that goes out and checks: its officers, and the entities of its territory."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from forms.offer import Offer


@dataclass(frozen=True)
class Team:
    unit: str
    unit_id: int
    officers: tuple[int, ...]
    entities: Mapping[str, Sequence[Offer]]
    """By kind; the first of a kind is the one visited last."""

    def colleague_of(self, officer: int) -> int:
        """The second person."""
        return next(colleague for colleague in self.officers if colleague != officer)
