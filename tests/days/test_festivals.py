"""Festivals, as the library's calendar has them."""

from datetime import date

import pytest

from days.festivals import FESTIVALS, festival

KNOWN = {
    ("端午", 2025): "2025-05-31", ("端午", 2026): "2026-06-19", ("中秋", 2025): "2025-10-06",
    ("国庆", 2031): "2031-10-01", ("中秋", 2031): "2031-10-01", ("春节", 2024): "2024-02-10",
    ("除夕", 2024): "2024-02-09", ("除夕", 2025): "2025-01-28", ("清明", 2024): "2024-04-04",
}  # fmt: skip


@pytest.mark.parametrize(("name", "year"), KNOWN)
def test_a_festival_has_its_day(name, year):
    assert festival(name, year) == date.fromisoformat(KNOWN[name, year])


def test_every_festival_is_known_in_every_year_that_a_plan_may_run():
    for year in range(2015, 2050):
        assert all(festival(name, year) for name in FESTIVALS)


def test_a_year_beyond_the_calendar_has_none():
    assert festival("端午", 2300) is None
