"""Printed numbers: one counter per noun and year, never reused; a form that is submitted twice gives one record."""

import asyncio
from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlmodel import select

from storage.queries.ground import printed_numbers, record_by_number
from storage.queries.records import inspections
from storage.tables import Audit, Counter, Inspection, RiskItem

THREADS, EACH = 8, 50


def test_each_noun_and_year_counts_for_itself(session):
    wanted = [
        ("inspection", 2025),
        ("inspection", 2025),
        ("risk_item", 2025),
        ("inspection", 2026),
        ("inspection", 2025),
    ]
    assert [printed_numbers.next_number(session, noun, year) for noun, year in wanted] == [
        "检查-2025-0001", "检查-2025-0002", "隐患-2025-0001", "检查-2026-0001", "检查-2025-0003",
    ]  # fmt: skip


def test_a_number_without_a_year_is_first_that_of_the_latest_year_that_has_it(county):
    earlier = county.record()
    earlier.number = "检查-2024-0002"
    county.session.add(Counter(noun="inspection", year=2024, last=2))
    later, newest = county.record(), county.record()
    assert ids(county, "检查2") == ids(county, "检查 0002") == [later.id, earlier.id]
    assert ids(county, "检查 2024 2") == ids(county, "检查20240002") == [earlier.id]
    assert ids(county, "检查 3") == [newest.id]
    assert ids(county, "检查 1") == ids(county, "检查-2023-0002") == []


def ids(county, typed):
    return [record.id for record in record_by_number.called(county.session, typed)]


def test_after_9999_comes_10000(session):
    session.add(Counter(noun="inspection", year=2025, last=9999))
    session.flush()
    assert printed_numbers.next_number(session, "inspection", 2025) == "检查-2025-10000"


def test_eight_threads_get_four_hundred_different_numbers(database):
    async def take_some():
        return [
            await database.write(lambda session: printed_numbers.next_number(session, "inspection", 2025))
            for _ in range(EACH)
        ]

    with ThreadPoolExecutor(THREADS) as pool:
        taken = [number for some in pool.map(lambda _: asyncio.run(take_some()), range(THREADS)) for number in some]
    assert sorted(taken) == [f"检查-2025-{number:04d}" for number in range(1, THREADS * EACH + 1)]


def test_a_turn_that_fails_takes_no_number(database):
    def turn(session):
        printed_numbers.next_number(session, "inspection", 2025)
        raise RuntimeError

    with pytest.raises(RuntimeError):
        asyncio.run(database.write(turn))
    assert asyncio.run(
        database.write(lambda session: printed_numbers.next_number(session, "inspection", 2025))
    ).endswith("0001")


def test_a_void_record_keeps_its_number(county):
    first = county.record()
    inspections.void(county.session, first, "重复登记", "void", county.by())
    assert [first.number, county.record().number] == ["检查-2025-0001", "检查-2025-0002"]


def test_submitting_a_visit_twice_gives_one_record_and_one_audit_row(county):
    first, second = county.record(instance="one form"), county.record(instance="one form")
    assert first.number == second.number
    assert len(county.session.exec(select(Inspection)).all()) == 1
    assert [row.action for row in county.session.exec(select(Audit))] == ["inspection.record"]
    assert county.record().number == "检查-2025-0002"


def test_submitting_a_risk_item_twice_gives_one_item_and_one_audit_row(county):
    first, second = county.risk(instance="one form"), county.risk(instance="one form")
    assert first.number == second.number
    assert len(county.session.exec(select(RiskItem)).all()) == 1
    assert [row.action for row in county.session.exec(select(Audit))] == ["risk_item.open"]
