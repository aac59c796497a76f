"""Where a plan comes from: the notice itself, what it carries or rests on, and the annexes it names."""

from datetime import date
from typing import Literal

from campaigns.schema.part import Key, Part, Words


class Source(Part):
    """A notice's printed foot and whom it is addressed to; empty where the plan prints nothing."""

    issued: date | None = None
    issued_words: str = ""
    """As printed: “2025年1月27日印发”."""
    printed_by: str = ""
    addressed_to: str = ""
    copied_to: str = ""
    """抄送."""


class RelatedDocument(Part):
    """Another document in the same plan: one that it forwards whole (转发), or one that it rests on (依据)."""

    key: Key
    relation: Literal["carried", "basis"]
    title: Words
    number: str | None = None
    issuer: Words | None = None
    source: Source = Source()
    cited_as: str = ""
    """How `source` of a piece begins when the article stands in this document: `省 二（二）`."""


class Annex(Part):
    """An annex by its name. Its form is the self-check, table or plan table with the same key; none: 原文未附表样.

    The numbers are kept as the plan gives them at three places, since damaged plans contradict themselves.
    """

    key: Key
    title: Words
    """As the list of annexes names it; as it is headed where the list leaves it out."""
    listed: str = ""
    """Its number in the list of annexes, e.g. “附表5”; empty: not listed."""
    printed: str = ""
    """Its number over the annex itself, e.g. “附表4”; empty: the annex is not there, or bears none."""
    cited: str = ""
    """Its number in the text of the plan; empty: cited without one, or not at all."""
    source: str = ""
