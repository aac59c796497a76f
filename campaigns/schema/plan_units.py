"""The organisation tree of a plan, who does what in it, and the group that leads the campaign."""

from typing import Annotated, Literal, Self

from pydantic import model_validator
from pydantic_core import PydanticCustomError

from campaigns.schema.part import EntityKind, Key, Level, Part, Refers, Tag, TextOnly, UnitKey, Words

UnitKind = Literal["nation", "province", "city", "county", "branch", "station", "section", "brigade", "institute"]
"""国家局, 省局, 市局, 县局, 分局, 所, 机关科室, 执法支队, 直属单位."""


class Unit(Part):
    """A node of the tree; `name` as the plan prints it, `shown` as people say it."""

    key: Key
    name: Words
    kind: UnitKind
    parent: UnitKey | None = None
    shown: Words | None = None
    area: Words | None = None
    """What a heading of figures calls this unit and all below it, e.g. 石柱县."""
    aliases: tuple[Words, ...] = ()
    """Other names the same plan uses for it, e.g. 医疗器械科 for 监管科."""
    named_in_plan: Annotated[bool, TextOnly()] = True
    """False: the plan says 各地（市） or the like, the name is ours and an administrator may change it."""

    @property
    def title(self) -> str:
        return self.shown or self.name


class Party(Part):
    """Who owes something, or to whom. Several together mean all of them (“注册许可科、各市场监管所”).

    A kind of unit on the receiving side means the one on whose ground the giver is (“所在地”).
    """

    units: tuple[UnitKey, ...] = ()
    unit_kinds: tuple[Annotated[UnitKind, Refers("unit_kinds")], ...] = ()
    entity_kinds: tuple[EntityKind, ...] = ()
    tags: tuple[Tag, ...] = ()
    """Only the entities with one of these tags, e.g. 第二类医疗器械生产企业."""
    levels: tuple[Level, ...] = ()
    leading_group: bool = False
    outside: Words | None = None

    @model_validator(mode="after")
    def _says_who(self) -> Self:
        if not (self.units or self.unit_kinds or self.entity_kinds or self.leading_group or self.outside):
            raise PydanticCustomError("nobody", "names nobody")
        return self


class Responsibility(Part):
    """A sentence of 职责分工: who does what, in the plan's words (R0.3, R4.9 to R4.11)."""

    by: Party
    words: Words
    source: str


class LeadingGroup(Part):
    """领导小组: who heads it, who sits in it, where its office is; it hears briefings that are deadlines (R1.2)."""

    title: Words
    head: Annotated[Words, TextOnly()]
    members: Annotated[tuple[Words, ...], TextOnly()] = ()
    office: Annotated[str, TextOnly()] = ""
    words: str = ""
    source: str
