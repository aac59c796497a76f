"""The records behind a figure: what its cell opens to."""

from collections.abc import Collection

from figures.questions import Question
from storage.database import Session
from storage.queries.organisation import unit_parents, units
from storage.queries.records import inspections, risk_items
from storage.queries.records.inspections import ListedInspection
from storage.queries.records.risk_items import RiskCard


def visits_behind(session: Session, asked: Question, entity_kind: str | None = None) -> list[ListedInspection]:
    """The visits that count in the campaign, of one kind of entity or of all, in the order of day and number."""
    inside = unit_parents.stood_below(session, units.unit(session, asked.unit_id), asked.as_of)
    campaign = asked.running.campaign_id
    return list(inspections.visits(session, campaign, inside, asked.first, asked.as_of, entity_kind))


UNFINISHED = ("open", "rectified")


def risk_items_behind(session: Session, asked: Question, states: Collection[str] = UNFINISHED) -> list[RiskCard]:
    """The risk items of the scope that are unfinished today and stand in one of the states."""
    unfinished = risk_items.unfinished(session, units.unit(session, asked.unit_id).path)
    return [card for card in unfinished if card.state in states]
