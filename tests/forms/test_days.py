"""Days as people type them, on Friday 2025-06-20."""

from contextlib import suppress
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from forms.kinds.days import NoSuchDay, read_day
from locales import tr

FRIDAY = date(2025, 6, 20)
VISITS = {
    "今天": "2025-06-20", "昨天": "2025-06-19", "前天": "2025-06-18", "大前天": "2025-06-17", "明天": "2025-06-21",
    "上周五": "2025-06-13", "周五": "2025-06-20", "周日": "2025-06-15", "星期一": "2025-06-16", "礼拜天": "2025-06-15",
    "本周三": "2025-06-18", "3月5日": "2025-03-05", "三月五号": "2025-03-05", "六月十八日": "2025-06-18",
    "5日": "2025-06-05", "5号": "2025-06-05", "18": "2025-06-18", "上个月5号": "2025-05-05",
    "2025-03-05": "2025-03-05", "2025.3.5": "2025-03-05", "2025/3/5": "2025-03-05", "20250305": "2025-03-05",
    "2025年3月5日": "2025-03-05", "25年3月5日": "2025-03-05", "二〇二五年三月五日": "2025-03-05", "3.5": "2025-03-05",
    "２０２５－０３－０５": "2025-03-05", " 3月 5日 ": "2025-03-05", "三天前": "2025-06-17", "10天前": "2025-06-10",
    "两周前": "2025-06-06", "上月底": "2025-05-31", "昨天上午": "2025-06-19", "6月18日（周三）": "2025-06-18",
    "去年12月5日": "2024-12-05", "昨天。": "2025-06-19",
}  # fmt: skip
DUE_DAYS = {
    "7月8日前": "2025-07-08", "7月8日之前": "2025-07-08", "周五": "2025-06-27", "周日": "2025-06-22",
    "下周一": "2025-06-23",
    "月底": "2025-06-30", "下月底": "2025-07-31", "年底": "2025-12-31", "5日": "2025-07-05", "25号": "2025-06-25",
    "15日内": "2025-07-05", "十五天后": "2025-07-05", "两周后": "2025-07-04", "一个月后": "2025-07-20",
    "下个月5号": "2025-07-05", "明年1月10日": "2026-01-10",
}  # fmt: skip


IN_ENGLISH = {
    "past": {
        "Yesterday": "2025-06-19", "today": "2025-06-20", "3 days ago": "2025-06-17", "last Friday": "2025-06-13",
        "Jun 18": "2025-06-18", "June 18, 2024": "2024-06-18", "18 June": "2025-06-18", "the 18th": "2025-06-18",
        "day 18": "2025-06-18", "Wed": "2025-06-18",
    },
    "future": {
        "in 7 days": "2025-06-27", "within 2 weeks": "2025-07-04", "in 1 month": "2025-07-20", "tomorrow": "2025-06-21",
        "month end": "2025-06-30", "end of the year": "2025-12-31", "Jul 8": "2025-07-08", "next Monday": "2025-06-23",
    },
}  # fmt: skip


@pytest.mark.parametrize(("direction", "words"), [(way, words) for way, all_ in IN_ENGLISH.items() for words in all_])
def test_days_are_read_in_english_too(direction, words):
    assert read_day(words, FRIDAY, direction) == date.fromisoformat(IN_ENGLISH[direction][words])


@pytest.mark.parametrize("words", VISITS)
def test_the_day_of_a_visit_is_understood(words):
    assert read_day(words, FRIDAY, "past") == date.fromisoformat(VISITS[words])


@pytest.mark.parametrize("words", DUE_DAYS)
def test_a_due_day_is_understood(words):
    assert read_day(words, FRIDAY, "future") == date.fromisoformat(DUE_DAYS[words])


@pytest.mark.parametrize(
    ("words", "reason"),
    [
        ("32号", "6月没有32号。"),
        ("6月31日", "6月没有31号。"),
        ("2月30日", "2月没有30号。"),
        ("2025-02-29", "2月没有29号。"),
        ("13月1日", "没有13月。"),
        ("0日", "6月没有0号。"),
        ("1925-06-18", "1925年离现在太远了。"),
        ("00000000", "0年离现在太远了。"),
    ],
)
def test_a_day_that_cannot_be_is_explained_and_never_moved(words, reason):
    with pytest.raises(NoSuchDay) as problem:
        read_day(words, FRIDAY, "past")
    assert tr(problem.value.reason) == reason


@pytest.mark.parametrize("words", ["", "随便", "三河所", "123", "上周", "昨天和前天", "1.2.3.4", "6月", "٣日"])
def test_words_that_are_no_day_are_not_guessed(words):
    assert read_day(words, FRIDAY, "past") is None


def test_a_month_has_just_begun_and_the_31st_was_yesterday():
    assert read_day("31号", date(2025, 6, 1), "past") == date(2025, 5, 31)
    assert read_day("30日", date(2025, 7, 1), "past") == date(2025, 6, 30)
    assert read_day("12月30日", date(2026, 1, 2), "past") == date(2025, 12, 30)


def test_a_day_that_has_not_come_yet_is_not_taken_for_one_long_ago():
    assert read_day("25日", FRIDAY, "past") == date(2025, 6, 25)
    assert read_day("12月5日", FRIDAY, "past") == date(2025, 12, 5)


def test_a_due_day_in_january_said_in_december_is_next_year():
    assert read_day("1月10日", date(2025, 12, 20), "future") == date(2026, 1, 10)
    assert read_day("31日", date(2025, 1, 31), "future") == date(2025, 1, 31)
    assert read_day("一个月后", date(2025, 1, 31), "future") == date(2025, 2, 28)


@given(
    st.dates(date(2000, 1, 1), date(2090, 12, 31)),
    st.text(alphabet="0123456789年月日号天周前后上下一二十五底.-/ ", max_size=10),
)
def test_any_text_is_a_day_or_none_or_explained(said_on, words):
    for direction in ("past", "future"):
        with suppress(NoSuchDay):
            assert isinstance(read_day(words, said_on, direction), date | None)


@given(st.dates(date(2000, 1, 1), date(2090, 12, 31)), st.integers(0, 700))
def test_a_full_date_is_that_date_whatever_the_day(said_on, ago):
    day = date.fromordinal(said_on.toordinal() - ago)
    for words in (
        day.isoformat(),
        f"{day.year}年{day.month}月{day.day}日",
        f"{day:%Y%m%d}",
        f"{day.year}.{day.month}.{day.day}",
    ):
        assert read_day(words, said_on, "past") == day
