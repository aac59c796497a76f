"""How often, and how much of what, must be checked: frequencies by level and shares of a named group."""

from decimal import Decimal
from typing import Annotated, Literal

from pydantic import Field

from campaigns.part import Key, Part, Titled, Words


class Group(Part):
    """Entities a target is about: of this kind, at one of these levels, with one of these tags, or being rectified."""

    entity_kind: Key
    levels: tuple[Key, ...] = ()
    tags: tuple[Key, ...] = ()
    rectifying: bool = False


class Frequency(Part):
    """At least n checks of each member in so many calendar years; “每两年” reads as C6 does."""

    target: Literal["frequency"]
    key: Key
    title: Words
    of: Group
    at_least: int = Field(ge=1)
    every_years: int = Field(ge=1)
    words: Words
    source: str


class Share(Part):
    """At least this share of the group each year, rounded up to whole entities (C4), and all of it within the cycle."""

    target: Literal["share"]
    key: Key
    title: Words
    of: Group
    percent: Decimal = Field(gt=0, le=100)
    inspection_kind: Key | None = None
    """Only checks of this kind count, e.g. 飞行检查; None: every check does."""
    within: Literal["unit", "campaign"] = "unit"
    """The group is each unit's own area (“本辖区内”), or the whole campaign's."""
    drawn: bool = False
    """Members are drawn at random, without replacement while the cycle lasts."""
    cycle_years: int | None = Field(default=None, ge=1)
    words: Words
    source: str


Target = Annotated[Frequency | Share, Field(discriminator="target")]


class LevelScheme(Part):
    """The supervision levels (监管级别) of a plan, strictest first. Hospital grades are not levels but tags (C12)."""

    key: Key
    title: Words
    levels: tuple[Titled, ...]
    words: Words
    source: str
