"""The organisation tree of a plan and who does what in it."""

from typing import Literal, Self

from pydantic import model_validator
from pydantic_core import PydanticCustomError

from campaigns.part import Key, Part, Words

UnitKind = Literal["province", "city", "county", "station", "section", "brigade"]
"""省局, 市局, 县局, 所, 机关科室, 执法支队."""


class Unit(Part):
    """A node of the tree; `name` as the plan prints it, `shown` as people say it."""

    key: Key
    name: Words
    kind: UnitKind
    parent: Key | None = None
    shown: Words | None = None
    area: Words | None = None
    """What a heading of figures calls this unit and all below it, e.g. 石柱县."""
    aliases: tuple[Words, ...] = ()
    """Other names the same plan uses for it, e.g. 医疗器械科 for 监管科."""

    @property
    def title(self) -> str:
        return self.shown or self.name


class Party(Part):
    """Who owes something, or to whom; several kinds together mean all of them (“注册许可科、各市场监管所”)."""

    units: tuple[Key, ...] = ()
    unit_kind: UnitKind | None = None
    entity_kind: Key | None = None
    outside: Words | None = None

    @model_validator(mode="after")
    def _says_who(self) -> Self:
        if sum(map(bool, (self.units, self.unit_kind, self.entity_kind, self.outside))) == 0:
            raise PydanticCustomError("nobody", "names nobody")
        return self


class Duty(Part):
    """A sentence of 职责分工: who does what, in the plan's words (R4.9 to R4.11)."""

    by: Party
    words: Words
    source: str
