"""What happened that a plan counts days from: each with its day and subject, owed by the unit that recorded it."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

from sqlmodel import Session, col, select

from storage.queries.ground import audit_rows
from storage.queries.ground.audit_rows import ChangedBy
from storage.queries.ground.corrections import CorrectedRecord, note_correction, note_void
from storage.tables import CampaignEvent

NOUN = "campaign_event"


@dataclass(frozen=True)
class EventFacts:
    """What people say of it; `due` where the day is set case by case."""

    subject: str
    day: date
    due: date | None = None


def of_campaign(session: Session, campaign_id: int, units: Collection[int] | None = None) -> Sequence[CampaignEvent]:
    """Those that count, in the order in which they happened; of all units, or of some."""
    query = select(CampaignEvent).where(
        col(CampaignEvent.campaign_id) == campaign_id, col(CampaignEvent.voided_at).is_(None)
    )
    if units is not None:
        query = query.where(col(CampaignEvent.unit_id).in_(units))
    return session.exec(query.order_by(col(CampaignEvent.day), col(CampaignEvent.id))).all()


def newest_of_unit(session: Session, unit_id: int, most: int | None = None) -> Sequence[CampaignEvent]:
    """Over all campaigns, the last recorded first; without the void ones."""
    return session.exec(
        select(CampaignEvent)
        .where(col(CampaignEvent.unit_id) == unit_id, col(CampaignEvent.voided_at).is_(None))
        .order_by(col(CampaignEvent.id).desc())
        .limit(most)
    ).all()


def event(session: Session, event_id: int) -> CampaignEvent | None:
    return session.get(CampaignEvent, event_id)


def recorded_in(session: Session, instance: str) -> CampaignEvent | None:
    return session.exec(select(CampaignEvent).where(col(CampaignEvent.instance) == instance)).first()


def record(
    session: Session, campaign_id: int, key: str, facts: EventFacts, instance: str, by: ChangedBy
) -> CampaignEvent:
    """For the unit in which the person acts; the same form submitted twice is one record."""
    present = recorded_in(session, instance)
    if present is not None:
        return present
    row = CampaignEvent(
        instance=instance,
        campaign_id=campaign_id,
        unit_id=by.unit_id,
        event=key,
        day=facts.day,
        subject=facts.subject,
        due=facts.due,
        person_id=by.person_id,
        at=by.at,
    )
    session.add(row)
    session.flush()
    audit_rows.note(session, by, "event.record", NOUN, row.id, after=_told(row))
    return row


def correct(session: Session, row: CampaignEvent, facts: EventFacts, reason: str, instance: str, by: ChangedBy) -> bool:
    """Writes the new facts, keeps what changed with the reason; False where nothing differs: nothing is stored."""
    before = _told(row)
    row.subject, row.day, row.due = facts.subject, facts.day, facts.due
    if before == _told(row):
        return False
    session.add(row)
    note_correction(session, CorrectedRecord(NOUN, row.id, "event"), before, _told(row), reason, instance, by)
    return True


def void(session: Session, row: CampaignEvent, reason: str, instance: str, by: ChangedBy) -> None:
    """It stays on record; what it set off is owed no more."""
    row.voided_at = by.at
    session.add(row)
    note_void(session, CorrectedRecord(NOUN, row.id, "event"), reason, instance, by)


def _told(row: CampaignEvent) -> dict[str, str | None]:
    return {
        "event": row.event,
        "subject": row.subject,
        "day": row.day.isoformat(),
        "due": row.due.isoformat() if row.due else None,
    }
