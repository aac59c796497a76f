"""Printed numbers: 检查-2025-0093. One counter per noun and year, never reused."""

from sqlalchemy import text
from sqlmodel import Session

NOUNS = {"inspection": "检查", "risk_item": "隐患"}


def next_number(session: Session, noun: str, year: int) -> str:
    counted = session.connection().execute(
        text(
            "INSERT INTO counter (noun, year, last) VALUES (:noun, :year, 1) "
            "ON CONFLICT (noun, year) DO UPDATE SET last = counter.last + 1 RETURNING last"
        ),
        {"noun": noun, "year": year},
    )
    return f"{NOUNS[noun]}-{year}-{counted.scalar_one():04d}"
