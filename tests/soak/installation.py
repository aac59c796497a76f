"""Three offices under one roof, each with a plan in a time zone of its own, a hundred people each, and a daily life.

Risk items are opened, rectified, returned, extended and closed, visits made; all after hours, so that what is due on a
day stands in the morning.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import count
from random import Random
from zoneinfo import ZoneInfo

from sqlmodel import col, select

from campaigns.load import load_pack
from campaigns.schema.pack import Pack
from storage.database import Session
from storage.queries.ground.audit_rows import ChangedBy
from storage.queries.organisation import reorganising
from storage.queries.organisation.units import add_unit
from storage.queries.people import people
from storage.queries.plans import campaigns
from storage.queries.records import inspections, risk_items
from storage.queries.records.inspections import NewInspection
from storage.queries.records.risk_items import NewRiskItem, RiskStep
from storage.queries.register import register_entity_rows
from storage.queries.register.register_entity_rows import RegisterEntry
from storage.tables import RiskItem, Unit

SINCE = date(2025, 1, 1)
ZONES = ("Asia/Shanghai", "Pacific/Auckland", "Pacific/Honolulu")
"""The day of one is the day before of another, and the hours of two overlap."""
STATION_OFFICERS, LEADERS = 9, 10
HOURS = {1: ("08:00", "16:00"), 2: ("10:30", "18:30")}
"""Stations with hours of their own: number → from, to."""
NEXT = {"open": ("rectified", "extended"), "rectified": ("closed", "closed", "returned")}
"""What may become of a risk item that is not at its end."""
EVENING = time(19, 30)


@dataclass(frozen=True)
class Station:
    unit: Unit
    officers: list[int]
    entities: list[int]
    hours: tuple[time, time]
    """Between which its people may be told."""


@dataclass
class Office:
    zone: ZoneInfo
    campaign: int
    pack: Pack
    leaders: list[int]
    stations: list[Station]
    instances: Iterator[str]

    def employs(self, person: int) -> bool:
        return person in self.leaders or any(person in one.officers for one in self.stations)

    def hours_of(self, person: int) -> tuple[time, time]:
        own = next((one.hours for one in self.stations if person in one.officers), None)
        return own or (self.pack.nudges.digest_at, self.pack.nudges.until_time)

    def lives_a_day(self, session: Session, day: date, chance: Random) -> None:
        now = datetime.combine(day, EVENING, self.zone)
        for station in self.stations:
            by = ChangedBy(now, chance.choice(station.officers), station.unit.id, "officer")
            if chance.random() < 0.3:
                self._opens(session, station, by, chance)
            if chance.random() < 0.05:
                visit = NewInspection(chance.choice(station.entities), kind="daily", day=day, people=2, outcome="ok")
                inspections.record(session, visit, next(self.instances), 1, [self.campaign], by, day.year)
            mine = col(RiskItem.unit_id) == station.unit.id, col(RiskItem.state).in_(tuple(NEXT))
            for item in session.exec(select(RiskItem).where(*mine).order_by(col(RiskItem.id))):
                self._goes_on(session, item, by, chance)

    def _opens(self, session: Session, station: Station, by: ChangedBy, chance: Random) -> None:
        day = by.at.date()
        fault = NewRiskItem(
            description="冷藏柜无温度记录",
            due=day + timedelta(days=chance.randint(1, 25)),
            opened_on=day,
            unit_id=station.unit.id,
            entity_id=chance.choice(station.entities),
            officer_id=chance.choice(station.officers),
            campaign_id=self.campaign,
        )
        risk_items.open_item(session, fault, next(self.instances), by, day.year)

    def _goes_on(self, session: Session, item: RiskItem, by: ChangedBy, chance: Random) -> None:
        if chance.random() < 0.07:
            kind, day = chance.choice(NEXT[item.state]), by.at.date()
            due = max(item.due, day) + timedelta(days=chance.randint(1, 15)) if kind == "extended" else None
            risk_items.add_step(session, item, RiskStep(kind, day, due=due), next(self.instances), by)


def open_offices(session: Session) -> list[Office]:
    chats, instances = count(9_000_000_000_000_001), (f"form-{number}" for number in count(1))
    return [_open(session, zone, chats, instances) for zone in ZONES]


def _open(session: Session, zone: str, chats: Iterator[int], instances: Iterator[str]) -> Office:
    printed = load_pack("shizhu-2025")
    key = zone.partition("/")[2].lower()
    bureau = add_unit(session, f"{key}-bureau", f"{key} 局", "county", None, SINCE)
    leaders = [people.enrol(session, f"{key} 领导{n}", next(chats), "leader", bureau.id, SINCE) for n in range(LEADERS)]
    stations = [
        _station(session, key, number, bureau, leaders[0], chats) for number in range(len(printed.plan_tables[0].units))
    ]
    named = dict(zip(printed.plan_tables[0].units, (one.unit.id for one in stations), strict=True))
    pack = printed.model_copy(update={"key": f"{printed.key}-{key}", "zone": zone})
    running = campaigns.add_campaign(session, pack, named, SINCE)
    return Office(ZoneInfo(zone), running.campaign_id, pack, leaders, stations, instances)


def _station(session: Session, key: str, number: int, bureau: Unit, chief: int, chats: Iterator[int]) -> Station:
    unit = add_unit(session, f"{key}-{number}", f"{key} {number}所", "station", bureau, SINCE)
    named = (f"{unit.name} 人{one}" for one in range(STATION_OFFICERS))
    officers = [people.enrol(session, name, next(chats), "officer", unit.id, SINCE) for name in named]
    shops = [RegisterEntry(f"{unit.name} 示例大药房{one}", "distributor", unit.id) for one in range(4)]
    entities = register_entity_rows.add(session, shops, scheme="four", since=SINCE)
    own = HOURS.get(number)
    if own:
        by = ChangedBy(datetime.combine(SINCE, EVENING, ZoneInfo("UTC")), chief, bureau.id, "admin")
        reorganising.set_hours(session, unit, own, by)
    begins, ends = own or ("09:00", "17:30")
    hours = max(time.fromisoformat(begins), time(9, 0)), time.fromisoformat(ends)
    return Station(unit, officers, list(entities), hours)
