"""`xiaohao campaign …` on plans as files: list, show, check, copy, deadlines. None of them needs a database."""

import json
from datetime import date
from pathlib import Path
from typing import Any

from bot.cli import deadline_listing
from bot.cli.exchange import load_plan
from bot.cli.plan_summary import summary
from bot.cli.terminal import aligned
from bot.console import CommandFailed, say
from campaigns.another_year import in_another_year
from campaigns.load import PackError, pack_keys, parse
from campaigns.save import to_yaml
from campaigns.schema.pack import Pack
from days.calendar import WorkingDays
from locales import N_
from schedules.deadline_dates import occurrences
from workbooks.plan.not_acted_on_words import not_acted_on


def read_pack(name: str) -> Pack:
    try:
        return load_plan(name)
    except PackError as error:
        raise CommandFailed(
            N_("{problems}", problems="\n".join(say(problem.text) for problem in error.problems))
        ) from None


def list_packs(*, as_json: bool) -> None:
    packs = [read_pack(key) for key in pack_keys()]
    if as_json:
        _print_json([pack.model_dump(mode="json", include={"key", "year", "title", "issuer"}) for pack in packs])
    else:
        print(aligned([(pack.key, pack.title, pack.issuer) for pack in packs]))


def check(name: str) -> None:
    """Every mistake, each with its line and column, or sheet and cell, and what would be right."""
    try:
        pack = load_plan(name)
    except PackError as error:
        for problem in error.problems:
            print(say(problem.text))
        raise CommandFailed(N_("{count} mistakes.", count=len(error.problems))) from None
    print(say(N_("No mistakes: {title}.", title=pack.title)))
    say_what_waits(pack)


def say_what_waits(pack: Pack) -> None:
    """Which of the plan's settings the program does not act on yet, and what it does instead."""
    for line in not_acted_on(pack):
        print(say(line))


def copy(name: str, year: int, out: Path | None) -> None:
    """The plan in another year, as a file to go over; what changed in words goes to the person, not into the file."""
    moved = in_another_year(read_pack(name), year)
    text = to_yaml(moved.pack)
    parse(text, name)  # a copy that could not be loaded would be our mistake, not the reader's
    target = out or Path(f"{moved.pack.key}.yaml")
    if target.exists():
        raise CommandFailed(N_("{file} exists already; name another one with --out.", file=str(target)))
    target.write_text(text, "utf-8")
    print(say(N_("{file} written. All days moved to {year}; please go over:", file=str(target), year=year)))
    for change in [*moved.changes, N_("the plan's own sentences (words, source) are still those of the old plan")]:
        print(f"  {say(change)}")


def show(name: str, *, as_json: bool) -> None:
    pack = read_pack(name)
    if as_json:
        _print_json(pack.model_dump(mode="json"))
    else:
        print("\n".join(summary(pack)))


def deadlines(name: str, first: date | None, last: date | None, as_of: date | None, *, as_json: bool) -> None:
    pack = read_pack(name)
    listed_occurrences = deadline_listing.within(occurrences(pack, WorkingDays()), first, last)
    if as_json:
        _print_json([deadline_listing.as_json(pack, occurrence, as_of) for occurrence in listed_occurrences])
    else:
        print(deadline_listing.columns(pack, listed_occurrences, as_of))


def _print_json(value: Any) -> None:
    print(json.dumps(value, ensure_ascii=False, indent=1))
