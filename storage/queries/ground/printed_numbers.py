"""Printed numbers: 检查-2025-0093. One counter per noun and year, never reused."""

from sqlalchemy import text
from sqlmodel import Session

NOUNS = {
    "inspection": "检查",
    "risk_item": "隐患",
    "enforcement_case": "案件",
    "referral": "移送",
    "licence_action": "证照",
}


def next_number(session: Session, noun: str, year: int) -> str:
    return next_numbers(session, noun, year, 1)[0]


def next_numbers(session: Session, noun: str, year: int, count: int) -> list[str]:
    """So many numbers in a row."""
    counted = session.connection().execute(
        text(
            "INSERT INTO counter (noun, year, last) VALUES (:noun, :year, :count) "
            "ON CONFLICT (noun, year) DO UPDATE SET last = counter.last + :count RETURNING last"
        ),
        {"noun": noun, "year": year, "count": count},
    )
    last = counted.scalar_one()
    return [f"{NOUNS[noun]}-{year}-{number:04d}" for number in range(last - count + 1, last + 1)]
