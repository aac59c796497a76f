"""Days as people type them, on Friday 2025-06-20."""

from contextlib import suppress
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from days.calendar import WorkingDays
from forms.kinds.days import read_day
from forms.kinds.said_day import NoSuchDay
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
    "今早": "2025-06-20", "今晨": "2025-06-20", "刚才": "2025-06-20", "上午": "2025-06-20", "昨晚": "2025-06-19",
    "前日": "2025-06-18", "昨天傍晚": "2025-06-19", "昨日清晨": "2025-06-19", "0618": "2025-06-18",
    "0305": "2025-03-05", "250618": "2025-06-18", "2025-06-18 10:30": "2025-06-18",
    "2025-06-18T10:30:00": "2025-06-18", "2025/6/18 9：05": "2025-06-18", "20250618 10:30": "2025-06-18",
    "6月18日上午9:30": "2025-06-18", "18日下午3点20分": "2025-06-18", "昨天10点半": "2025-06-19",
    "昨天下午三点": "2025-06-19", "周三 10:30": "2025-06-18", "十八日10时30分": "2025-06-18",
    "端午节": "2025-05-31", "端午": "2025-05-31", "清明": "2025-04-04", "五一": "2025-05-01", "元旦": "2025-01-01",
    "春节": "2025-01-29", "除夕": "2025-01-28", "去年国庆": "2024-10-01", "2024年中秋节": "2024-09-17",
    "一个月前": "2025-05-20", "半个月前": "2025-06-05", "3个工作日前": "2025-06-17",
}  # fmt: skip
DUE_DAYS = {
    "7月8日前": "2025-07-08", "7月8日之前": "2025-07-08", "周五": "2025-06-27", "周日": "2025-06-22",
    "下周一": "2025-06-23",
    "月底": "2025-06-30", "下月底": "2025-07-31", "年底": "2025-12-31", "5日": "2025-07-05", "25号": "2025-06-25",
    "15日内": "2025-07-05", "十五天后": "2025-07-05", "两周后": "2025-07-04", "一个月后": "2025-07-20",
    "下个月5号": "2025-07-05", "明年1月10日": "2026-01-10",
    "一个月": "2025-07-20", "两个月内": "2025-08-20", "1个月之内": "2025-07-20", "一个半月": "2025-08-04",
    "半个月": "2025-07-05", "半月内": "2025-07-05", "半年": "2025-12-20", "一年": "2026-06-20",
    "三十天": "2025-07-20", "30天": "2025-07-20", "7天": "2025-06-27", "一百二十天": "2025-10-18",
    "90日": "2025-09-18", "90日内": "2025-09-18", "一周": "2025-06-27", "两个星期": "2025-07-04",
    "一个礼拜": "2025-06-27", "10个工作日": "2025-07-04", "十个工作日内": "2025-07-04", "5工作日": "2025-06-27",
    "三个工作日后": "2025-06-25", "80个工作日": "2025-10-16",
    "当场改正": "2025-06-20", "立即": "2025-06-20", "立即整改": "2025-06-20", "马上": "2025-06-20",
    "当日": "2025-06-20", "今天下班前": "2025-06-20", "明早": "2025-06-21", "0708": "2025-07-08",
    "7月8日17：00前": "2025-07-08", "责令7月8日前改正": "2025-07-08", "限15日内改正": "2025-07-05",
    "月底前整改到位": "2025-06-30", "国庆节前": "2025-10-01", "十一": "2025-10-01", "中秋": "2025-10-06",
    "春节前": "2026-02-17", "2026年端午": "2026-06-19", "30日": "2025-06-30",
}  # fmt: skip


IN_ENGLISH = {
    "past": {
        "Yesterday": "2025-06-19", "today": "2025-06-20", "3 days ago": "2025-06-17", "last Friday": "2025-06-13",
        "Jun 18": "2025-06-18", "June 18, 2024": "2024-06-18", "18 June": "2025-06-18", "the 18th": "2025-06-18",
        "day 18": "2025-06-18", "Wed": "2025-06-18", "this morning": "2025-06-20", "last night": "2025-06-19",
        "yesterday at 10:30": "2025-06-19", "Jun 18 10:30 am": "2025-06-18", "2025-06-18 10:30": "2025-06-18",
        "Dragon Boat Festival": "2025-05-31", "a week ago": "2025-06-13", "2 months ago": "2025-04-20",
    },
    "future": {
        "in 7 days": "2025-06-27", "within 2 weeks": "2025-07-04", "in 1 month": "2025-07-20", "tomorrow": "2025-06-21",
        "30 days": "2025-07-20", "one month": "2025-07-20", "half a month": "2025-07-05", "90 days": "2025-09-18",
        "10 working days": "2025-07-04", "within 10 business days": "2025-07-04", "immediately": "2025-06-20",
        "on the spot": "2025-06-20", "the National Day": "2025-10-01", "New Year's Day": "2026-01-01",
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
        ("90日", "6月没有90号。"),
        ("0631", "6月没有31号。"),
        ("0000年端午", "0年离现在太远了。"),
    ],
)
def test_a_day_that_cannot_be_is_explained_and_never_moved(words, reason):
    with pytest.raises(NoSuchDay) as problem:
        read_day(words, FRIDAY, "past")
    assert tr(problem.value.reason) == reason


NO_DAYS = (
    "",
    "随便",
    "三河所",
    "123",
    "上周",
    "昨天和前天",
    "1.2.3.4",
    "6月",
    "٣日",
    "618",
    "2025",
    "10:30",
    "几天前",
    "节前",
)
LENGTHS = ("一个月", "三十天", "10个工作日", "半个月", "立即", "当场改正", "两周")


@pytest.mark.parametrize("words", LENGTHS)
def test_how_long_something_may_take_is_no_day_of_a_visit(words):
    assert read_day(words, FRIDAY, "past") is None


def test_working_days_are_counted_by_the_calendar_of_the_administrators():
    moved = WorkingDays({date(2025, 6, 23): False, date(2025, 6, 28): True})
    assert read_day("5个工作日", FRIDAY, "future") == date(2025, 6, 27)
    assert read_day("5个工作日", FRIDAY, "future", moved) == date(2025, 6, 28)


@pytest.mark.parametrize("words", NO_DAYS)
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
    st.text(alphabet="0123456789年月日号天周前后上下一二十五底.-/: 半个工作端午节点", max_size=10),
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
