"""Whose visits count in which line of a plan table, mergers included; the only place where they are counted by line."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from campaigns.schema.pack import Period, PlanTable
from storage.database import Session
from storage.queries.organisation import succession, unit_parents, units
from storage.queries.records import record_counts

Done = dict[tuple[str, str, str], int]
"""家次 by (line, period, column), each by its key in the plan; 0 where there were none."""


@dataclass(frozen=True)
class PlanLines:
    """The lines of a plan that are seen from a unit, as the tree stood on a day."""

    keys: Mapping[int, str]
    """Unit id → the key of the line that it counts in."""
    heirs: Mapping[str, str]
    """Key of a merged line → key of the line that it was added to."""
    since: Mapping[int, date]
    """Units outside the plan that took over a line: they count in it only from that day on."""
    names: Mapping[str, str]
    """Key of a line → name of the unit outside the plan that took it over."""
    inside: Any = record_counts.EVERYWHERE
    """The condition on the unit of a record: it stood below the unit that is asked about."""


def plan_lines(session: Session, campaign_id: int, as_of: date, unit_id: int | None = None) -> PlanLines:
    """The lines of the unit and of those that stood below it, of all units where none is given.

    A merged line is added to its heir's where the heir is seen too; else it still stands alone.
    """
    inside = record_counts.EVERYWHERE
    ours = units.campaign_unit_ids(session, campaign_id)
    outside = succession.from_outside(session, ours, as_of)
    heirs = succession.heirs(session, ours, as_of)
    answering = ours | {key: heir.unit.id for key, heir in outside.items()}
    if unit_id is not None:
        inside = unit_parents.stood_below(session, units.unit(session, unit_id), as_of)
        seen = units.ids_where(session, inside)
        outside = {key: heir for key, heir in outside.items() if heir.unit.id in seen}
        heirs = {key: heir for key, heir in heirs.items() if answering[heir] in seen}
        ours = {key: unit for key, unit in ours.items() if unit in seen}
    keys = {unit: heirs.get(key, key) for key, unit in ours.items()}
    return PlanLines(
        keys | {heir.unit.id: key for key, heir in outside.items()},
        heirs,
        {heir.unit.id: heir.since for heir in outside.values()},
        {key: heir.unit.name for key, heir in outside.items()},
        inside,
    )


def visits_done(
    session: Session, campaign_id: int, plan: PlanTable, lines: PlanLines, periods: Iterable[Period], until: date
) -> Done:
    """Visits up to a day by line, period and column: a merged unit's count for its heir (C11, C13)."""
    done: Counter[tuple[str, str, str]] = Counter()
    for period in periods:
        last = min(period.end, until)
        counted = record_counts.visits_by_unit(session, campaign_id, period.start, last, lines.inside, lines.since)
        for column in plan.columns:
            for unit_id, line in lines.keys.items():
                done[line, period.key, column.key] += counted.get((unit_id, column.counts.entity_kind), 0)
    return done
