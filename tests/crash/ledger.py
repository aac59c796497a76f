"""What the simulated people did and what they were told. Whatever the crashes, the database has to agree."""

from dataclasses import dataclass, field


@dataclass
class Ledger:
    """Each record carries words of its own (a note, a description), so that one that came twice would be seen."""

    visits: dict[str, str] = field(default_factory=dict)
    """The visit's note → the number that the bot told."""
    risks: dict[str, str] = field(default_factory=dict)
    """The description → the number."""
    measures: dict[str, str] = field(default_factory=dict)
    """What was done about a risk item → its number."""
    closed: list[str] = field(default_factory=list)
    photos: dict[str, bytes] = field(default_factory=dict)
    """The words of the record that a photo belongs to → its bytes."""
    asked: int = 0
    """How many times the leader wanted figures."""
    listened: dict[int, set[tuple[str, ...]]] = field(default_factory=dict)
    """Chat → the words by which an answer was known there, each time that somebody waited for one."""

    @property
    def records(self) -> int:
        return len(self.visits) + len(self.risks) + len(self.measures) + len(self.closed)
