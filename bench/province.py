"""An invented province: a tree of units and a register of 200,000 entities in it, in a database of its own."""

import random
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

from sqlalchemy import insert
from sqlmodel import Session

from storage.database import Database
from storage.migrate import upgrade
from storage.queries.register import search_index
from storage.tables import Entity, EntityPlace, Unit

ENTITIES = 200_000
CITIES, COUNTIES, STATIONS = 14, 7, 10
SINCE = date(2025, 1, 1)
TOWNS = (
    "石柱",
    "万州",
    "重庆",
    "长寿",
    "朝阳",
    "单县",
    "乐山",
    "南宾",
    "西沱",
    "临溪",
    "下路",
    "三河",
    "黄水",
    "沙子",
    "六安",
)
SIGNS = "康和益佳惠同平仁百老济生德佑瑞福宁安泰源民乐众春林健华天圣美"
TRADES = ("大药房", "药店", "口腔诊所", "医疗器械有限公司", "眼镜店", "医院", "卫生院", "村卫生室", "医疗美容门诊部")
CODE_SIGNS = "0123456789ABCDEFGHJKLMNPQRTUWXY"
SOUTH, WEST, HIGH, WIDE = 28.0, 105.3, 4.0, 4.9


@dataclass(frozen=True)
class Province:
    session: Session
    top: Unit
    city: Unit
    county: Unit
    station: Unit
    """One of each level, inside one another."""


@contextmanager
def province(entities: int = ENTITIES) -> Iterator[Province]:
    with TemporaryDirectory(prefix="xiaohao-bench-") as folder:
        db = Database(f"sqlite:///{Path(folder) / 'province.db'}")
        upgrade(db)
        with db.transaction() as session:
            stations = _fill(session, entities)
        with db.snapshot() as session:
            chosen = session.get_one(Unit, stations[len(stations) // 2])
            ids = [int(number) for number in chosen.path.strip("/").split("/")]
            yield Province(session, *(session.get_one(Unit, unit_id) for unit_id in ids))
        db.close()


def _fill(session: Session, entities: int) -> list[int]:
    stations = _units(session)
    chance = random.Random(2025)
    rows = [_entity(chance, number) for number in range(1, entities + 1)]
    session.execute(insert(Entity), rows)
    # A register is mostly loaded station by station; here neighbours in the tree are neighbours in the table too.
    unit_ids = [stations[number * len(stations) // entities] for number in range(entities)]
    places = [{"entity_id": number, "unit_id": unit_id} for number, unit_id in enumerate(unit_ids, 1)]
    session.execute(insert(EntityPlace), [{**place, "valid_from": SINCE} for place in places])
    search_index.index(session, range(1, entities + 1))
    return stations


def _units(session: Session) -> list[int]:
    rows: list[dict[str, object]] = []

    def add(path: str, kind: str) -> str:
        number = len(rows) + 1
        below = f"{path}{number}/"
        rows.append({"id": number, "key": f"unit-{number}", "name": f"{kind} {number}", "kind": kind, "path": below})
        return below

    top, stations = add("/", "province"), []
    for city in [add(top, "city") for _ in range(CITIES)]:
        for county in [add(city, "county") for _ in range(COUNTIES)]:
            stations += [add(county, "station") for _ in range(STATIONS)]
    session.execute(insert(Unit), rows)
    return [int(path.strip("/").rpartition("/")[2]) for path in stations]


def _entity(chance: random.Random, number: int) -> dict[str, object]:
    name = chance.choice(TOWNS) + chance.choice(SIGNS) + chance.choice(SIGNS) + chance.choice(TRADES)
    if chance.random() < 0.5:
        name += f"（{chance.choice(TOWNS)}店）"
    return {
        "id": number,
        "name": name,
        "kind": "distributor",
        "credit_code": f"91{500101 + number % 38}MA{number:05X}{''.join(chance.choices(CODE_SIGNS, k=3))}",
        "latitude": round(SOUTH + chance.random() * HIGH, 5),
        "longitude": round(WEST + chance.random() * WIDE, 5),
    }
