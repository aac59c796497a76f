"""Work in pieces: one that fails leaves nothing behind and keeps no other from being done."""

import sqlite3
from contextlib import nullcontext

import pytest
from sqlmodel import select

from storage.attempts import ALL_AT_ONCE, PieceByPiece
from storage.database import OperationalError
from storage.queries.plans import calendar_days
from storage.tables import CalendarDay
from tests.county import TODAY


def collected(session, bad, ids=range(1000)):
    """What was found of the parts, what was asked for, and the attempts."""
    attempts, asked = PieceByPiece(), []

    def collect(parts):
        asked.append(len(parts))
        if bad & set(parts):
            raise ValueError("a bad one")
        return parts

    return attempts.parts(session, "risk", lambda: ids, collect, lambda part: [part]), asked, attempts


def test_a_few_bad_ones_among_thousands_are_found_by_halving(session):
    found, asked, attempts = collected(session, {3, 700})
    assert list(found) == [part for part in range(1000) if part not in (3, 700)]
    assert attempts.failed.keys() == {"risk:3", "risk:700"}
    assert attempts.concerned == {3, 700}
    assert len(asked) < 50


def test_what_fails_without_any_part_is_one_failure(session):
    attempts = PieceByPiece()
    assert attempts.parts(session, "risk", lambda: range(9), lambda _: [][1], lambda part: [part]) == []
    assert attempts.failed.keys() == {"risk"}
    assert attempts.anybody


def test_what_a_failed_piece_wrote_is_undone_and_the_rest_stays(session, county):
    attempts = PieceByPiece()
    for worked in (True, False):
        with attempts.savepoint(session, f"day:{worked}"):
            calendar_days.declare(session, TODAY.replace(day=1 + worked), worked, county.by())
            if not worked:
                raise KeyError
    assert [row.worked for row in session.exec(select(CalendarDay))] == [True]
    assert attempts.failed.keys() == {"day:False"}


def test_all_at_once_lets_the_first_exception_through(session):
    with pytest.raises(ValueError, match="bad"), ALL_AT_ONCE.savepoint(session, "x"):
        raise ValueError("bad")


@pytest.mark.parametrize(("name", "waits"), [("SQLITE_BUSY", True), ("SQLITE_FULL", True), ("SQLITE_ERROR", False)])
def test_a_database_that_is_locked_or_full_is_the_fault_of_no_piece(session, name, waits):
    error = sqlite3.OperationalError(name)
    error.sqlite_errorname = name
    attempts = PieceByPiece()

    with pytest.raises(OperationalError) if waits else nullcontext(), attempts.savepoint(session, "x"):
        raise OperationalError("SELECT", {}, error)
    assert bool(attempts.failed) is not waits


@pytest.mark.parametrize(
    ("tried", "skipped", "failed", "well"),
    [
        (["campaign"], [], [], True),
        (["campaign:3/risk"], [], [], True),
        (["campaign:31"], [], [], False),
        (["digest"], [], [], False),
        (["campaign"], ["campaign:3"], [], False),
        (["campaign"], ["campaign:31"], [], True),
        (["campaign"], [], ["campaign:3"], False),
        (["campaign"], [], ["campaign:3/risk:1"], True),
    ],
)
def test_well_is_what_was_tried_again_and_did_not_fail(tried, skipped, failed, well):
    attempts = PieceByPiece()
    attempts.tried, attempts.skipped = set(tried), set(skipped)
    attempts.failed = dict.fromkeys(failed, ValueError())
    assert attempts.is_well("campaign:3/risk:17") is well
