"""Campaigns and the versions of their packs."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

import orjson
from sqlmodel import Session, col, select

from campaigns.schema.pack import Pack
from storage.queries.plans import unclear_readings
from storage.tables import Campaign, CampaignUnit, CampaignVersion, RiskItem


@dataclass(frozen=True)
class RunningCampaign:
    """A campaign with the pack version in force."""

    campaign_id: int
    version_id: int
    pack: Pack


def running_campaigns(session: Session, today: date) -> list[RunningCampaign]:
    """Newest first."""
    runnings = (in_force(session, campaign_id, today) for campaign_id in running_ids(session))
    return [running for running in runnings if running is not None]


def running_ids(session: Session) -> list[int]:
    """Newest first; a version of its pack may come into force later only."""
    running = select(Campaign.id).where(col(Campaign.state) == "running")
    return list(session.exec(running.order_by(col(Campaign.year).desc(), col(Campaign.id))))


def ended_ids(session: Session) -> list[int]:
    """Newest first, those in which risk items were found that are not closed out yet."""
    unfinished = select(RiskItem.campaign_id).where(col(RiskItem.state).in_(("open", "rectified")))
    ended = select(Campaign.id).where(col(Campaign.state) != "running", col(Campaign.id).in_(unfinished))
    return list(session.exec(ended.order_by(col(Campaign.year).desc(), col(Campaign.id))))


def in_force(session: Session, campaign_id: int, today: date) -> RunningCampaign | None:
    version = session.exec(
        select(CampaignVersion)
        .where(col(CampaignVersion.campaign_id) == campaign_id, col(CampaignVersion.effective_from) <= today)
        .order_by(col(CampaignVersion.number).desc())
        .limit(1)
    ).first()
    return _running(session, version) if version else None


def in_force_at(session: Session, campaign_id: int, now: datetime) -> RunningCampaign | None:
    """Like `in_force`, for a moment: the day is the one in the pack's own zone."""
    for day in (now.date() + timedelta(days=n) for n in (-1, 0, 1)):
        running = in_force(session, campaign_id, day)
        if running is not None and day == now.astimezone(ZoneInfo(running.pack.zone)).date():
            return running
    return None


def title(session: Session, campaign_id: int) -> str | None:
    return session.exec(select(Campaign.title).where(col(Campaign.id) == campaign_id)).first()


def newest(session: Session, key: str) -> RunningCampaign | None:
    """The last version of a plan, as it was loaded: without the administrator's readings."""
    row = session.exec(
        select(CampaignVersion)
        .join(Campaign)
        .where(col(Campaign.key) == key)
        .order_by(col(CampaignVersion.number).desc())
        .limit(1)
    ).first()
    return RunningCampaign(row.campaign_id, row.id, _pack(row.id, orjson.dumps(row.pack))) if row else None


def version(session: Session, version_id: int) -> RunningCampaign:
    return _running(session, session.get_one(CampaignVersion, version_id))


def add_campaign(session: Session, pack: Pack, units: dict[str, int], effective_from: date) -> RunningCampaign:
    """Puts a pack into force; `units` says which of our units its keys mean."""
    campaign = Campaign(key=pack.key, title=pack.title, year=pack.year)
    session.add(campaign)
    session.flush()
    session.add_all(CampaignUnit(campaign_id=campaign.id, pack_key=key, unit_id=unit) for key, unit in units.items())
    row = CampaignVersion(campaign_id=campaign.id, pack=pack.model_dump(mode="json"), effective_from=effective_from)
    session.add(row)
    session.flush()
    return _running(session, row)


def _running(session: Session, row: CampaignVersion) -> RunningCampaign:
    """The pack as the administrator reads its unclear places."""
    pack = _pack(row.id, orjson.dumps(row.pack))
    chosen = unclear_readings.confirmed(session, row.campaign_id)
    return RunningCampaign(row.campaign_id, row.id, pack.read_as(chosen) if chosen else pack)


@lru_cache(maxsize=32)
def _pack(_version_id: int, stored: bytes) -> Pack:
    # Validating a pack takes milliseconds and a version never changes: a turn must not pay for it again.
    return Pack.model_validate_json(stored)
