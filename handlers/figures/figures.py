"""The figures behind an answer, a sheet and the command line: fetched from the records, handed to `reports/`."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from campaigns.schema.pack import Pack, Period, PlanTable
from campaigns.titles import title_of
from figures.plan_figures import PlanFigures, RiskCounts, covered, same_day_before
from forms.risk_words import RISK_STATES
from locales import N_, Text, tr
from reports.catalog.inspection_list import InspectionLine, Inspections, inspections
from reports.catalog.open_risk_items import RiskItems, RiskLine
from reports.catalog.plan_table_sheet import plan_table
from reports.catalog.plan_vs_actual import plan_vs_actual
from reports.drawing.dates import period_name, short_day
from reports.drawing.table import Table
from storage.database import Session
from storage.queries.organisation import succession, unit_parents, units
from storage.queries.plans.campaigns import RunningCampaign
from storage.queries.records import inspections as visits
from storage.queries.records import record_counts, risk_items


@dataclass(frozen=True)
class Question:
    """What is asked: a period of a campaign's plan table, seen from a unit (and all below it), on a day."""

    running: RunningCampaign
    period_key: str
    unit_id: int
    today: date

    @property
    def pack(self) -> Pack:
        return self.running.pack

    @property
    def plan(self) -> PlanTable:
        return self.pack.plan_tables[0]

    @property
    def as_of(self) -> date:
        """Today, or the last day of a period that is over: what happened later is not known then (C8)."""
        return min(self.today, covered(self.plan, self.period_key)[-1].end)


@dataclass(frozen=True)
class Lines:
    """The lines of a plan that a question sees, as the tree stood then: whose records count in which of them."""

    inside: Any
    """The condition on a unit that its records are asked for."""
    keys: Mapping[int, str]
    """Unit → the key of the line that it counts in."""
    heirs: Mapping[str, str]
    """Whose line was added to whose, by their keys."""
    since: Mapping[int, date]
    """Units outside the plan that took over a line: only since then do they count in it."""
    names: Mapping[str, str]
    """What they are called, by the key of that line."""


def _lines(session: Session, asked: Question) -> Lines:
    ours = units.campaign_unit_ids(session, asked.running.campaign_id)
    inside = unit_parents.stood_below(session, units.unit(session, asked.unit_id), asked.as_of)
    seen = units.ids_where(session, inside)
    outside = succession.from_outside(session, ours, asked.as_of)
    outside = {key: heir for key, heir in outside.items() if heir.unit.id in seen}
    standing = ours | {key: heir.unit.id for key, heir in outside.items()}
    merged = succession.heirs(session, ours, asked.as_of)
    heirs = {key: heir for key, heir in merged.items() if standing[heir] in seen}
    keys = {unit_id: heirs.get(key, key) for key, unit_id in ours.items() if unit_id in seen}
    keys |= {heir.unit.id: key for key, heir in outside.items()}
    since = {heir.unit.id: heir.since for heir in outside.values()}
    return Lines(inside, keys, heirs, since, {key: heir.unit.name for key, heir in outside.items()})


def plan_figures(session: Session, asked: Question) -> PlanFigures:
    unit = units.unit(session, asked.unit_id)
    lines = _lines(session, asked)
    own_key = lines.keys.get(asked.unit_id) if asked.unit_id not in lines.since else None
    shown = set(lines.keys.values())
    return PlanFigures(
        plan=asked.plan.inherited(lines.heirs),
        units=tuple((one.key, lines.names.get(one.key, one.title)) for one in asked.pack.units if one.key in shown),
        scope=scope_name(asked.pack, own_key) or unit.name,
        period_key=asked.period_key,
        as_of=asked.as_of,
        done=_done(session, asked, lines, asked.plan.periods, asked.as_of),
        risks=_risks(session, asked, lines),
        done_before=_done_before(session, asked, lines),
        reporting_unit=asked.pack.unit(own_key).name if own_key else unit.name,
    )


def answering_unit(session: Session, asked: Question, key: str) -> int | None:
    """Who answers for a unit of the plan as of the day that is asked for; None where the plan has none such."""
    ours = units.campaign_unit_ids(session, asked.running.campaign_id)
    key = succession.heirs(session, ours, asked.as_of).get(key, key)
    heir = succession.from_outside(session, ours, asked.as_of).get(key)
    return heir.unit.id if heir else ours.get(key)


def scope_name(pack: Pack, key: str | None) -> str | None:
    """“石柱县” for the county, “南宾所” for a station."""
    if key is None:
        return None
    unit = pack.unit(key)
    return unit.area or unit.title


def _done(
    session: Session, asked: Question, lines: Lines, periods: tuple[Period, ...], until: date
) -> dict[tuple[str, str, str], int]:
    """A merged unit's visits count for its heir."""
    done: Counter[tuple[str, str, str]] = Counter()
    for period in periods:
        last = min(period.end, until)
        counted = record_counts.visits_by_unit(
            session, asked.running.campaign_id, period.start, last, lines.inside, lines.since
        )
        for column in asked.plan.columns:
            for unit_id, key in lines.keys.items():
                done[key, period.key, column.key] += counted.get((unit_id, column.counts.entity_kind), 0)
    return done


def _done_before(session: Session, asked: Question, lines: Lines) -> int | None:
    before = same_day_before(asked.plan, asked.period_key, asked.as_of)
    if before is None:
        return None
    period, day = before
    done = _done(session, asked, lines, (period,), day)
    owing = {lines.heirs.get(key, key) for key in asked.plan.units}
    return sum(count for (unit, _, _), count in done.items() if unit in owing)


def _risks(session: Session, asked: Question, lines: Lines) -> dict[str, RiskCounts]:
    first = covered(asked.plan, asked.period_key)[0].start
    counted = record_counts.risk_figures(session, first, asked.as_of, lines.inside)
    found: dict[str, RiskCounts] = {}
    for unit_id, risk in counted.items():
        if key := lines.keys.get(unit_id):
            own = RiskCounts(risk.new, risk.closed, risk.open, risk.overdue)
            found[key] = found.get(key, RiskCounts()) + own
    return found


def visit_lines(session: Session, asked: Question, column: str | None = None) -> tuple[InspectionLine, ...]:
    """The visits behind the figures, of one column or of all."""
    inside = unit_parents.stood_below(session, units.unit(session, asked.unit_id), asked.as_of)
    periods = covered(asked.plan, asked.period_key)
    kind = next((one.counts.entity_kind for one in asked.plan.columns if one.key == column), None)
    found = visits.visits(session, asked.running.campaign_id, inside, periods[0].start, asked.as_of, kind)
    return tuple(_line(asked.pack, line) for line in found)


def _line(pack: Pack, line: visits.ListedInspection) -> InspectionLine:
    checklist = pack.checklist_for(line.entity_kind)
    tags = {tag.key: tag.title for group in pack.focus for tag in group.tags}
    return InspectionLine(
        number=line.number,
        day=line.day,
        unit=line.unit,
        entity=line.entity,
        entity_kind=title_of(pack.entity_kinds, line.entity_kind),
        kind=title_of(pack.inspection_kinds, line.kind),
        people=line.people,
        points=len(checklist.items) if checklist and line.has_checklist else 0,
        failed=len(line.bad_items),
        outcome=title_of(pack.outcomes, line.outcome),
        tags=tuple(tags.get(tag, tag) for tag in line.tags),
        note="；".join([*line.bad_items, *([line.note] if line.note else [])]),
        recorded_by=line.recorded_by,
    )


def risk_lines(session: Session, asked: Question, states: tuple[str, ...] = ("open", "rectified")) -> RiskItems:
    """The risk items that are unfinished today; only an open one can be overdue."""
    unit = units.unit(session, asked.unit_id)
    lines = tuple(
        RiskLine(
            id=card.id,
            number=card.number,
            description=card.description,
            entity=card.entity,
            unit=card.unit,
            opened=card.opened_on,
            due=card.due,
            status=RISK_STATES[card.state],
            waiting=card.state == "rectified",
            responsible=card.officer,
        )
        for card in risk_items.unfinished(session, unit.path)
        if card.state in states
    )
    key = units.pack_key(session, asked.running.campaign_id, asked.unit_id)
    return RiskItems(scope_name(asked.pack, key) or unit.name, asked.today, lines)


def workbook_tables(session: Session, asked: Question) -> list[Table]:
    """任务表, 完成情况, 检查明细: the three sheets that a leader gets."""
    plan = plan_figures(session, asked)
    names = {unit.key: unit.title for unit in asked.pack.units}
    period: Text = period_name(asked.plan, asked.period_key)
    lines = visit_lines(session, asked)
    return [
        plan_table(asked.plan, names),
        plan_vs_actual(plan),
        inspections(Inspections(plan.scope, period, plan.as_of, lines)),
    ]


def file_name(session: Session, asked: Question) -> str:
    """“石柱县2025年二季度任务完成情况（截至6月20日）.xlsx”."""
    plan = plan_figures(session, asked)
    name = N_(
        "{scope} {period} plan and actual as of {day}.xlsx",
        scope=plan.scope,
        period=period_name(asked.plan, asked.period_key),
        day=short_day(plan.as_of),
    )
    return tr(name).replace("/", "-")
