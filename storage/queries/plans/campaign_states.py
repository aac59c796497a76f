"""Every plan ever put into force: whether it runs, since when its last version counts, how much hangs on it."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import func
from sqlmodel import Session, col, select

from storage.queries.ground import audit_rows
from storage.queries.ground.audit_rows import ChangedBy
from storage.tables import Campaign, CampaignUnit, CampaignVersion, Inspection, InspectionCampaign


@dataclass(frozen=True)
class PlanState:
    campaign_id: int
    title: str
    running: bool
    version: int
    since: date
    units: int
    visits: int


def placed(session: Session) -> list[PlanState]:
    """Running ones first, the newest first."""
    rows = session.exec(select(Campaign).order_by(col(Campaign.state).desc(), col(Campaign.id).desc())).all()
    return [_placed(session, row) for row in rows]


def _placed(session: Session, row: Campaign) -> PlanState:
    version = session.exec(
        select(CampaignVersion)
        .where(col(CampaignVersion.campaign_id) == row.id)
        .order_by(col(CampaignVersion.number).desc())
        .limit(1)
    ).one()
    units = session.exec(select(func.count()).where(col(CampaignUnit.campaign_id) == row.id)).one()
    visits = session.exec(
        select(func.count())
        .select_from(InspectionCampaign)
        .join(Inspection)
        .where(col(InspectionCampaign.campaign_id) == row.id, col(Inspection.voided_at).is_(None))
    ).one()
    return PlanState(row.id, row.title, row.state == "running", version.number, version.effective_from, units, visits)


def key_of(session: Session, campaign_id: int) -> str:
    return session.get_one(Campaign, campaign_id).key


def set_state(session: Session, campaign_id: int, state: str, by: ChangedBy) -> None:
    row = session.get_one(Campaign, campaign_id)
    if row.state == state:
        return
    before, row.state = row.state, state
    session.flush()
    audit_rows.note(session, by, f"campaign.{state}", "campaign", campaign_id, {"state": before}, {"state": state})
