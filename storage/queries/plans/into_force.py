"""Putting a plan into force: its units find their place in our tree, a change of it becomes a new version."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date

from sqlalchemy import or_
from sqlmodel import Session, col, select

from campaigns.schema.pack import Pack
from campaigns.schema.pack import Unit as PackUnit
from storage.queries.organisation import units
from storage.queries.plans import campaigns
from storage.queries.plans.campaigns import RunningCampaign
from storage.tables import Campaign, CampaignUnit, CampaignVersion, Unit


@dataclass(frozen=True)
class PutIntoForce:
    """What came of it: `changed` is false where just this plan was in force already."""

    running: RunningCampaign
    new_units: tuple[str, ...]
    changed: bool
    is_new: bool


def put_into_force(session: Session, pack: Pack, today: date) -> PutIntoForce:
    """A new plan, or from today on a new version of one that runs; records keep what they were counted in."""
    campaign = session.exec(select(Campaign).where(col(Campaign.key) == pack.key)).first()
    if campaign is None:
        since = min(pack.first_day, today)
        placed, new_units = place_units(session, pack, since)
        return PutIntoForce(campaigns.add_campaign(session, pack, placed, since), new_units, True, True)
    last = session.exec(
        select(CampaignVersion)
        .where(col(CampaignVersion.campaign_id) == campaign.id)
        .order_by(col(CampaignVersion.number).desc())
        .limit(1)
    ).one()
    if last.pack == pack.model_dump(mode="json"):
        return PutIntoForce(campaigns.version(session, last.id), (), False, False)
    known = units.campaign_unit_ids(session, campaign.id)
    placed, new_units = place_units(session, pack, today, known)
    added = [CampaignUnit(campaign_id=campaign.id, pack_key=key, unit_id=placed[key]) for key in placed.keys() - known]
    session.add_all(added)
    campaign.title, campaign.year = pack.title, pack.year
    row = CampaignVersion(
        campaign_id=campaign.id, number=last.number + 1, pack=pack.model_dump(mode="json"), effective_from=today
    )
    session.add(row)
    session.flush()
    return PutIntoForce(campaigns.version(session, row.id), new_units, True, False)


def place_units(
    session: Session, pack: Pack, since: date, known: Mapping[str, int] | None = None
) -> tuple[dict[str, int], tuple[str, ...]]:
    """Pack key → our unit's id, and the names of the units that had to be made; `known` are those placed before."""
    ours = _known_units(session, pack, known or {})
    placed: dict[str, int] = {}
    new_units: list[str] = []

    def place_below(parent: PackUnit | None) -> None:
        above = units.unit(session, placed[parent.key]) if parent else None
        for unit in pack.children(parent.key) if parent else (top for top in pack.units if top.parent is None):
            place = ours.get(unit.key)
            if place is None:
                place = units.add_unit(session, _free_key(session, pack, unit), unit.title, unit.kind, above, since)
                new_units.append(unit.title)
            placed[unit.key] = place.id
            place_below(unit)

    place_below(None)
    return placed, tuple(new_units)


def units_outside(session: Session, pack: Pack, scopes: Collection[str]) -> list[str]:
    """The plan's units that lie in none of these parts of the tree (paths), by the plan's words.

    A unit that is still to be made lies where it would be made: below its parent, or at the top.
    """
    campaign = session.exec(select(Campaign).where(col(Campaign.key) == pack.key)).first()
    ours = _known_units(session, pack, units.campaign_unit_ids(session, campaign.id) if campaign else {})
    top = units.root_unit(session)

    def path(unit: PackUnit) -> str:
        if unit.key in ours:
            return ours[unit.key].path
        return path(pack.unit(unit.parent)) if unit.parent else (top.path if top else "/")

    return [unit.title for unit in pack.units if not any(path(unit).startswith(scope) for scope in scopes)]


def _known_units(session: Session, pack: Pack, known: Mapping[str, int]) -> dict[str, Unit]:
    """Those of the plan's units that we have: placed before; or key and name agree; or just one has the name."""
    words = {word for unit in pack.units for word in (unit.title, unit.name)}
    either = or_(col(Unit.id).in_(known.values()), col(Unit.name).in_(words))
    rows = session.exec(select(Unit).where(either, col(Unit.closed_on).is_(None) | col(Unit.id).in_(known.values())))
    by_id = {row.id: row for row in rows}
    known_units = {key: by_id[unit_id] for key, unit_id in known.items() if unit_id in by_id}
    for unit in pack.units:
        named = [row for row in by_id.values() if row.name in (unit.title, unit.name)]
        same = next((row for row in named if row.key == unit.key), named[0] if len(named) == 1 else None)
        if same is not None:
            known_units.setdefault(unit.key, same)
    tops = [unit for unit in pack.units if unit.parent is None]
    only = units.only_unit(session)
    if only is not None and len(tops) == 1 and tops[0].kind == only.kind:
        known_units.setdefault(tops[0].key, only)  # the first administrator's own words for it
    return known_units


def _free_key(session: Session, pack: Pack, unit: PackUnit) -> str:
    """The pack's key, unless another unit has it: 监管科 of two counties may both be called `supervision`."""
    taken = session.exec(select(Unit.id).where(col(Unit.key) == unit.key)).first() is not None
    return f"{pack.key}.{unit.key}" if taken else unit.key
