"""The kill matrix: at every named point of the program, in each kind of work, the bot dies once; nothing is lost."""

import asyncio
import sqlite3
from contextlib import closing
from pathlib import Path
from random import Random

from demo import DemoPerson
from tests.crash.checking import judge, records
from tests.crash.harness import Town, fill_example
from tests.soak.rounds import IN_ALL, KINDS, ROWS, Import, Round
from tests.soak.verdict import Verdict


def run(share: float, seed: int, folder: Path) -> Verdict:
    """A share takes as many points of each kind of work, by chance; at least one."""
    (folder / "example").mkdir()
    people, chance, verdict = fill_example(folder / "example"), Random(seed), Verdict("")
    pairs = lost = doubled = 0
    for kind in KINDS:
        points = points_of(kind)
        chosen = chance.sample(points, max(1, round(len(points) * share)))
        (folder / kind.__name__).mkdir()
        town = Town(folder / "example", people, folder / kind.__name__, officers=0)
        missed = asyncio.run(_killed_in(town, kind, people, chosen))
        found = _wrong(town, kind, folder / "example" / "xiaohao.db", len(chosen))
        pairs, lost, doubled = pairs + len(chosen), lost + found[0], doubled + found[1]
        verdict.wrong += [f"{kind.__name__}: {what}" for what in (*missed, *found[2])]
    verdict.figures = f"{pairs} pairs of work and point, a kill each, {lost} lost, {doubled} doubled"
    return verdict


def points_of(kind: type[Round]) -> list[str]:
    return [*([kind.comes_by] if kind.comes_by else []), *IN_ALL]


async def _killed_in(town: Town, kind: type[Round], people: list[DemoPerson], points: list[str]) -> list[str]:
    """Points that were not reached."""
    who = next(one for one in people if one.role == kind.role)
    town.people, missed = [], list[str]()
    async with town:
        somebody = kind(town.sandbox.person(who.telegram_id), who.name, town.ledger, town.enough)
        for point in points:
            somebody.day_comes(town)
            if not kind.at_once:
                await town.runs_calmly(somebody.prepare())
            if not await town.may_die_at(point, 1, somebody.act()):
                missed.append(f"“{point}” was not reached")
        if not kind.at_once:
            await town.runs_calmly(somebody.finish())
        await town.sends_the_rest()
    return missed


def _wrong(town: Town, kind: type[Round], example: Path, rounds: int) -> tuple[int, int, list[str]]:
    """How much was lost, how much doubled, and what is wrong."""
    if kind is Import:
        return _of_imports(town, rounds)
    with closing(sqlite3.connect(example)) as db:
        before = records(db)
    judged = judge(town, before)
    return len(judged.lost), len(judged.duplicated), [] if judged.good else [str(judged)]


def _of_imports(town: Town, rounds: int) -> tuple[int, int, list[str]]:
    """Every row of every workbook came in once, with one audit row."""
    mine = "(SELECT id FROM entity WHERE name LIKE '第%批%示例大药房')"
    with closing(sqlite3.connect(town.database)) as db:
        count, names = db.execute(f"SELECT count(*), count(DISTINCT name) FROM entity WHERE id IN {mine}").fetchone()  # noqa: S608
        audited = f"SELECT count(*) FROM audit WHERE action = 'entity.import' AND record_id IN {mine}"  # noqa: S608
        trail = db.execute(audited).fetchone()[0]
    expected = rounds * ROWS
    good = count == names == trail == expected
    said = f"{expected} rows: {count} kept, {names} names, {trail} audited"
    return expected - names, count - names, [] if good else [said]
