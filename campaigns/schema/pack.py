"""A campaign pack: one plan (方案) as data. Every word, day and number comes from the plan, none of them from code.

The pieces live beside this file, one idea each; import them from here:
`from campaigns.schema.pack import Pack, PlanTable`.
A pack goes into the database as JSON and comes back the same:
`Pack.model_validate(pack.model_dump(mode="json")) == pack`.
"""

from collections.abc import Mapping
from datetime import date
from typing import Annotated

from pydantic import Field

from campaigns.schema.blanks import Blank, SignLine
from campaigns.schema.close_out import CloseOut, EscalationRule
from campaigns.schema.counting import Counting
from campaigns.schema.deadlines import Deadline
from campaigns.schema.documents import Annex, RelatedDocument, Source
from campaigns.schema.due_rules import Counted, Due, EndOf, Every, OnDay, SetPerCase, Unstated
from campaigns.schema.focus import FocusGroup, FocusTag
from campaigns.schema.levels import LevelScheme
from campaigns.schema.measures import MEASURE_UNITS, Measure
from campaigns.schema.nudge_policy import NudgePolicy
from campaigns.schema.official_table import OfficialTable, TableColumn, TableHead, TableRow
from campaigns.schema.part import Key, NotActedOn, Part, TextOnly, Titled, Words
from campaigns.schema.phases import Phase, Task
from campaigns.schema.plan_table import Counts, Period, PlanColumn, PlanRow, PlanTable
from campaigns.schema.plan_units import LeadingGroup, Party, Responsibility, Unit, UnitKind
from campaigns.schema.points import Checklist, FormColumn, Item, SelfCheck
from campaigns.schema.shares import Band
from campaigns.schema.targets import Budget, Frequency, Share, Target, Total
from campaigns.schema.unclear import UnclearPassage, UnderReading
from campaigns.schema.where import Where
from campaigns.schema.work_items import WorkItem
from locales import N_

NOT_RECORDED = N_("they cannot be recorded in chat yet")
NOT_COUNTED = N_("whether they are met is not counted yet")
LEADER_ONLY = N_("nothing is proposed; the leader is told of what is overdue")

__all__ = [
    "MEASURE_UNITS",
    "Annex",
    "Band",
    "Blank",
    "Budget",
    "Checklist",
    "CloseOut",
    "Counted",
    "Counting",
    "Counts",
    "Deadline",
    "Due",
    "EndOf",
    "EscalationRule",
    "Every",
    "FocusGroup",
    "FocusTag",
    "FormColumn",
    "Frequency",
    "Item",
    "LeadingGroup",
    "LevelScheme",
    "Measure",
    "NudgePolicy",
    "OfficialTable",
    "OnDay",
    "Outcome",
    "Pack",
    "Party",
    "Period",
    "Phase",
    "PlanColumn",
    "PlanRow",
    "PlanTable",
    "RelatedDocument",
    "Responsibility",
    "SelfCheck",
    "SetPerCase",
    "Share",
    "SignLine",
    "Source",
    "TableColumn",
    "TableHead",
    "TableRow",
    "Target",
    "Task",
    "Titled",
    "Total",
    "UnclearPassage",
    "UnderReading",
    "Unit",
    "UnitKind",
    "Unstated",
    "Where",
    "WorkItem",
]  # fmt: skip


class Outcome(Titled):
    """What a check ended in; `findings` is true where it found something."""

    findings: bool


class Pack(Part):
    """The plan as a whole, in the order of a workbook's sheets."""

    key: Key
    year: int
    title: Words
    printed: Words | None = None
    """The notice's own heading, where the title is shorter."""
    number: Annotated[str | None, TextOnly()] = None
    """The document number (文号); None where the plan prints none."""
    issuer: Words
    source: Source = Source()
    documents: Annotated[tuple[RelatedDocument, ...], TextOnly()] = ()
    starts: date | None = None
    ends: date | None = None
    """The days it runs; None: 1 January and 31 December of `year`. A campaign may run over a new year."""
    zone: str = "Asia/Shanghai"
    units: tuple[Unit, ...]
    duties: Annotated[tuple[Responsibility, ...], TextOnly()] = ()
    leading_group: LeadingGroup | None = None
    entity_kinds: tuple[Titled, ...]
    levels: LevelScheme | None = None
    inspection_kinds: tuple[Titled, ...]
    outcomes: tuple[Outcome, ...]
    transfers: Annotated[tuple[Titled, ...], NotActedOn(NOT_RECORDED)] = ()
    """Whom a case or a clue is handed to (移送), e.g. 公安机关."""
    regulator_findings: Annotated[tuple[Titled, ...], NotActedOn(NOT_RECORDED)] = ()
    """Faults of a regulator, not of an entity: 违规批准, 降低准入条件 (R0.17)."""
    phases: tuple[Phase, ...] = ()
    tasks: Annotated[tuple[Task, ...], TextOnly()] = ()
    events: tuple[Titled, ...] = ()
    """What sets a deadline off, e.g. 备案信息核实符合规定."""
    deadlines: tuple[Deadline, ...] = ()
    focus: tuple[FocusGroup, ...] = ()
    checklists: tuple[Checklist, ...] = ()
    self_checks: tuple[SelfCheck, ...] = ()
    annexes: tuple[Annex, ...] = ()
    tables: tuple[OfficialTable, ...] = ()
    targets: Annotated[tuple[Target, ...], NotActedOn(NOT_COUNTED)] = ()
    work_items: Annotated[tuple[WorkItem, ...], NotActedOn(NOT_RECORDED)] = ()
    counting: Counting = Counting()
    plan_tables: tuple[PlanTable, ...] = ()
    close_out: CloseOut
    risk_sources: tuple[Titled, ...] = ()
    """Where news of a risk comes from (风险信息来源), e.g. 投诉举报."""
    escalation: Annotated[tuple[EscalationRule, ...], NotActedOn(LEADER_ONLY)] = ()
    nudges: NudgePolicy = Field(default_factory=NudgePolicy)
    unclear: tuple[UnclearPassage, ...] = ()

    @property
    def first_day(self) -> date:
        return self.starts or date(self.year, 1, 1)

    @property
    def last_day(self) -> date:
        return self.ends or date(self.year, 12, 31)

    def unit(self, key: str) -> Unit:
        return next(unit for unit in self.units if unit.key == key)

    def children(self, key: str) -> tuple[Unit, ...]:
        """The units right below one, in the plan's order."""
        return tuple(unit for unit in self.units if unit.parent == key)

    def checklist_for(self, entity_kind: str) -> Checklist | None:
        return next((checklist for checklist in self.checklists if checklist.entity_kind == entity_kind), None)

    def table(self, key: str) -> OfficialTable | None:
        return next((table for table in self.tables if table.key == key), None)

    def has_form(self, annex: str) -> bool:
        """Whether the annex of this key is there; otherwise 原文未附表样."""
        return annex in self.form_keys

    @property
    def form_keys(self) -> list[str]:
        """Every form that the pack holds; annexes may name others, which the plan leaves out."""
        forms = [form.key for form in self.self_checks] + [table.key for table in self.tables]
        return forms + [table.key for table in self.plan_tables]

    def read_as(self, chosen: Mapping[str, str | None]) -> "Pack":
        """The pack as an administrator reads it: of each note the chosen option stands first, where it holds."""
        notes = tuple(note.read_as(chosen.get(note.key)) for note in self.unclear)
        return self.model_copy(update={"unclear": notes})

    def taken(self, reading: UnderReading | None) -> bool:
        """Whether a piece with this reading holds until the administrator chooses: the first option does."""
        if reading is None:
            return True
        note = next(note for note in self.unclear if note.key == reading.unclear)
        return note.options[0].key == reading.option
