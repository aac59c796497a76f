"""Numbers as people type them."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from forms.kinds.number import Number
from forms.kinds.numerals import AmbiguousNumber, read_number

NUMBERS = {
    "12": 12, "１２": 12, " 12 ": 12, "1,200": 1200, "1，200": 1200, "1.2万": 12000, "壹万": 10000, "两人": 2,
    "三家": 3, "0": 0, "-3": -3, "十": 10, "十二": 12, "二十": 20, "一百零五": 105, "一百五": 150, "三万五": 35000,
    "一万二千三百": 12300, "1亿": 10**8, "3千": 3000, "2人次": 2, "贰拾": 20, "三千万": 3 * 10**7,
}  # fmt: skip


@pytest.mark.parametrize("words", NUMBERS)
def test_a_number_is_understood_exactly(words):
    assert read_number(words) == NUMBERS[words]


@pytest.mark.parametrize("words", ["半", "十几", "几家", "两三人", "十来个", "约3家", "30多", "三五"])
def test_a_vague_quantity_is_not_a_number(words):
    assert read_number(words) is AmbiguousNumber.VAGUE


@pytest.mark.parametrize("words", ["", "人", "三河所", "二尖瓣", "12,00", "1.2.3", "万", "5万元", "😀", "٣", "9" * 40])
def test_words_that_are_no_number_are_not_guessed(words):
    assert read_number(words) is None


def test_a_unit_is_only_taken_off_where_the_question_counts_in_it():
    assert read_number("1.2万元", ("万元",)) == Decimal("1.2")
    assert read_number("12000元", ("元",)) == 12000
    assert read_number("12000元", ("万元",)) is None


@given(st.decimals(0, 10**9, places=2))
def test_every_decimal_survives(number):
    assert read_number(f"{number:,}") == number


@given(st.text(alphabet="0123456789一二三十百千万亿零两.,-半几人家元", max_size=12))
def test_any_text_is_a_number_or_not(words):
    assert isinstance(read_number(words), Decimal | AmbiguousNumber | None)


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        ("十几", "“十几”不够准确，请写准确的数字。"),
        ("半", "“半”不够准确，请写准确的数字。"),
        ("许多", "“许多”不够准确，请写准确的数字。"),
        ("没数", "“没数”不够准确，请写准确的数字。"),
        ("全部", "“全部”不是数字。请写数字，例如 3。"),
        ("101", "数字要在 0 到 100 之间，您写的是 101。"),
        ("1.5", "请写整数。"),
    ],
)
def test_what_is_wrong_with_a_number_is_said(ask_only, words, sentence):
    assert ask_only(Number(most=100)).type(words).explained == sentence


def test_a_number_is_stored_as_the_text_of_a_decimal(ask_only):
    assert ask_only(Number(("万元",), places=2)).type("1.20万元").state.answers == {"it": "1.2"}
    assert "1,200" in ask_only(Number()).type("1,200").said
