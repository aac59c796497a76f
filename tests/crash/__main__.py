"""`make crash`: the bot is killed 200 times at random moments while people work with it; prints what came of it.

A slow machine makes fewer kills in the time there is, and says how many. The verdict is the last line.
"""

import argparse
import asyncio
import random
import shutil
import sqlite3
import sys
import tempfile
import time
import traceback
from contextlib import closing
from pathlib import Path

from tests.crash.checking import Verdict, judge, records
from tests.crash.harness import Town, fill_example

LONGEST_START, LONGEST_RUN = 1.5, 2.0
"""Seconds: one kill in five falls into the start, the others into the work that follows it."""
ENOUGH_MINUTES = 6.5
"""Of killing. Coming to rest is given three more (PATIENCE), so that the verdict is there within ten."""


async def run(folder: Path, kills: int, officers: int, seed: int, minutes: float) -> Verdict:
    chance, until = random.Random(seed), time.monotonic() + 60 * minutes
    (folder / "example").mkdir()
    people = fill_example(folder / "example")
    with closing(sqlite3.connect(folder / "example" / "xiaohao.db")) as db:
        before = records(db)
    (folder / "town").mkdir()
    async with Town(folder / "example", people, folder / "town", officers) as town:
        for number in range(1, kills + 1):
            once_up = number % 5 > 0
            await town.dies_within(chance.uniform(0, LONGEST_RUN if once_up else LONGEST_START), once_up=once_up)
            if time.monotonic() > until:
                tell(f"{minutes:g} minutes are over after {number} of {kills} kills")
                break
            if number % 10 == 0:
                tell(f"{number} kills, {town.ledger.records} records")
                town.half_a_day_passes()
        await town.comes_to_rest()
        return judge(town, before)


def tell(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.crash", description=__doc__)
    parser.add_argument("--kills", type=int, default=200)
    parser.add_argument("--officers", type=int, default=12)
    parser.add_argument("--seed", type=int, default=2025)
    parser.add_argument("--minutes", type=float, default=ENOUGH_MINUTES, help="after which no more kills are made")
    asked = parser.parse_args()
    began = time.monotonic()
    folder = Path(tempfile.mkdtemp(prefix="xiaohao-crash-"))
    try:
        verdict = asyncio.run(run(folder, asked.kills, asked.officers, asked.seed, asked.minutes))
    except Exception as error:  # somebody gave up, or the bot ended by itself
        traceback.print_exc()
        tell(f"the database and the bot's log are kept in {folder}")
        tell(f"FAILED: broken off after {time.monotonic() - began:.0f} s ({type(error).__name__})")
        return 1
    shutil.rmtree(folder)
    tell(f"{verdict}\n{time.monotonic() - began:.0f} s")
    lost, doubled = len(verdict.lost), len(verdict.duplicated)
    tell(f"{'OK' if verdict.good else 'FAILED'}: {verdict.kills} kills, {lost} lost, {doubled} doubled")
    return 0 if verdict.good else 1


if __name__ == "__main__":
    sys.exit(main())
