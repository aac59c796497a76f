"""Putting a plan into force: its units find their place in our tree, a change of it becomes a new version."""

from dataclasses import dataclass
from datetime import date

from sqlmodel import Session, col, select

from campaigns.pack import Pack
from campaigns.pack import Unit as PackUnit
from storage.queries import campaigns, units
from storage.queries.campaigns import Running
from storage.tables import Campaign, CampaignUnit, CampaignVersion, Unit


@dataclass(frozen=True)
class PutIntoForce:
    """What came of it: `changed` is false where just this plan was in force already."""

    running: Running
    new_units: tuple[str, ...]
    changed: bool
    is_new: bool


def put_into_force(session: Session, pack: Pack, today: date) -> PutIntoForce:
    """A new plan, or from today on a new version of one that runs; records keep what they were counted in."""
    campaign = session.exec(select(Campaign).where(col(Campaign.key) == pack.key)).first()
    if campaign is None:
        since = min(pack.first_day, today)
        placed, made = place_units(session, pack, since)
        return PutIntoForce(campaigns.add_campaign(session, pack, placed, since), made, True, True)
    last = session.exec(
        select(CampaignVersion)
        .where(col(CampaignVersion.campaign_id) == campaign.id)
        .order_by(col(CampaignVersion.number).desc())
        .limit(1)
    ).one()
    if last.pack == pack.model_dump(mode="json"):
        return PutIntoForce(campaigns.version(session, last.id), (), False, False)
    placed, made = place_units(session, pack, today)
    known = units.campaign_unit_ids(session, campaign.id)
    added = [CampaignUnit(campaign_id=campaign.id, pack_key=key, unit_id=placed[key]) for key in placed.keys() - known]
    session.add_all(added)
    campaign.title, campaign.year = pack.title, pack.year
    row = CampaignVersion(
        campaign_id=campaign.id, number=last.number + 1, pack=pack.model_dump(mode="json"), effective_from=today
    )
    session.add(row)
    session.flush()
    return PutIntoForce(campaigns.version(session, row.id), made, True, False)


def place_units(session: Session, pack: Pack, since: date) -> tuple[dict[str, int], tuple[str, ...]]:
    """Pack key → our unit's id, and the names of the units that had to be made.

    A unit is ours already if key and name agree, or if just one of ours has its name.
    """
    placed: dict[str, int] = {}
    made: list[str] = []

    def place_below(parent: PackUnit | None) -> None:
        above = units.unit(session, placed[parent.key]) if parent else None
        for unit in pack.children(parent.key) if parent else (one for one in pack.units if one.parent is None):
            ours = _ours(session, unit)
            if ours is None:
                ours = units.add_unit(session, _free_key(session, pack, unit), unit.title, unit.kind, above, since)
                made.append(unit.title)
            placed[unit.key] = ours.id
            place_below(unit)

    place_below(None)
    return placed, tuple(made)


def _ours(session: Session, unit: PackUnit) -> Unit | None:
    named = session.exec(select(Unit).where(col(Unit.name).in_({unit.title, unit.name}))).all()
    return next((one for one in named if one.key == unit.key), named[0] if len(named) == 1 else None)


def _free_key(session: Session, pack: Pack, unit: PackUnit) -> str:
    """The pack's key, unless another unit has it: 监管科 of two counties may both be called `supervision`."""
    taken = session.exec(select(Unit.id).where(col(Unit.key) == unit.key)).first() is not None
    return f"{pack.key}.{unit.key}" if taken else unit.key
