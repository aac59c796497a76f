"""Days, numbers and money as each language writes them, through `tr` as on a screen."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from locales import N_, tr
from locales.formats import FullDay, Money, Month

SHOWN = [
    (date(2025, 6, 20), "6月20日", "Jun 20"),
    (date(2025, 11, 5), "11月5日", "Nov 5"),
    (FullDay(date(2025, 6, 20)), "2025年6月20日", "Jun 20, 2025"),
    (Month(2025, 6), "2025年6月", "Jun 2025"),
    (datetime(2025, 6, 20, 9, 5, tzinfo=UTC), "6月20日 09:05", "Jun 20 09:05"),
    (Money(0), "0.00元", "CN¥0.00"),
    (Money(50_000), "500.00元", "CN¥500.00"),
    (Money(123_000_000), "123.00万元", "CN¥1,230,000.00"),
    (Money(1_000_000), "1.00万元", "CN¥10,000.00"),
    (Decimal("1234.5"), "1,234.5", "1,234.5"),
    (0.5, "0.5", "0.5"),
    (2025, "2025", "2025"),
    (123_456, "123,456", "123,456"),
    (["南宾所", N_("Yesterday")], "南宾所、昨天", "南宾所, Yesterday"),
]


@pytest.mark.parametrize(("value", "chinese", "english"), SHOWN, ids=lambda value: str(value)[:30])
def test_a_value_reads_as_the_language_writes_it(value, chinese, english):
    text = N_("{day}", day=value)
    assert (tr(text, "zh_Hans_CN"), tr(text, "en")) == (chinese, english)


@pytest.mark.parametrize(
    ("count", "english", "chinese"),
    [
        (1, "1 working day left", "还有 1 个工作日"),
        (2, "2 working days left", "还有 2 个工作日"),
        (0, "0 working days left", "还有 0 个工作日"),
    ],
)
def test_one_and_many_are_told_apart_where_the_language_does(count, english, chinese):
    text = N_("{count} working days left", count=count)
    assert (tr(text, "en"), tr(text)) == (english, chinese)


def test_a_language_without_a_catalogue_reads_the_text_in_the_code():
    assert tr(N_("{count} working days left", count=3), "fr") == "3 working days left"
