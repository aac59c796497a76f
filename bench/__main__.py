"""`python -m bench [SUBJECT …]`: runs every subject of this folder and writes docs/performance.md.

With subjects named, only those run and are printed, and nothing is written.
"""

import os
import platform
import sqlite3
import sys
from importlib import import_module
from importlib.metadata import version
from pathlib import Path
from pkgutil import iter_modules
from types import ModuleType

import bench
from bench.rows import Row

PAGE = Path(__file__).parent.parent / "docs" / "performance.md"
NO_SUBJECTS = ("__main__", "rows", "province")
HEAD = """# Performance

Written by `make bench`; do not edit. Every figure was measured beside a plainer way of doing the same, in turns, in one
run on one machine: the ratio is what to look at, milliseconds differ from machine to machine. Medians of {rounds}
rounds after one that warms up. Again: `make bench`, or one subject alone: `.venv/bin/python -m bench search`.

Machine: {machine}
Versions: {versions}
"""


def main(names: list[str]) -> None:
    subjects = [subject for subject in _subjects() if not names or _name(subject) in names]
    sections = []
    for subject in subjects:
        print(f"{_name(subject)} …", file=sys.stderr, flush=True)
        sections.append(section(subject.TITLE, subject.ABOUT, subject.run()))
        print(sections[-1])
    if not names:
        PAGE.write_text("\n".join([_head(), *sections]), encoding="utf-8")


def _subjects() -> list[ModuleType]:
    names = (iter_module.name for iter_module in iter_modules(bench.__path__))
    return [import_module(f"bench.{name}") for name in names if name not in NO_SUBJECTS]


def _name(subject: ModuleType) -> str:
    return subject.__name__.rpartition(".")[2]


def section(title: str, about: str, rows: list[Row]) -> str:
    lines = [
        f"## {title}",
        "",
        about,
        "",
        "| what | median | p99 | plainer way | ratio | goal |",
        "|---|---|---|---|---|---|",
    ]
    return "\n".join([*lines, *(_line(row) for row in rows), ""])


def _line(row: Row) -> str:
    def shown(value: float | None, unit: str = "") -> str:
        return "" if value is None else f"{value:,.2f}{unit}" if abs(value) < 100 else f"{value:,.0f}{unit}"

    unit = f" {row.unit}"
    cells = (
        row.what,
        shown(row.median, unit),
        shown(row.p99, unit),
        shown(row.plain, unit),
        shown(row.ratio),
        row.goal,
    )
    return f"| {' | '.join(cells)} |"


def _head() -> str:
    from bench.rows import ROUNDS

    machine = f"{platform.machine()}, {os.cpu_count()} cores, {platform.system()} {platform.release()}"
    packages = ", ".join(f"{name} {version(name)}" for name in ("SQLAlchemy", "sqlmodel", "pypinyin"))
    versions = f"Python {platform.python_version()}, SQLite {sqlite3.sqlite_version}, {packages}"
    return HEAD.format(rounds=ROUNDS, machine=machine, versions=versions)


if __name__ == "__main__":
    main(sys.argv[1:])
