"""Working days, against a second source and by the examples people would count on their fingers."""

from datetime import date, timedelta

import chinese_calendar
import pytest

from days.calendar import WorkingDays

calendar = WorkingDays()


@pytest.mark.parametrize("year", range(2019, 2027))
def test_every_day_agrees_with_chinesecalendar(year):
    days = [date(year, 1, 1) + timedelta(days=n) for n in range(365 + (year % 4 == 0))]
    assert days[-1] == date(year, 12, 31)
    assert [d for d in days if calendar.is_working_day(d) != chinese_calendar.is_workday(d)] == []


def test_a_year_without_published_make_up_days_is_an_estimate():
    assert [year for year in range(2019, 2029) if calendar.estimated(year)] == [2027, 2028]


def test_an_estimated_year_still_has_weekends_and_holidays():
    assert not calendar.is_working_day(date(2027, 10, 1))
    assert not calendar.is_working_day(date(2027, 3, 6))
    assert calendar.is_working_day(date(2027, 3, 8))


def test_an_administrator_has_the_last_word():
    changed = WorkingDays({date(2025, 6, 21): True, date(2025, 6, 23): False})
    assert changed.is_working_day(date(2025, 6, 21))
    assert not changed.is_working_day(date(2025, 6, 23))
    assert changed.add(date(2025, 6, 20), 2) == date(2025, 6, 24)


def test_a_year_becomes_known_when_an_administrator_enters_a_make_up_day():
    assert not WorkingDays({date(2027, 2, 20): True}).estimated(2027)
    assert WorkingDays({date(2027, 2, 22): False}).estimated(2027)


def test_the_day_of_the_event_is_day_zero():
    assert calendar.add(date(2025, 6, 20), 7) == date(2025, 7, 1)
    assert calendar.add(date(2025, 6, 21), 1) == date(2025, 6, 23)
    assert calendar.add(date(2025, 6, 20), 0) == date(2025, 6, 20)


def test_make_up_days_around_the_national_day_count():
    assert calendar.add(date(2025, 9, 26), 6) == date(2025, 10, 11)  # 9月28日 and 10月11日 are worked
    assert calendar.add(date(2025, 10, 9), -2) == date(2025, 9, 29)


def test_days_left_leave_today_out_and_count_the_due_day():
    assert calendar.between(date(2025, 6, 20), date(2025, 6, 30)) == 6
    assert calendar.between(date(2025, 6, 20), date(2025, 7, 8)) == 12
    assert calendar.between(date(2025, 6, 30), date(2025, 6, 30)) == 0


def test_days_overdue_are_the_working_days_since_the_due_day():
    assert calendar.between(date(2025, 7, 3), date(2025, 6, 30)) == -3
    assert calendar.between(date(2025, 7, 6), date(2025, 7, 4)) == 0


def test_a_day_off_leads_back_to_the_working_day_before():
    assert calendar.on_or_before(date(2025, 10, 5)) == date(2025, 9, 30)
    assert calendar.on_or_before(date(2025, 9, 28)) == date(2025, 9, 28)
