"""A campaign pack: one plan (方案) as data. Every word, day and number comes from the plan, none of them from code.

The pieces live beside this file, one idea each; import them from here: `from campaigns.pack import Pack, PlanTable`.
A pack goes into the database as JSON and comes back the same:
`Pack.model_validate(pack.model_dump(mode="json")) == pack`.
"""

from datetime import date
from typing import Literal

from pydantic import Field

from campaigns.deadlines import Deadline, Due, OnDay, SetPerCase, Unstated, WorkingDaysAfter
from campaigns.nudges import NudgePolicy
from campaigns.part import Key, Part, Titled, Words
from campaigns.plan_table import Counts, Period, PlanColumn, PlanRow, PlanTable
from campaigns.targets import Frequency, Group, LevelScheme, Share, Target
from campaigns.units import Duty, Party, Unit, UnitKind

__all__ = [
    "Checklist", "CloseOut", "Counts", "Deadline", "Due", "Duty", "FocusGroup", "Frequency", "Group", "Item",
    "LevelScheme", "NudgePolicy", "OnDay", "Outcome", "Pack", "Party", "Period", "PlanColumn", "PlanRow", "PlanTable",
    "SetPerCase", "Share", "Source", "Target", "Titled", "Unclear", "Unit", "UnitKind", "Unstated", "WorkingDaysAfter",
]  # fmt: skip


class Source(Part):
    """Where the plan comes from: its printed foot, whom it is addressed to, and the words it opens with."""

    issued: date
    issued_words: Words
    """As printed: “2025年1月27日印发”."""
    printed_by: Words
    addressed_to: Words


class FocusGroup(Part):
    """Tags (重点) that belong together, e.g. 产品 or 使用单位类别; `note` says what the plan wants of all of them."""

    key: Key
    title: Words
    entity_kinds: tuple[Key, ...]
    tags: tuple[Titled, ...]
    note: str = ""


class Item(Part):
    """A point to look at: `title` names it in a sentence (“不符合：贮存运输要求”), `text` is shown when it is asked."""

    key: Key
    title: Words
    text: Words
    source: str


class Checklist(Part):
    """The points of a check of one kind of entity; `basis` says where in the plan they come from."""

    key: Key
    title: Words
    entity_kind: Key
    basis: Words
    items: tuple[Item, ...]


class Outcome(Titled):
    """What a check ended in; `findings` is true where it found something."""

    findings: bool


class CloseOut(Part):
    """When a risk item may be closed out (销号). No `default_due_days`: the plan names no limit, 方案未规定 (C7)."""

    per: Literal["item", "enterprise"]
    second_person: bool
    default_due_days: int | None = None
    suggested_days: tuple[int, ...] = ()
    """Buttons only, in calendar days: nothing is filled in unless somebody presses one."""
    words: Words
    source: str


class Unclear(Part):
    """A place where the plan is damaged, silent or contradicts itself, and the reading we take until told otherwise."""

    key: Key
    says: Words
    reading: Words
    source: str


class Pack(Part):
    """The plan as a whole."""

    key: Key
    year: int
    title: Words
    number: str | None = None
    """The document number (文号); None where the plan prints none."""
    issuer: Words
    source: Source
    zone: str = "Asia/Shanghai"
    units: tuple[Unit, ...]
    duties: tuple[Duty, ...] = ()
    entity_kinds: tuple[Titled, ...]
    levels: LevelScheme | None = None
    focus: tuple[FocusGroup, ...] = ()
    checklists: tuple[Checklist, ...] = ()
    inspection_kinds: tuple[Titled, ...]
    outcomes: tuple[Outcome, ...]
    transfers: tuple[Titled, ...] = ()
    """Whom a case or a clue is handed to (移送), e.g. 公安机关."""
    deadlines: tuple[Deadline, ...] = ()
    targets: tuple[Target, ...] = ()
    plan_tables: tuple[PlanTable, ...] = ()
    close_out: CloseOut
    nudges: NudgePolicy = Field(default_factory=NudgePolicy)
    unclear: tuple[Unclear, ...] = ()

    def unit(self, key: str) -> Unit:
        return next(unit for unit in self.units if unit.key == key)

    def children(self, key: str) -> tuple[Unit, ...]:
        """The units right below one, in the plan's order."""
        return tuple(unit for unit in self.units if unit.parent == key)

    def checklist_for(self, entity_kind: str) -> Checklist | None:
        return next((found for found in self.checklists if found.entity_kind == entity_kind), None)
