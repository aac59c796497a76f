"""What everybody owes in the running campaigns, read from the records: plan gaps and risk items with a due day."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date

from campaigns.pack import PlanTable
from locales import N_
from schedules.due import Obligation
from schedules.plan_obligations import plan_obligations
from storage.database import Session
from storage.queries import figures, people, risk_items, units
from storage.queries.campaigns import Running
from storage.queries.people import Contact


@dataclass(frozen=True)
class Owed:
    """An obligation, who is told of it, and who hears of it when it is long overdue."""

    obligation: Obligation
    by: tuple[Contact, ...]
    leaders: tuple[Contact, ...]


def owed_in(session: Session, running: Running, today: date) -> Iterator[Owed]:
    """Everything unfinished of one campaign."""
    yield from _plan_gaps(session, running, today)
    yield from _risk_items(session, running.campaign_id, today)


def _plan_gaps(session: Session, running: Running, today: date) -> Iterator[Owed]:
    ours = units.campaign_unit_ids(session, running.campaign_id)
    for table in running.pack.plan_tables:
        done = visits_done(session, running.campaign_id, table, ours, today)
        for gap in plan_obligations(table, done, today):
            gap = replace(gap, key=f"{running.campaign_id}/{gap.key}")  # two plans may name their tables alike
            unit_id = ours[gap.owed_by_unit or ""]
            officers = people.people_with_role(session, "officer", unit_id, today)
            yield Owed(gap, tuple(officers), tuple(people.leaders_above(session, unit_id, today)))


def visits_done(
    session: Session, campaign_id: int, table: PlanTable, ours: dict[str, int], today: date
) -> dict[tuple[str, str, str], int]:
    """Visits by (unit, period, column) in the running period."""
    period = table.period_of(today)
    if period is None:
        return {}
    counted = figures.visits_by_unit(session, campaign_id, period.start, today)
    return {
        (unit, period.key, column.key): counted.get((ours[unit], column.counts.entity_kind), 0)
        for unit in table.units
        for column in table.columns
    }


def _risk_items(session: Session, campaign_id: int, today: date) -> Iterator[Owed]:
    """An item that waits for review is nobody's overdue work: the rectification was reported."""
    for card in risk_items.unfinished(session, "/", campaign_id):
        if card.state != "open":
            continue
        obligation = Obligation(
            key=f"risk:{card.id}",
            title=N_("{number} {entity}: {fault}", number=card.number, entity=card.entity, fault=card.description[:30]),
            due=card.due,
            since=card.opened_on,
            owed_by_person=card.officer_id,
            action=f"risk:{card.id}",
        )
        yield Owed(
            obligation,
            tuple(_those_concerned(session, card, today)),
            tuple(people.leaders_above(session, card.unit_id, today)),
        )


def _those_concerned(session: Session, card: risk_items.Card, today: date) -> Iterable[Contact]:
    officer = people.contact(session, card.officer_id)
    if officer is not None:
        yield officer
    yield from people.contacts_of_entity(session, card.entity_id, today)
