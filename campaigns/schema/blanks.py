"""What stands around a form to be filled in: blanks with their labels, lines to sign, seals."""

from typing import Annotated, Literal

from campaigns.schema.part import Key, Part, TextOnly

Fill = Literal[
    "entity_name", "contact", "phone", "products", "address", "licence", "unit_name", "filler", "reviewer", "leader",
    "as_of", "filed_on", "period",
]  # fmt: skip
"""What the bot can put in by itself: the entity's name, contact person, …; the reporting unit, who fills it in, …"""


class Blank(Part):
    """A labelled blank of the head or foot: {label: 上报单位（公章）：, after: 药监局, fill: unit_name}."""

    key: Key
    label: str
    """Before the blank, with its colon; empty where the words come after it."""
    after: str = ""
    """Behind the blank, e.g. “（可另附表）”."""
    line: int = 1
    """Blanks of one line stand beside each other."""
    fill: Fill | None = None
    """None: written by hand."""
    seal: Annotated[bool, TextOnly()] = False
    """The label says it in words."""


class SignLine(Part):
    """A line at the foot: who signs, and beside it the seal or the date."""

    sign: str = ""
    """E.g. “管理者代表（签名）：”."""
    seal: str = ""
    """E.g. “（企业盖章）”."""
    date: str = ""
    """E.g. “年月日”."""
