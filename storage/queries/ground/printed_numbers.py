"""Printed numbers: 检查-2025-0093. One counter per noun and year, never reused."""

from sqlalchemy import text
from sqlmodel import Session

from records.all_nouns import all_nouns
from records.printed_number import printed


def next_number(session: Session, noun: str, year: int) -> str:
    return next_numbers(session, noun, year, 1)[0]


def next_numbers(session: Session, noun: str, year: int, count: int) -> list[str]:
    """So many numbers in a row. KeyError for a noun that no declaration knows."""
    declared = all_nouns()[noun]
    counted = session.connection().execute(
        text(
            "INSERT INTO counter (noun, year, last) VALUES (:noun, :year, :count) "
            "ON CONFLICT (noun, year) DO UPDATE SET last = counter.last + :count RETURNING last"
        ),
        {"noun": noun, "year": year, "count": count},
    )
    last = counted.scalar_one()
    return [printed(declared, year, number) for number in range(last - count + 1, last + 1)]
