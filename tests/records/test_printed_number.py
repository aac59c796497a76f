"""A printed number is read however carelessly it is typed; a line that says more, or anything else, is none."""

import pytest

from records.printed_number import numbers_whole, readings

DATED, LATEST = ("inspection", 2025, 145), ("inspection", None, 145)
TYPED = {
    "检查-2025-0145": [DATED],
    "检查-2025-145": [DATED],
    "检查－２０２５－０１４５": [DATED],
    "检查—2025—0145": [DATED],
    " 检查 - 2025 - 0145 ": [DATED],
    "检查 2025 0145": [DATED],
    "检查2025年145号": [DATED],
    "检查20250145": [DATED, ("inspection", None, 20250145)],
    "检查20251": [("inspection", None, 20251), ("inspection", 2025, 1)],
    "检查-2025-10000": [("inspection", 2025, 10000)],
    "检查 145": [LATEST],
    "检查145": [LATEST],
    "检查-0145": [LATEST],
    "检查#145": [LATEST],
    "检查第145号": [LATEST],
    "检查 １４５": [LATEST],
    "Visit 145": [LATEST],
    "隐患21": [("risk_item", None, 21)],
    "隐患 21": [("risk_item", None, 21)],
    "risk item 21": [("risk_item", None, 21)],
}
OTHERWISE = (
    "", "检查", "145", "检查-", "检查 145 家", "检查2人", "检查 6月20日", "检查-2025-0145-1", "没有隐患21", "隐患二",
    "检查 2025-06-01", "检查" + "9" * 40,
)  # fmt: skip


@pytest.mark.parametrize("typed", TYPED)
def test_a_number_is_read_as_it_is_typed(typed):
    assert [(one.noun.key, one.year, one.counter) for one in readings(typed)] == TYPED[typed]


@pytest.mark.parametrize("typed", OTHERWISE)
def test_anything_else_is_no_number(typed):
    assert readings(typed) == ()


def test_among_other_words_a_number_is_one_piece():
    assert numbers_whole(["李示例", "检查", "2025", "0145", "6月20日"]) == ["李示例", "检查 2025 0145", "6月20日"]
    assert numbers_whole(["检查", "145", "隐患", "21"]) == ["检查 145", "隐患 21"]
    assert numbers_whole([]) == []
