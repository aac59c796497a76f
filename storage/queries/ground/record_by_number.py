"""Records by their printed number, of whatever noun, however carelessly it was typed."""

from dataclasses import dataclass

from sqlmodel import Session, col, select

from records.noun import Noun
from records.printed_number import PrintedNumber, readings
from storage.tables import Counter
from storage.tables.noun_tables import table_of


@dataclass(frozen=True)
class PrintedRecord:
    noun: Noun
    number: str
    id: int
    entity_id: int | None


def called(session: Session, typed: str) -> list[PrintedRecord]:
    """Those that a typed number may mean, the likeliest first: of the latest year where none was said."""
    return [record for reading in readings(typed) for record in _of(session, reading)]


def _of(session: Session, reading: PrintedNumber) -> list[PrintedRecord]:
    table = table_of(reading.noun)
    years = [reading.year] if reading.year else _years(session, reading.noun)
    numbers = [reading.of_year(year) for year in years]
    rows = session.exec(select(table.number, table.id, table.entity_id).where(col(table.number).in_(numbers)))
    by_number = {number: PrintedRecord(reading.noun, number, id_, entity_id) for number, id_, entity_id in rows}
    return [by_number[number] for number in numbers if number in by_number]


def _years(session: Session, noun: Noun) -> list[int]:
    """In which numbers were given, the latest first."""
    counted = select(Counter.year).where(Counter.noun == noun.key).order_by(col(Counter.year).desc())
    return list(session.exec(counted))
