"""Lists of supervision levels: the one to be filled in for a year's re-grading, and the one that is published."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from locales import DEFAULT_LANGUAGE, N_, Message, Text, tr
from reports.drawing.dates import full_day
from reports.drawing.table import Cell, Row, Table, header_row


@dataclass(frozen=True)
class LevelLine:
    """An entity with its present level, what happened there, and when its level was published."""

    id: int
    name: str
    kind: str
    credit_code: str
    unit: str
    level: str
    visits: int = 0
    findings: int = 0
    overdue: int = 0
    cases: int = 0
    published_on: date | None = None


REGRADING_COLUMNS = (
    (N_("Entry number"), 7),
    (N_("Entity"), 25),
    (N_("Kind of entity"), 9),
    (N_("Credit code"), 23),
    (N_("Unit"), 8.5),
    (N_("Present level"), 7),
    (N_("Visits"), 5.5),
    (N_("Faults found"), 5.5),
    (N_("Overdue risk items"), 5.5),
    (N_("Cases"), 5.5),
    (N_("New level"), 7),
    (N_("Reason for the level"), 15),
)
PUBLISHED_COLUMNS = (
    (N_("Serial number"), 6),
    (N_("Name of the unit"), 33),
    (N_("Kind of entity"), 10),
    (N_("Supervision level"), 11),
    (N_("Published on"), 13),
)


def regrading_sheet(year: int, scheme: Text) -> str:
    """What the sheet is called, always in Chinese: by this name a filled list is recognised."""
    return tr(N_("Grading {year} {scheme}", year=year, scheme=scheme), DEFAULT_LANGUAGE)


def regrading(
    unit: str, year: int, scheme: Text, levels: Sequence[str], since: date, as_of: date, lines: Sequence[LevelLine]
) -> Table:
    """To be filled in: 新级别 and 理由. An empty 新级别 leaves the level as it is."""
    titles = [title for title, _ in REGRADING_COLUMNS]
    return Table(
        key="regrading",
        title=N_("Re-grading of supervision levels for {year}", year=year),
        sheet=regrading_sheet(year, scheme),
        unit=unit,
        as_of=as_of,
        head=(unit, scheme, N_("As of {day}", day=full_day(as_of))),
        header=(header_row(*titles),),
        rows=tuple(_regraded(line) for line in lines),
        widths=tuple(width for _, width in REGRADING_COLUMNS),
        notes=(
            N_("New level: {levels}; empty leaves it as it is. Every change needs a reason.", levels=list(levels)),
            N_("Visits, faults and cases are those since {day}.", day=full_day(since)),
        ),
        orientation="landscape",
    )


def _regraded(line: LevelLine) -> Row:
    counts = (line.visits, line.findings, line.overdue, line.cases)
    return (
        Cell(line.id, "stub"),
        Cell(line.name, align="left"),
        Cell(line.kind),
        Cell(line.credit_code),
        Cell(line.unit),
        Cell(line.level),
        *(Cell(count or "") for count in counts),
        Cell(""),
        Cell("", align="left"),
    )


def published(unit: str, scheme: Text, as_of: date, lines: Sequence[LevelLine]) -> Table:
    titles = [title for title, _ in PUBLISHED_COLUMNS]
    return Table(
        key="published-levels",
        title=N_("Supervision levels {year}", year=as_of.year),
        sheet=N_("Published levels"),
        unit=unit,
        as_of=as_of,
        head=(unit, scheme, _count(lines)),
        header=(header_row(*titles),),
        rows=tuple(
            (
                Cell(number, "stub"),
                Cell(line.name, align="left"),
                Cell(line.kind),
                Cell(line.level),
                Cell(line.published_on.isoformat() if line.published_on else ""),
            )
            for number, line in enumerate(lines, 1)
        ),
        widths=tuple(width for _, width in PUBLISHED_COLUMNS),
        notes=() if lines else (N_("Nothing has been published this year."),),
    )


def _count(lines: Sequence[LevelLine]) -> Message:
    return N_("{count} entities", count=len(lines))
