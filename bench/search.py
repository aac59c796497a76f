"""Finding one of 200,000 entities, from the whole province, a city, a county and a station."""

from datetime import date
from functools import partial

from sqlalchemy import text
from sqlmodel import Session

from bench.province import ENTITIES, Province, province
from bench.rows import Row, side_by_side
from storage.queries.register import entity_search
from storage.queries.register.search_candidates import SearchScope
from storage.search.comparable import wanted
from storage.tables import Unit

TITLE = "Finding an entity"
ABOUT = (
    f"{ENTITIES:,} entities in 980 stations. Ours is the whole search with ranking, reasons and descriptions; the "
    "plainer way is one `LIKE '%…%'` over the same written-out names, initials, pinyin and codes in the same scope."
)
GOAL = "< 50 ms"
TODAY = date(2025, 6, 20)
ASKED = {
    "part of a name": ("康民大药房", "和谐口腔", "仁济医院", "大药房", "医疗器械有限公司"),
    "two characters": ("康民", "仁济", "药房", "医院"),
    "one character": ("康", "械"),
    "initials": ("kmdyf", "wzkm", "cqkmdyf", "rjyy"),
    "full pinyin": ("kangmin", "chongqing", "dayaofang"),
    "several words": ("药房 康民", "口腔 和谐", "仁济 医院"),
    "sounds alike": ("和协口腔", "人济医院", "康名药房"),
    "nothing that exists": ("不存在的药店", "zzzqqq", "丙丁"),
}
PLAIN = text(
    "SELECT i.entity_id FROM entity_index i JOIN entity e ON e.id = i.entity_id WHERE e.status = 'active' "
    "AND i.entity_id IN (SELECT p.entity_id FROM entity_place p JOIN unit u ON u.id = p.unit_id WHERE u.path "
    "LIKE :path AND p.valid_from <= :today AND (p.valid_to IS NULL OR p.valid_to >= :today)) "
    "AND (i.name LIKE :part OR i.initials LIKE :part OR i.pinyin LIKE :part OR i.codes LIKE :code) "
    "ORDER BY i.name LIKE :begins DESC, length(i.name) LIMIT 10"
)

PLAIN_NEAR = text(
    "SELECT id, (latitude - :north) * (latitude - :north) + (longitude - :east) * (longitude - :east) AS far "
    "FROM entity ORDER BY far LIMIT 10"
)


def run() -> list[Row]:
    with province() as there:
        levels = {"province": there.top, "city": there.city, "county": there.county, "station": there.station}
        rows = [
            _row(there.session, f"{what}, {level}", unit, words)
            for level, unit in levels.items()
            for what, words in (ASKED | {"credit code": _codes(there)}).items()
        ]
        return rows + [_near(there, f"near me, {level}", unit) for level, unit in levels.items()]


def _codes(there: Province) -> tuple[str, ...]:
    codes = there.session.execute(text("SELECT credit_code FROM entity WHERE id % 40001 = 7")).scalars()
    return tuple(form for code in codes for form in (code, code[-6:], code.lower(), code[:8]))


def _row(session: Session, what: str, unit: Unit, words: tuple[str, ...]) -> Row:
    seeker = SearchScope((unit.path,), (unit.id,), 1)
    ours = [partial(entity_search.search, session, word, seeker, TODAY) for word in words] * 4
    plain = [partial(_plain, session, word, unit.path) for word in words]
    return side_by_side(what, ours, plain, GOAL)


def _plain(session: Session, words: str, path: str) -> object:
    asked = wanted(words)
    given = {"part": f"%{asked.name}%", "begins": f"^{asked.name}%", "code": f"%{asked.code or 'nothing'}%"}
    return session.execute(PLAIN, {**given, "path": f"{path}%", "today": TODAY.isoformat()}).all()


def _near(there: Province, what: str, unit: Unit) -> Row:
    places = [(28.5 + step * 0.31, 106.0 + step * 0.37) for step in range(10)]
    ours = [partial(entity_search.nearest, there.session, north, east, (unit.path,), TODAY) for north, east in places]
    plain = [partial(_plain_near, there.session, north, east) for north, east in places]
    return side_by_side(what, ours, plain, GOAL)


def _plain_near(session: Session, north: float, east: float) -> object:
    return session.execute(PLAIN_NEAR, {"north": north, "east": east}).all()
