"""A language that people are spoken to in: a folder of `locales/` holds one, as `LANGUAGE`, and is found there."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from re import Match

DayWords = tuple[str, str | Callable[[Match[str]], str]]
"""A pattern of a whole text, and the Chinese words of the same day, which `forms/kinds/days.py` reads."""


@dataclass(frozen=True)
class Language:
    order: int
    """Where it stands in lists."""
    name: str
    """In its own words."""
    messenger: str
    """The code under which messengers know it: "zh", "en"."""
    between: str = ", "
    """What stands between the parts of a list."""
    days: tuple[DayWords, ...] = ()
    """How days are typed in it: “yesterday” → 昨天. What is Chinese needs none."""
    question_words: Mapping[str, str] = field(default_factory=dict)
    """How figures are asked for in it, without blanks, in the Chinese words that `reports/question_words.py` reads."""
    questions_typed: Mapping[str, str] = field(default_factory=dict)
    """Chinese words of our own questions → how a reader of this language types them."""
    quarter_typed: str = ""
    """A quarter by its number: "Q{number} "; empty where the plan's own title is typed."""
    reads_msgids: bool = False
    """The texts in the code can be read as they are: a text without a translation is none that is missing."""
