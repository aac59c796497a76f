"""The morning digest: what is in it, in which order, in which words."""

from datetime import date

from days.calendar import WorkingDays
from locales import tr
from schedules.digest_lines import digest, when
from schedules.duty import Duty

calendar = WorkingDays()
TODAY = date(2025, 6, 20)


def owed(key, due, **more):
    return Duty(key, key, due=due, since=date(2025, 4, 1), **more)


lead = owed("lead:4", TODAY)
risk = owed("risk:27", date(2025, 6, 23))
visits = owed("plan:checks:2025Q2:nanbin", date(2025, 6, 30))
overdue = owed("risk:12", date(2025, 6, 13))
in_a_fortnight = owed("risk:30", date(2025, 7, 4))
later = owed("risk:31", date(2025, 7, 5))
undated = owed("system", None)


def keys(entries):
    return [entry.duty.key for entry in entries]


def test_without_a_step_today_there_is_no_digest():
    assert digest([], [lead, risk, visits, overdue], TODAY, calendar) == []


def test_one_step_brings_everything_due_within_fourteen_days_everything_overdue_and_what_waits():
    found = digest([risk], [later, undated, visits, risk, in_a_fortnight, lead, overdue], TODAY, calendar)
    assert keys(found) == ["risk:12", "lead:4", "risk:27", "plan:checks:2025Q2:nanbin", "risk:30", "system"]


def test_a_step_is_said_of_what_is_due_after_the_fourteen_days():
    """Ten working days before a Saturday are more than a fortnight."""
    assert keys(digest([later], [later], TODAY, calendar)) == ["risk:31"]


def test_nothing_is_listed_twice_and_a_step_is_listed_even_if_the_caller_left_it_out():
    assert keys(digest([risk], [lead], TODAY, calendar)) == ["lead:4", "risk:27"]


def test_of_one_day_the_urgent_comes_first():
    assert keys(digest([risk], [risk, owed("z", risk.due, urgent=True)], TODAY, calendar)) == ["z", "risk:27"]


def said(due, today=TODAY, calendar=calendar):
    return tr(when(due, today, calendar))


def test_the_words_for_when():
    assert said(TODAY) == "今天到期"
    assert said(date(2025, 6, 30)) == "6月30日（还有 6 个工作日）"
    assert said(date(2025, 7, 8)) == "7月8日（还有 12 个工作日）"
    assert said(date(2025, 6, 13)) == "6月13日（已超期 5 个工作日）"


def test_a_day_off_is_called_one_and_keeps_its_date():
    assert said(date(2025, 7, 5)) == "7月5日（非工作日、还有 10 个工作日）"
    assert said(date(2025, 6, 22)) == "6月22日（非工作日、之前已没有工作日）"


def test_over_a_weekend_overdue_has_no_working_days_yet():
    assert said(date(2025, 6, 20), today=date(2025, 6, 21)) == "6月20日（已超期）"


def test_a_year_whose_make_up_days_are_not_published_is_an_estimate():
    assert said(date(2027, 3, 8), today=date(2027, 3, 5)) == "3月8日（还有 1 个工作日、估计）"
    entered = WorkingDays({date(2027, 2, 20): True})
    assert said(date(2027, 3, 8), date(2027, 3, 5), entered) == "3月8日（还有 1 个工作日）"
