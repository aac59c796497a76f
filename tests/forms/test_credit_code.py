"""Credit codes as people type them; the check digit against one written another way (GB 32100)."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from forms.kinds.credit_code import CreditCode, check_digit, impossible_characters, meant, normal, problem, warning
from locales import tr

REAL = "91540102MADX01T16L"
WEIGHTS = (1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28)  # as the standard prints them
VALUES = {sign: value for value, sign in enumerate("0123456789ABCDEFGHJKLMNPQRTUWXY")}


def by_the_table(first: str) -> str:
    left = 31 - sum(VALUES[sign] * weight for sign, weight in zip(first, WEIGHTS, strict=True)) % 31
    return next(sign for sign, value in VALUES.items() if value == left % 31)


def codes():
    sign, digit = st.sampled_from(sorted(VALUES)), st.sampled_from("0123456789")
    parts = (st.lists(one, min_size=n, max_size=n).map("".join) for one, n in ((sign, 2), (digit, 6), (sign, 9)))
    return st.tuples(*parts).map("".join).map(lambda first: first + by_the_table(first))


@given(codes())
def test_every_valid_code_is_taken_without_a_word(code):
    assert problem(code) is None
    assert warning(code) is None
    assert normal(f" {code[:8].lower()}-{code[8:]} ") == code


@given(codes(), st.integers(0, 17), st.sampled_from("IOSVZ"))
def test_a_letter_that_no_code_has_is_named_with_its_place(code, place, letter):
    typed = code[:place] + letter + code[place + 1 :]
    assert [(one.place, one.character) for one in impossible_characters(typed)] == [(place + 1, letter)]
    assert problem(typed) is not None


def test_a_real_code_passes():
    assert problem(REAL) is None
    assert check_digit(REAL) == "L"


@pytest.mark.parametrize(
    "typed",
    ["91540102madx01t16l", "9154 0102 MADX 01T1 6L", "91540102-MADX01T16-L", "９１５４０１０２ＭＡＤＸ０１Ｔ１６Ｌ"],
)
def test_spaces_hyphens_full_width_and_small_letters_do_not_matter(typed):
    assert normal(typed) == REAL


@pytest.mark.parametrize(
    ("typed", "probably"),
    [
        ("9154O102MADX01T16L", REAL),
        ("91540102MADX0IT16L", REAL),
        ("915401O2MADXOIT16L", REAL),
        ("9I540102MADX01T16L", REAL),
    ],
)
def test_what_was_probably_meant_is_offered(typed, probably):
    assert meant(typed) == probably


def test_where_that_cannot_be_said_nothing_is_offered():
    assert meant("91540102MADX0VT16L") == ""
    assert meant(REAL) == ""


def test_letters_among_the_digits_of_the_place_are_named(ask_only):
    said = ask_only(CreditCode()).type("91B40102MADX0VT16L").explained
    assert said == "信用代码里不会有：第 3 位“B”（可能是 8）、第 14 位“V”。"


def test_a_wrong_check_digit_is_pointed_out_and_taken(ask_only):
    said = ask_only(CreditCode()).type("91540102MADX01T16K").said
    assert "91540102MADX01T16K（⚠️ 校验位应为 L，请核对）" in said


def test_the_fifteen_digits_of_an_old_number_are_taken(ask_only):
    assert "500238600123456" in ask_only(CreditCode()).type("500238 600123456").said


@pytest.mark.parametrize("typed", ["9154010", REAL + "1", "50023860012345A", "没有"])
def test_a_wrong_length_is_named(ask_only, typed):
    said = ask_only(CreditCode()).type(typed).explained
    assert said == f"这个有 {len(typed)} 位。统一社会信用代码是 18 位，老注册号是 15 位数字，请核对。"


def test_the_button_takes_what_was_meant(ask_only):
    talk = ask_only(CreditCode()).type("9154O102MADX01T16L")
    assert "第 5 位“O”（可能是 0）" in talk.said
    assert REAL in talk.press(REAL).said


def test_the_hint_gives_an_example():
    assert REAL in tr(CreditCode().hint(None))
