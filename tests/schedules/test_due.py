"""Which step is said when. Days are of 2025: 6月30日 is a Monday, the National Day week has make-up days around it."""

from datetime import date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from campaigns.schema.pack import NudgePolicy
from days.calendar import WorkingDays
from schedules.duty import Duty
from schedules.nudge_days import leader_due, nudge_days, nudge_due

calendar = WorkingDays()
policy = NudgePolicy()


def owed(due, since=date(2025, 4, 1), **more):
    return Duty("risk:27", "隐患-2025-0027 整改期限", due=due, since=since, owed_by_unit="nanbin", **more)


def at(day, hour=9, minute=0):
    return datetime.combine(date.fromisoformat(day), time(hour, minute))


def due_at(duty, now, said=(), policy=policy):
    found = nudge_due(duty, policy, calendar, now, {date.fromisoformat(day) for day in said})
    return found and found.isoformat()


END_OF_QUARTER = owed(date(2025, 6, 30))


def test_the_steps_are_10_5_3_1_working_days_before_and_the_day_then_every_working_day():
    days = [day.isoformat() for day in nudge_days(END_OF_QUARTER, policy, calendar, until=date(2025, 7, 4))]
    ahead = ["2025-06-16", "2025-06-23", "2025-06-25", "2025-06-27", "2025-06-30"]
    assert days == [*ahead, "2025-07-01", "2025-07-02", "2025-07-03", "2025-07-04"]


def test_overdue_steps_skip_the_weekend():
    days = list(nudge_days(END_OF_QUARTER, policy, calendar, until=date(2025, 7, 8)))
    assert date(2025, 7, 5) not in days
    assert date(2025, 7, 6) not in days
    assert days[-1] == date(2025, 7, 8)


def test_make_up_days_of_the_national_day_week_are_steps_and_the_holidays_are_not():
    days = list(nudge_days(owed(date(2025, 9, 26)), policy, calendar, until=date(2025, 10, 13)))
    after = [day.isoformat() for day in days if day > date(2025, 9, 26)]
    assert after == [
        "2025-09-28", "2025-09-29", "2025-09-30", "2025-10-09", "2025-10-10", "2025-10-11", "2025-10-13",
    ]  # fmt: skip


def test_a_due_day_in_the_holidays_is_nudged_on_the_working_day_before():
    days = [day.isoformat() for day in nudge_days(owed(date(2025, 10, 5)), policy, calendar, until=date(2025, 10, 9))]
    ahead = ["2025-09-17", "2025-09-24", "2025-09-26", "2025-09-29", "2025-09-30"]  # 9月28日 is worked
    assert days == [*ahead, "2025-10-09"]


def test_a_step_is_due_from_nine_to_half_past_five_on_its_day():
    assert due_at(END_OF_QUARTER, at("2025-06-25", 8, 59), said=["2025-06-23"]) is None
    assert due_at(END_OF_QUARTER, at("2025-06-25", 9, 0), said=["2025-06-23"]) == "2025-06-25"
    assert due_at(END_OF_QUARTER, at("2025-06-25", 17, 30), said=["2025-06-23"]) == "2025-06-25"
    assert due_at(END_OF_QUARTER, at("2025-06-25", 17, 31), said=["2025-06-23"]) is None


def test_a_step_is_said_once():
    assert due_at(END_OF_QUARTER, at("2025-06-25", 9, 1), said=["2025-06-25"]) is None
    assert due_at(END_OF_QUARTER, at("2025-06-26", 9, 0), said=["2025-06-25"]) is None


def test_a_step_missed_because_the_bot_was_down_is_said_late():
    assert due_at(END_OF_QUARTER, at("2025-06-24", 11, 0), said=["2025-06-16"]) == "2025-06-23"


def test_of_several_missed_steps_only_the_latest_is_said():
    assert due_at(END_OF_QUARTER, at("2025-06-26", 9, 0)) == "2025-06-25"
    assert due_at(END_OF_QUARTER, at("2025-06-26", 9, 1), said=["2025-06-25"]) is None
    assert due_at(END_OF_QUARTER, at("2025-06-27", 9, 0), said=["2025-06-25"]) == "2025-06-27"


def test_a_missed_step_waits_for_the_next_working_day():
    friday_night = at("2025-06-27", 20, 0)
    assert due_at(END_OF_QUARTER, friday_night, said=["2025-06-25"]) is None
    assert due_at(END_OF_QUARTER, at("2025-06-28", 10, 0), said=["2025-06-25"]) is None
    assert due_at(END_OF_QUARTER, at("2025-06-30", 9, 0), said=["2025-06-25"]) == "2025-06-30"


def test_after_weeks_of_silence_one_step_is_said_not_twenty():
    assert due_at(END_OF_QUARTER, at("2025-07-25", 9, 0)) == "2025-07-25"


def test_steps_before_the_thing_existed_never_count():
    young = owed(date(2025, 6, 30), since=date(2025, 6, 24))
    assert due_at(young, at("2025-06-24", 9, 0)) is None
    assert due_at(young, at("2025-06-25", 9, 0)) == "2025-06-25"


def test_a_thing_recorded_after_its_due_day_is_overdue_from_then_on():
    late = owed(date(2025, 6, 2), since=date(2025, 6, 20))
    assert due_at(late, at("2025-06-20", 10, 0)) == "2025-06-20"
    assert list(nudge_days(late, policy, calendar, until=date(2025, 6, 20))) == [date(2025, 6, 20)]


def test_what_waits_without_a_due_day_is_reminded_of_one_three_five_and_ten_working_days_after_it_came():
    """It came on Friday 20 June; 23 June is the first working day after it, 7 July the eleventh."""
    waiting = owed(None, since=date(2025, 6, 20))
    days = [str(day) for day in nudge_days(waiting, policy, calendar, until=date(2025, 7, 8))]
    assert days == ["2025-06-23", "2025-06-25", "2025-06-27", "2025-07-04", "2025-07-07", "2025-07-08"]
    assert due_at(waiting, at("2025-06-20", 17)) is None
    assert due_at(waiting, at("2025-06-24")) == "2025-06-23"


def test_what_waits_without_a_due_day_is_never_long_overdue():
    assert told(owed(None), at("2025-12-31")) is None


def test_a_due_day_moved_back_does_not_repeat_what_was_said_the_same_day():
    extended = owed(date(2025, 7, 7))
    assert due_at(extended, at("2025-06-25"), said=["2025-06-25"]) is None
    assert due_at(extended, at("2025-06-30"), said=["2025-06-25"]) == "2025-06-30"


def test_what_is_urgent_does_not_wait_for_a_late_digest():
    late_digest = NudgePolicy(digest_at=time(10, 0))
    assert due_at(END_OF_QUARTER, at("2025-06-25", 9, 30), policy=late_digest) is None
    assert due_at(owed(date(2025, 6, 30), urgent=True), at("2025-06-25", 9, 30), policy=late_digest) == "2025-06-25"


def told(duty, now, said=(), policy=policy):
    return leader_due(duty, policy, calendar, now, said)


def test_the_leader_hears_after_three_working_days_overdue_once():
    assert told(END_OF_QUARTER, at("2025-07-02", 17, 0)) is None
    assert told(END_OF_QUARTER, at("2025-07-03", 8, 59)) is None
    assert told(END_OF_QUARTER, at("2025-07-03")) == date(2025, 7, 3)
    assert told(END_OF_QUARTER, at("2025-07-09"), said={date(2025, 7, 3)}) is None


def test_a_weekend_does_not_burn_the_ladder():
    friday = owed(date(2025, 7, 4))
    assert told(friday, at("2025-07-08")) is None
    assert told(friday, at("2025-07-09")) == date(2025, 7, 9)


def test_a_thing_recorded_late_gives_its_owner_the_same_days_before_the_leader_hears():
    assert told(owed(date(2025, 3, 31), since=date(2025, 6, 20)), at("2025-06-24")) is None
    assert told(owed(date(2025, 3, 31), since=date(2025, 6, 20)), at("2025-06-25")) == date(2025, 6, 25)


def test_the_ladder_can_be_switched_off_and_needs_a_due_day():
    assert told(END_OF_QUARTER, at("2025-08-01"), policy=NudgePolicy(escalate_after=None)) is None
    assert told(owed(None), at("2025-08-01")) is None


def slow_nudge_due(duty, now, said):
    """The rules again, written down day by day: walk from the first day to today and remember the last step."""
    today = now.date()
    if not calendar.is_working_day(today) or not time(9, 0) <= now.time() <= time(17, 30):
        return None
    latest, day = None, duty.since
    while day <= today:
        if calendar.is_working_day(day):
            left = sum(calendar.is_working_day(day + timedelta(days=n)) for n in range(1, (duty.due - day).days + 1))
            if day > duty.due or left in (10, 5, 3, 1, 0):
                latest = day
        day += timedelta(days=1)
    return latest if latest is not None and all(day < latest for day in said) else None


days = st.dates(date(2024, 12, 1), date(2026, 2, 28))


@given(due=days, age=st.integers(0, 60), offset=st.integers(-40, 40), minute=st.integers(0, 1439), data=st.data())
def test_the_day_by_day_walk_agrees(due, age, offset, minute, data):
    now = datetime.combine(due + timedelta(days=offset), time(minute // 60, minute % 60))
    duty = owed(due, since=due - timedelta(days=age))
    said = data.draw(st.sets(st.sampled_from([now.date() - timedelta(days=n) for n in range(20)])))
    assert nudge_due(duty, policy, calendar, now, said) == slow_nudge_due(duty, now, said)


@given(due=days, age=st.integers(0, 40), down=st.sets(st.integers(0, 80)))
@pytest.mark.parametrize("hours", [(9,), (9, 12, 17)])
def test_whatever_the_downtime_nobody_is_told_twice_a_day_and_nothing_due_stays_unsaid(hours, due, age, down):
    duty = owed(due, since=due - timedelta(days=age))
    said: dict[date, date] = {}  # step → the day it was said
    for n in range(60):
        today = duty.since + timedelta(days=n)
        for hour in hours:
            found = None if n in down else nudge_due(duty, policy, calendar, at(str(today), hour), said)
            if found:
                assert today not in said.values()
                said[found] = today
        if n not in down and calendar.is_working_day(today):
            reached = list(nudge_days(duty, policy, calendar, until=today))
            assert not reached or reached[-1] in said
