"""What happened at an entity, merged from every kind of record, the newest first and page by page."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import sqlalchemy as sql
from sqlalchemy import Select, literal
from sqlmodel import Session, col

from records.all_nouns import all_nouns
from records.noun import Noun, ShownPart
from storage.queries.ground.counting_records import counting
from storage.queries.ground.unit_paths import Scope, below
from storage.tables import EntityLevel, EntityPause, Unit
from storage.tables.noun_tables import table_called, table_of

STATES = ("level", "pause")
"""What is on a timeline beside the records."""
NEVER = sql.cast(sql.null(), sql.Date)


@dataclass(frozen=True)
class TimelineEntry:
    """One thing that happened: `noun` says what, `step` its kind or outcome, `words` what it was about.

    `noun` is the key of a noun, `level` or `pause`. `line`: which of the noun's timeline lines this is. `until`: the
    last day of what lasted.
    """

    day: date
    noun: str
    id: int
    number: str
    step: str
    words: str
    until: date | None = None
    line: int = 0


def timeline(
    session: Session, entity_id: int, nouns: Sequence[str] = (), skip: int = 0, most: int = 10
) -> list[TimelineEntry]:
    """What happened at an entity, the newest first; of some nouns, or of all."""
    wanted = _wanted(entity_id, nouns)
    c = wanted.selected_columns
    rows = session.execute(wanted.order_by(c.day.desc(), c.noun, c.id.desc()).offset(skip).limit(most))
    return [_read(row) for row in rows]


def length(session: Session, entity_id: int, nouns: Sequence[str] = ()) -> int:
    """How many entries the timeline has."""
    return _count(session, _wanted(entity_id, nouns))


def _wanted(entity_id: int, nouns: Sequence[str]) -> Select[Any]:
    merged = sql.union_all(*_parts(entity_id)).subquery()
    return merged.select().where(merged.c.noun.in_(nouns)) if nouns else merged.select()


def recorded_in(session: Session, noun: Noun, scope: Scope, skip: int, most: int) -> list[TimelineEntry]:
    """The records of a noun in a scope, each by its first line on a timeline, the newest first."""
    line = _records_in(noun, scope)
    columns = line.selected_columns
    rows = session.execute(line.order_by(columns.day.desc(), columns.id.desc()).offset(skip).limit(most))
    return [_read(row) for row in rows]


def count_in(session: Session, noun: Noun, scope: Scope) -> int:
    """How many records of a noun a scope has."""
    return _count(session, _records_in(noun, scope))


def _records_in(noun: Noun, scope: Scope) -> Select[Any]:
    return _record_line(noun, 0).join(Unit, col(Unit.id) == table_of(noun).unit_id).where(below(*scope))


def _count(session: Session, wanted: Select[Any]) -> int:
    return int(session.execute(sql.select(sql.func.count()).select_from(wanted.subquery())).scalar_one())


def _read(row: Any) -> TimelineEntry:
    return TimelineEntry(
        row.day, row.noun, row.id, row.number or "", row.step or "", row.words or "", row.until, row.line
    )


def _parts(entity_id: int) -> list[Select[Any]]:
    level, pause, nothing = EntityLevel, EntityPause, literal("")
    parts = [_record_line(noun, at) for noun in all_nouns().values() for at in range(len(noun.timeline))]
    parts += [
        _entry(level, "level", level.id, level.valid_from, nothing, level.scheme, level.level),
        _entry(pause, "pause", pause.id, pause.valid_from, nothing, pause.status, pause.reason, until=pause.valid_to),
    ]
    return [part.where(part.selected_columns.entity_id == entity_id) for part in parts]


def _record_line(noun: Noun, at: int) -> Select[Any]:
    line, record = noun.timeline[at], table_of(noun)
    steps = table_called(line.steps.table) if line.steps else record
    day = getattr(steps, line.day)
    step = getattr(steps, line.step) if line.step else literal("")
    words = _first_part(record, line.words) if isinstance(line.words, ShownPart) else getattr(record, line.words)
    entry = _entry(record, noun.key, record.id, day, record.number, step, words, line=at)
    if line.steps:
        entry = entry.join(steps, getattr(steps, line.steps.owner) == record.id)
    else:
        entry = entry.where(*counting(noun, record))
    return entry.where(day.is_not(None))


def _first_part(record: Any, part: ShownPart) -> Any:
    rows = table_called(part.table)
    own = (getattr(rows, part.owner) == record.id, ~getattr(rows, part.unless))
    return sql.select(getattr(rows, part.words)).where(*own).order_by(rows.id).limit(1).scalar_subquery()


def _entry(
    table: Any,
    noun: str,
    row_id: Any,
    day: Any,
    number: Any,
    step: Any,
    words: Any,
    *,
    until: Any = NEVER,
    line: int = 0,
) -> Select[Any]:
    columns: tuple[Any, ...] = (
        literal(noun).label("noun"),
        row_id.label("id"),
        day.label("day"),
        number.label("number"),
        step.label("step"),
        words.label("words"),
        until.label("until"),
        literal(line).label("line"),
        table.entity_id.label("entity_id"),
    )
    return sql.select(*columns).select_from(table)
