"""Which function shows the record that a printed number means: each family says it of its own nouns."""

from collections.abc import Callable

from handlers.turn.turn import Turn

openers: dict[str, Callable[[Turn, int], None]] = {}
"""By noun: shows the record with an id, or raises Refused where this person may not see it."""
