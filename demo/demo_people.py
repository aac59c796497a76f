"""Who takes part in the example, in which order they are offered, and what each of them may say first."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import count

from campaigns.schema.pack import Pack
from demo.checking_units import first_section, roots, stations
from demo.people_names import invented_names
from demo.plan_world import world_of
from storage.database import Session
from storage.queries.people import people

FIRST_ID = 9_000_000_000_000_001
"""Telegram issues no ids up here."""
OFFICERS = 2  # in each unit that goes out, so that a second person can close out


@dataclass(frozen=True)
class DemoPerson:
    """`hint`: messages to begin with, separated by “|”."""

    name: str
    role: str
    unit: str
    unit_key: str
    telegram_id: int
    hint: str = ""


@dataclass(frozen=True)
class DemoPost:
    """A place to be filled with an invented person."""

    role: str
    unit: str
    hint: str = ""
    entity_id: int | None = None


def posts(pack: Pack, behind: str, contact_of: int, today: date) -> list[DemoPost]:
    """The first four are who the product is made for; then a second person, and one of the unit furthest behind."""
    root, first, summary = roots(pack)[0].key, stations(pack)[0].key, _summary(pack, today)
    leads = [unit.key for unit in pack.units if unit.key == world_of(pack).led_from] or [root]
    offered = [
        _officer(first),
        DemoPost("leader", leads[0], "|".join([*summary, "报表"] if pack.plan_tables else ["我的待办", "期限"])),
        DemoPost("enterprise", first, "我的待办", contact_of),
        DemoPost(
            "admin",
            root,
            "|".join([*summary, "/invite", "/admin"] if summary else [*_unclear(pack), "/invite", "管理"]),
        ),
        _officer(first),
        _officer(behind),
    ]
    return [*offered, *_others(pack, offered)]


def _officer(unit: str) -> DemoPost:
    return DemoPost("officer", unit, "记检查|我的待办")


def _others(pack: Pack, offered: list[DemoPost]) -> Iterator[DemoPost]:
    present = Counter(post.unit for post in offered if post.role == "officer")
    section = first_section(pack)
    for unit in (*stations(pack), *([section] if section else [])):
        for _ in range(OFFICERS - present[unit.key]):
            yield DemoPost("officer", unit.key, "")


def _unclear(pack: Pack) -> list[str]:
    """Where the plan leaves something open, the administrator is asked."""
    return ["/unclear"] if pack.unclear else []


def _summary(pack: Pack, today: date) -> list[str]:
    """“二季度汇总”: the running period, or the last one that has begun."""
    begun = [period for table in pack.plan_tables[:1] for period in table.periods if period.start <= today]
    return [f"{begun[-1].title}汇总"] if begun else []


def enrol(
    session: Session, pack: Pack, unit_ids: dict[str, int], filled: list[DemoPost], since: date
) -> tuple[list[DemoPerson], dict[str, tuple[int, ...]]]:
    """The people in the order of their posts, and the officers of each unit."""
    enrolled: list[DemoPerson] = []
    officers: dict[str, tuple[int, ...]] = {}
    for post, name, telegram_id in zip(filled, invented_names(), count(FIRST_ID), strict=False):
        unit_id = unit_ids[post.unit]
        person_id = people.enrol(session, name, telegram_id, post.role, unit_id, since, post.entity_id)
        title = pack.unit(post.unit).title
        enrolled.append(DemoPerson(name, post.role, title, post.unit, telegram_id, post.hint))
        if post.role == "officer":
            officers[post.unit] = (*officers.get(post.unit, ()), person_id)
    return enrolled, officers
