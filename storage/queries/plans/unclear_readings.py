"""How an administrator reads the unclear places of a plan: each note is confirmed once, and may be changed later."""

from sqlmodel import Session, col, select

from storage.queries.ground import audit_rows
from storage.queries.ground.audit_rows import ChangedBy
from storage.tables import CampaignReading


def confirmed(session: Session, campaign_id: int) -> dict[str, str | None]:
    """Note → the option that was chosen; None where there was nothing to choose, only to know."""
    rows = session.exec(select(CampaignReading).where(col(CampaignReading.campaign_id) == campaign_id))
    return {row.note: row.option for row in rows}


def confirm(session: Session, campaign_id: int, note: str, option: str | None, by: ChangedBy) -> None:
    row = session.get(CampaignReading, (campaign_id, note))
    before = {"option": row.option} if row else None
    if row is None:
        row = CampaignReading(campaign_id=campaign_id, note=note, person_id=by.person_id, at=by.at)
    row.option, row.person_id, row.at = option, by.person_id, by.at
    session.add(row)
    session.flush()
    audit_rows.note(session, by, "campaign.read", "campaign", campaign_id, before, {"note": note, "option": option})
