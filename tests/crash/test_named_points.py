"""The bot is killed once at every point where a crash could lose or double something, while people work with it."""

import asyncio
import sqlite3
from contextlib import closing

from bot.run.failpoints import POINTS
from tests.crash.checking import judge, records
from tests.crash.harness import Town, fill_example

# Digests are due on the first tick, so this point comes first; the others are reached again and again.
TIMES = {"nudges claimed": 1, "report made": 1, "photo kept": 2}


def test_a_crash_at_any_named_point_loses_and_doubles_nothing(tmp_path):
    verdict = asyncio.run(_all_points(tmp_path))
    assert verdict.good, str(verdict)
    assert verdict.kills == len(POINTS)
    assert verdict.records > 0
    assert verdict.digests > 0


async def _all_points(folder):
    (folder / "example").mkdir()
    people = fill_example(folder / "example")
    with closing(sqlite3.connect(folder / "example" / "xiaohao.db")) as db:
        before = records(db)
    (folder / "town").mkdir()
    async with Town(folder / "example", people, folder / "town", officers=6) as town:
        for point in sorted(POINTS, key=lambda point: point != "nudges claimed"):
            await town.dies_at(point, TIMES.get(point, 3))
        await town.comes_to_rest()
        return judge(town, before)
