"""What a part of the soak came to."""

from dataclasses import dataclass, field


@dataclass
class Verdict:
    """One line of figures, and everything that is wrong: nothing, where all is well."""

    figures: str
    wrong: list[str] = field(default_factory=list)

    def __str__(self) -> str:
        shown = [f"    wrong: {what}" for what in self.wrong[:MOST]]
        more = [f"    … and {len(self.wrong) - MOST} more"] if len(self.wrong) > MOST else []
        return "\n".join([self.figures, *shown, *more])


MOST = 20
"""Faults shown of each part."""
