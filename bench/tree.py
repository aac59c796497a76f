"""The organisation tree with 5,000 units: what lies below one, and a county that moves with all below it."""

import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from functools import partial
from itertools import cycle
from pathlib import Path

from sqlmodel import Session, col, select

from bench.rows import Row, side_by_side
from storage.database import Database
from storage.migrate import upgrade
from storage.queries.ground.unit_paths import below
from storage.queries.organisation import reorganising, unit_parents, units
from storage.tables import Unit

TITLE = "The organisation tree"
CITIES, COUNTIES, STATIONS = 20, 10, 24
ABOUT = (
    f"{1 + CITIES + CITIES * COUNTIES * (1 + STATIONS):,} units: a province, {CITIES} cities, {COUNTIES} counties in "
    f"each, {STATIONS} stations in each. Ours is one range of the index on the path; the plainer way is the `LIKE` "
    "that `startswith` makes, which SQLite answers by reading every unit."
)
TODAY = date(2025, 6, 20)
NOW = datetime(2025, 6, 20, 1, 0, tzinfo=UTC)


def run() -> list[Row]:
    with _province() as (session, county):
        rows = [_below(session, level, unit) for level, unit in county.items()]
        return [*rows, _nothing_due(session), _moving(session, county)]


def _below(session: Session, level: str, unit: Unit) -> Row:
    ours = partial(_ids, session, below(unit.path))
    plain = partial(_ids, session, col(Unit.path).startswith(unit.path))
    return side_by_side(f"units below a {level}", [ours] * 20, [plain] * 20, "ratio < 1 below the top")


def _ids(session: Session, condition: object) -> list[int]:
    return list(session.exec(select(Unit.id).where(condition)))  # type: ignore[arg-type]


def _nothing_due(session: Session) -> Row:
    """What every tick asks; the plainer way works every path out anew."""
    asked = partial(reorganising.take_effect, session, TODAY, NOW)
    return side_by_side(
        "a tick on which nothing moves", [asked] * 5, [partial(unit_parents.settle_paths, session, TODAY)] * 5
    )


def _moving(session: Session, found: dict[str, Unit]) -> Row:
    """A county with its stations goes to and fro between two cities; a station alone does so beside it."""
    county, station = found["county"], found["station"]
    cities = units.right_below(session, found["province"].id, TODAY)[:2]
    counties = units.right_below(session, cities[1].id, TODAY)[:2]
    ours, plain = _to_and_fro(session, county, cities), _to_and_fro(session, station, counties)
    return side_by_side("a county moves with 24 stations (beside: one station)", [ours] * 4, [plain] * 4, "< 500 ms")


def _to_and_fro(session: Session, unit: Unit, between: list[Unit]) -> Callable[[], object]:
    turns = cycle(reversed(between))

    def move() -> None:
        unit_parents.put_under(session, unit.id, next(turns).id, TODAY)
        unit_parents.settle_paths(session, TODAY)

    return move


@contextmanager
def _province() -> Iterator[tuple[Session, dict[str, Unit]]]:
    """One unit of every level, with everything around it."""
    with tempfile.TemporaryDirectory() as folder:
        db = Database(f"sqlite:///{Path(folder) / 'xiaohao.db'}")
        upgrade(db)
        with Session(db.engine, expire_on_commit=False) as session:
            yield session, _filled(session)
            session.rollback()
        db.close()


def _filled(session: Session) -> dict[str, Unit]:
    top = units.add_unit(session, "p", "省局", "province", None, TODAY)
    for city in range(CITIES):
        above = units.add_unit(session, f"c{city}", f"{city}市局", "city", top, TODAY)
        for county in range(COUNTIES):
            middle = units.add_unit(session, f"c{city}.{county}", f"{city}.{county}县局", "county", above, TODAY)
            for number in range(STATIONS):
                station = units.add_unit(session, f"s{middle.id}.{number}", f"{number}所", "station", middle, TODAY)
    return {"province": top, "city": above, "county": middle, "station": station}
