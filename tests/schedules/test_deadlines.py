"""The calculator, rule by rule, with a plan of one deadline: from the rule to the days it gives."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as some
from pydantic import TypeAdapter

from campaigns.load import PACKS, PackError, load_pack, parse
from campaigns.schema.pack import Due
from days.calendar import WorkingDays
from days.periods import Period, months_later, period_of
from locales import tr
from schedules.deadline_dates import Happened, occurrences
from schedules.rule_words import rule_words, titled

calendar = WorkingDays()
BASE = load_pack("xizang-2022")
EVENT = BASE.model_copy(update={"events": load_pack("shizhu-2025").events})


def plan(*rules, **changes):
    """A plan for 2025 that wants something by each of these rules; keys are first, second, …"""
    form = load_pack("shizhu-2025").deadlines[0].model_copy(update={"phase": changes.pop("phase", None)})
    keys = ["first", "second", "third"]
    wanted = tuple(
        form.model_copy(update={"key": key, "due": TypeAdapter(Due).validate_python(rule)})
        for key, rule in zip(keys, rules, strict=False)
    )
    return EVENT.model_copy(update={"year": 2025, "starts": None, "ends": None, "deadlines": wanted, **changes})


def days(*rules, events=None, **changes):
    return [str(one.due or "—") for one in occurrences(plan(*rules, **changes), calendar, events or {})]


def every(span, **more):
    return {"rule": "every", "every": span, **more}


def counted(rule, count, how, **start):
    return {"rule": rule, "days": count, "counted": how, **start}


ONCE = {"rule": "on_day", "day": date(2025, 3, 31)}


# --- C1: the day itself is included, the last day of a month is the calendar's ---------------------------


def test_a_printed_day_is_the_due_day_itself():
    assert days(ONCE) == ["2025-03-31"]


@pytest.mark.parametrize(
    ("period", "number", "due"),
    [
        ("year", 1, "2025-12-31"),
        ("month", 2, "2025-02-28"),
        ("month", 6, "2025-06-30"),
        ("quarter", 3, "2025-09-30"),
        ("half_year", 1, "2025-06-30"),
    ],
)
def test_the_end_of_a_period_is_its_last_calendar_day(period, number, due):
    assert days({"rule": "end_of", "period": period, "year": 2025, "number": number}) == [due]


# --- recurring -------------------------------------------------------------------------------------------


def test_every_month_at_its_end():
    found = days(every("month"))
    assert len(found) == 12
    assert found[:2] == ["2025-01-31", "2025-02-28"]


def test_every_month_in_the_month_after_also_over_the_new_year():
    assert days(every("month", day=5, later=1))[-2:] == ["2025-12-05", "2026-01-05"]


def test_every_quarter_on_a_day_of_its_last_or_its_first_month():
    assert days(every("quarter", month=3, day=27)) == ["2025-03-27", "2025-06-27", "2025-09-27", "2025-12-27"]
    assert days(every("quarter", month=1, day=15, later=1))[-1] == "2026-01-15"


def test_every_half_year_and_every_year():
    assert days(every("half_year", day=20)) == ["2025-06-20", "2025-12-20"]
    assert days(every("year", month=1, day=31, later=1)) == ["2026-01-31"]


def test_a_day_that_a_month_does_not_have_is_its_last():
    assert days(every("month", day=31))[1:4] == ["2025-02-28", "2025-03-31", "2025-04-30"]


def test_it_recurs_while_the_campaign_runs_over_a_new_year_too():
    found = days(every("month", day=10), starts=date(2025, 11, 15), ends=date(2026, 2, 20))
    assert found == ["2025-12-10", "2026-01-10", "2026-02-10"]  # 10 November was before it began


def test_it_recurs_while_its_phase_runs():
    phase = BASE.phases[1].model_copy(update={"key": "onsite", "start": date(2025, 6, 1), "end": date(2025, 8, 30)})
    assert days(every("month"), phase="onsite", phases=(phase,)) == ["2025-06-30", "2025-07-31", "2025-08-31"]


def test_what_falls_due_on_the_first_day_and_a_period_that_begins_on_the_last_count():
    runs = {"starts": date(2025, 3, 31), "ends": date(2025, 6, 1)}
    assert days(every("month"), **runs) == ["2025-03-31", "2025-04-30", "2025-05-31", "2025-06-30"]


def test_nothing_is_owed_before_the_campaign_begins():
    runs = {"starts": date(2025, 3, 10), "ends": date(2025, 4, 30)}
    found = occurrences(plan(every("month"), **runs), calendar)
    assert [one.since for one in found] == [date(2025, 3, 10), date(2025, 4, 1)]


def test_a_phase_that_has_no_end_gives_no_day_to_count_from():
    phase = BASE.phases[0].model_copy(update={"key": "open", "start": date(2025, 3, 1), "end": None})
    assert days(counted("after", 5, "calendar_days", phase="open"), phases=(phase,)) == ["—"]


def test_each_time_has_a_key_and_a_name_of_its_own():
    found = occurrences(plan(every("quarter")), calendar)
    assert [one.key for one in found] == ["first:2025Q1", "first:2025Q2", "first:2025Q3", "first:2025Q4"]
    assert tr(titled(found[1])).endswith("（2025年二季度）")


# --- C2, C5: counted from something ----------------------------------------------------------------------


def test_working_days_after_an_event_leave_its_own_day_out_and_count_make_up_days():
    rule = counted("after", 7, "working_days", event="filing_verified")
    assert days(rule, events={"filing_verified": [Happened(date(2025, 9, 28), "甲店")]}) == ["2025-10-14"]


def test_calendar_days_run_from_the_day_to_the_day_plus_n():
    rule = counted("after", 10, "calendar_days", event="filing_verified")
    assert days(rule, events={"filing_verified": [Happened(date(2025, 9, 28), "甲店")]}) == ["2025-10-08"]


def test_within_no_days_is_the_day_itself():
    rule = counted("after", 0, "working_days", event="filing_verified")
    assert days(rule, events={"filing_verified": [Happened(date(2025, 9, 28), "甲店")]}) == ["2025-09-28"]


def test_months_after_keep_the_day_or_take_the_last():
    rule = counted("after", 1, "months", event="filing_verified")
    assert days(rule, events={"filing_verified": [Happened(date(2025, 1, 31), "甲店")]}) == ["2025-02-28"]


def test_each_event_sets_off_its_own_even_two_on_one_day():
    rule = counted("after", 7, "working_days", event="filing_verified")
    events = {"filing_verified": [Happened(date(2025, 6, 20), "甲店"), Happened(date(2025, 6, 20), "乙店")]}
    found = occurrences(plan(rule), calendar, events)
    assert [one.key for one in found] == ["first:2025-06-20 甲店", "first:2025-06-20 乙店"]
    assert {one.since for one in found} == {date(2025, 6, 20)}


def test_before_nothing_has_happened_it_is_listed_without_a_day():
    rule = counted("after", 7, "working_days", event="filing_verified")
    assert days(rule) == ["—"]


def test_counted_from_another_deadline():
    assert days(ONCE, counted("after", 5, "working_days", deadline="first")) == ["2025-03-31", "2025-04-08"]
    assert days(ONCE, counted("before", 5, "working_days", deadline="first")) == ["2025-03-24", "2025-03-31"]


def test_counted_from_a_deadline_that_recurs_it_recurs_with_it():
    found = occurrences(plan(every("quarter"), counted("after", 10, "calendar_days", deadline="first")), calendar)
    assert [(one.key, str(one.due)) for one in found][:2] == [
        ("first:2025Q1", "2025-03-31"),
        ("second:2025Q1", "2025-04-10"),
    ]


def test_counted_from_a_deadline_without_a_day_it_has_none_either():
    unstated = {"rule": "unstated", "says": "及时"}
    assert days(unstated, counted("after", 5, "working_days", deadline="first")) == ["—", "—"]


def test_counted_from_the_end_of_a_phase():
    phase = BASE.phases[1].model_copy(update={"key": "onsite", "start": date(2025, 6, 1), "end": date(2025, 8, 30)})
    assert days(counted("before", 10, "calendar_days", phase="onsite"), phases=(phase,)) == ["2025-08-20"]


def test_deadlines_that_count_from_each_other_are_a_mistake_in_the_pack():
    text = (PACKS / "shizhu-2025.yaml").read_text("utf-8")
    first = "{rule: on_day, day: 2025-03-31}"
    circle = text.replace(first, "{rule: after, days: 5, counted: working_days, deadline: online_filing}")
    circle = circle.replace("event: filing_verified}", "deadline: distributor_self_check}")
    with pytest.raises(PackError, match="又从自己算起"):
        parse(circle, "mine.yaml")


# --- C3, C7: days off, and no day at all -----------------------------------------------------------------


def test_a_day_off_stays_the_due_day():
    assert days({"rule": "on_day", "day": date(2025, 10, 1)}) == ["2025-10-01"]


def test_what_has_no_day_stands_last_and_says_so():
    unstated = {"rule": "unstated", "says": "每月", "every": "month"}
    assert days(unstated, ONCE, {"rule": "set_per_case", "set_by": "市药监局"}) == ["2025-03-31", "—", "—"]


@pytest.mark.parametrize(
    ("rule", "words"),
    [
        (ONCE, "2025-03-31前（含当日）"),
        (every("month"), "每月底前"),
        (every("month", day=5, later=1), "次月5日前"),
        (every("quarter", month=3, day=27), "每季度末月27日前"),
        (every("quarter", month=1, day=15, later=1), "次季度第1个月15日前"),
        (every("half_year"), "每半年末月底前"),
        (every("year", month=1, day=31, later=1), "次年1月31日前"),
        ({"rule": "end_of", "period": "year", "year": 2025}, "2025年底前"),
        ({"rule": "end_of", "period": "month", "year": 2025, "number": 6}, "2025年6月底前"),
        (counted("after", 7, "working_days", event="filing_verified"), "备案信息核实符合规定后7个工作日内"),
        (counted("before", 3, "calendar_days", phase="onsite"), "“现场检查”结束前3日"),
        ({"rule": "set_per_case", "set_by": "市药监局"}, "由市药监局逐次确定"),
        ({"rule": "unstated", "says": "每年初"}, "方案未规定（“每年初”）"),
        ({"rule": "unstated"}, "方案未规定"),
    ],
)
def test_each_rule_in_words(rule, words):
    pack = plan(rule)
    assert tr(rule_words(pack, pack.deadlines[0].due)) == words


# --- readings --------------------------------------------------------------------------------------------


def test_a_deadline_of_another_reading_does_not_hold():
    pack = plan(ONCE)
    note = {"key": "month", "says": "三月", "reading": "三月底", "source": "一"}
    options = [{"key": "end", "title": "三月底"}, {"key": "start", "title": "三月初"}]
    notes = (type(BASE.unclear[0]).model_validate(note | {"options": options}),)
    for option, held in (("end", 1), ("start", 0)):
        reading = {"unclear": "month", "option": option}
        deadline = type(pack.deadlines[0]).model_validate(pack.deadlines[0].model_dump() | {"reading": reading})
        changed = pack.model_copy(update={"deadlines": (deadline,), "unclear": notes})
        assert len(occurrences(changed, calendar)) == held


# --- the calendar's periods ------------------------------------------------------------------------------

a_day = some.dates(date(2000, 1, 1), date(2090, 12, 31))
a_span = some.sampled_from(["month", "quarter", "half_year", "year"])


@given(a_span, a_day)
def test_a_day_lies_in_its_period_and_periods_follow_each_other_without_a_gap(span, day):
    period = period_of(span, day)
    assert period.start <= day <= period.end
    assert (period.later(1).start - period.end).days == 1
    assert period.later(5).later(-5) == period


@given(a_day, some.integers(-30, 30))
def test_months_later_keep_the_day_unless_the_month_is_shorter(day, count):
    later = months_later(day, count)
    assert (later.year * 12 + later.month) - (day.year * 12 + day.month) == count
    assert later.day == day.day or later.day == Period("month", later.year, later.month).end.day < day.day
