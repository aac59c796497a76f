"""Cells as people write them, kind by kind: read, or named in a sentence that says what would be right."""

from datetime import date

import pytest

from locales import tr
from workbooks.cells.unreadable_cell import UnreadableCell
from workbooks.register.register_cells import CellError, cleaned, decoded, shown
from workbooks.register.register_column import RegisterColumn
from workbooks.register.register_columns import SHEETS
from workbooks.register.register_days import read_day
from workbooks.register.register_values import CellReader

LOST = "Excel 把号码变成了{}，后几位已经丢失。请把单元格设为“文本”，重新填写。"


def read(kind, cell, factor=1, words=None, **more):
    return CellReader(RegisterColumn("x", "列", kind, **more), words or {}, factor).read(cell)


def refusal(kind, cell, **more):
    with pytest.raises(UnreadableCell) as caught:
        read(kind, cell, **more)
    return tr(caught.value.what)


@pytest.mark.parametrize(
    "said",
    [date(2024, 3, 5), "2024.3.5", "2024-03-05", "2024/3/5", "2024年3月5日", "２０２４年３月５日", "20240305", 20240305,
     45356, 45356.0, "2024. 3. 5", "2024-03-05 10:30", "2024年3月5号", "二〇二四年三月五日", "2024.03.05 "],
)  # fmt: skip
def test_a_day_in_every_way_that_people_write_it(said):
    assert read_day(decoded(said) if isinstance(said, str) else said) == date(2024, 3, 5)


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        ("2024.3", "“2024.3”没有写明哪一天，请写成2024-03-05。"),
        (2024.1, "“2024.1”没有写明哪一天，请写成2024-03-05。"),
        ("2024年3月", "“2024年3月”没有写明哪一天，请写成2024-03-05。"),
        ("2024年13月5日", "没有13月。"),
        ("2023-02-29", "2月没有29号。"),
        ("1024-03-05", "1024年离现在太远了。"),
        ("3月5日", "“3月5日”不是日期，请写成2024-03-05。"),
        ("上周五", "“上周五”不是日期，请写成2024-03-05。"),
        (12, "“12”不是日期，请写成2024-03-05。"),
    ],
)
def test_a_day_that_is_none_is_never_guessed(said, sentence):
    with pytest.raises(UnreadableCell) as caught:
        read_day(said)
    assert tr(caught.value.what) == sentence


def test_a_licence_without_end_has_no_day():
    assert read_day("长期") is None


@pytest.mark.parametrize(
    ("cell", "factor", "fen"),
    [(1200, 1, 120_000), ("１，２００", 1, 120_000), ("1,200.50元", 1, 120_050), (1.2, 10_000, 1_200_000),
     ("1.2万元", 1, 1_200_000), ("1.2万元", 10_000, 1_200_000), ("1.2万", 1, 1_200_000), ("壹万元", 1, 1_000_000),
     ("12000元", 10_000, 1_200_000), ("¥500", 1, 50_000), (0.1 + 0.2, 1, 30), (0, 1, 0)],
)  # fmt: skip
def test_money_in_yuan_and_ten_thousand_yuan(cell, factor, fen):
    assert read("money", cell, factor) == fen


def test_money_that_cannot_be():
    assert refusal("money", -5) == "“-5”不能是负数。"
    assert refusal("money", 0.001) == "“0.001”不到一分钱的部分无法记录，以元为单位最多两位小数。"
    assert refusal("money", 10**12) == "“1000000000000”数额过大，请核对。"
    assert refusal("money", "很多") == "“很多”不是数字，请写成3。"
    assert refusal("money", "十几万") == "“十几万”不是数字，请写成3。"


def test_counts():
    assert [read("count", cell) for cell in (2, 2.0, "２", "3人", "三")] == [2, 2, 2, 3, 3]
    assert refusal("count", 1.5) == "“1.5”应是 0 或以上的整数。"
    assert refusal("count", "-1") == "“-1”应是 0 或以上的整数。"


def test_codes_are_tidied_and_what_excel_has_rounded_is_told():
    assert read("code", " 91500240 ma5u0dx41y ") == "91500240MA5U0DX41Y"
    assert read("code", 500240000012345) == "500240000012345"
    assert refusal("code", 915002400000012345) == LOST.format("9.15002400000012E+17")
    assert refusal("code", "9.15E+17") == LOST.format("9.15E+17")
    assert refusal("text", 123456789012345678) == LOST.format("1.23456789012346E+17")


def test_a_credit_code_that_cannot_be_says_which_character_it_is():
    assert read("credit_code", "91500240 ma5u0dx41y") == "91500240MA5U0DX41Y"
    assert read("credit_code", "500240000012345") == "500240000012345"
    assert refusal("credit_code", "91500240MAIU0DX41Y") == ("信用代码里不会有：第 11 位“I”（可能是 1）。")
    assert "18" in refusal("credit_code", "9150024")


def test_phones_are_numbers_or_texts():
    assert [read("phone", cell) for cell in (10000000001, 10000000001.0, "023-7333 1234")] == [
        "10000000001", "10000000001", "023-73331234",
    ]  # fmt: skip
    assert refusal("phone", "不详") == "“不详”不是电话号码。"


def test_degrees():
    assert read("degrees", "108.1124°") == 108.1124
    assert refusal("degrees", "石柱", example="108.1124") == "“石柱”不是以度为单位的经纬度，请写成108.1124。"
    assert refusal("degrees", 200, example="108.1124").startswith("“200”不是")


def test_choices_by_their_words_in_half_or_full_width(choices):
    kinds = choices["entity_kinds"]
    assert [read("choice", word, words=kinds) for word in ("经营企业", " 经营企业 ", "医疗器械生产企业")] == [
        "distributor", "distributor", "manufacturer",
    ]  # fmt: skip
    assert refusal("choice", "经营", words=kinds) == "没有“经营”这一项，您是不是想写“经营企业”？"
    assert refusal("choice", "网吧", words=kinds).startswith("没有“网吧”这一项，可以填：经营企业、使用单位")
    assert read("choice", "消防救援机构", words=choices["authorities"], open=True) == "消防救援机构"
    assert read("choice", "网吧") == "网吧"  # no plan says which kinds there are


def test_several_choices_and_words_that_mean_several(choices):
    assert read("choices", "批零兼营、网络销售", words=choices["ways"]) == ("wholesale", "retail", "online")
    assert read("choices", "Ⅱ类，III类", words=choices["device_classes"]) == ("2", "3")
    assert read("choices", "角膜接触镜；无菌植入", words=choices["tags"]) == ("contact_lens", "sterile_implant")


def test_names_with_a_blank_inside_are_one_name():
    assert read("names", "张三、李四，王 芳") == ("张三", "李四", "王芳")
    assert read("names", "欧阳修 司马光") == ("欧阳修", "司马光")


def test_yes_and_no():
    assert [read("yes_no", cell) for cell in ("是", "√", "有", 1, True, "Y")] == [True] * 6
    assert [read("yes_no", cell) for cell in ("否", "×", "无", 0, False, "/")] == [False] * 6
    assert refusal("yes_no", "待定") == "“待定”应填是或否。"


def test_faulty_formulas_are_named():
    assert refusal("text", CellError("#REF!")) == "单元格显示#REF!，公式出错了，请直接填写内容。"
    assert refusal("day", CellError()) == "公式还没有算出结果，请用 Excel 或 WPS 打开后保存，再发一次。"


def test_a_text_that_is_too_long_is_told():
    assert refusal("text", "长" * 2001) == "文字有2001个字，最多2000个字。"


def test_erase_is_said_in_words():
    assert read("day", "清空") is None
    assert read("choices", "清空") is None


def test_blanks_that_nobody_sees_are_taken_away():
    assert cleaned("\u3000康民\xa0大药房\u200b \r\n 二店_x000D_ ") == "康民 大药房\n二店"
    assert shown(3.0) == "3"


def test_every_example_of_the_template_reads_in_its_own_column(choices):
    for sheet in SHEETS.values():
        for column in sheet.columns:
            if column.example:
                CellReader(column, choices.get(column.choices, {})).read(decoded(column.example))
