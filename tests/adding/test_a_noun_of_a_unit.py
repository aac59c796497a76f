"""A noun that is about no entity: it is its unit's, in chat and in the workbook, with numbers and several choices."""

from io import BytesIO

import pytest
from openpyxl import load_workbook

from tests.adding.workbooks import sent, workbook
from workbooks.register.register_choices import choices_of
from workbooks.register.register_template import template

NOUN = """
    from forms.kinds.choices import Choices
    from forms.kinds.date import Day
    from forms.kinds.number import Number
    from forms.kinds.text import FreeText
    from forms.model import Form
    from forms.question import Option, Question
    from locales import N_
    from records.noun import ChatEntry, Noun, TimelineLine

    ABOUT = (Option("rules", "法规"), Option("storage", "贮存"), Option("recall", "召回"))
    FORM = Form(
        key="training_day",
        version=1,
        title="开班",
        questions=(
            Question("subject", FreeText(least=2, most=200), "什么培训？", label="培训内容"),
            Question("day", Day("past"), "哪一天？", label="培训日期"),
            Question("people", Number(least=1), "多少人？", label="参训人数"),
            Question("about", Choices(), "讲了什么？", label="讲的内容", options=ABOUT),
        ),
        card=(("subject", "day"), ("people", "about")),
    )
    NOUN = Noun(
        "training_day",
        "开班",
        N_("training day"),
        70,
        timeline=(TimelineLine(day="day", said=lambda _: "开班", words="subject"),),
        uncounted={"voided_at": ...},
        entry=ChatEntry(FORM, "training", N_("/training"), may="inspect"),
    )
"""
NUMBER = "开班-2025-0001"


@pytest.fixture
def added(add_noun):
    add_noun("training_day", NOUN)


def test_it_is_recorded_for_the_unit_of_whoever_enters_it(added, stage):
    stage.do("李示例", "/training", "经营企业负责人培训", "昨天", "35", "[法规]", "[召回]", "[完成]")
    card = stage.do("李示例", "提交")
    for words in (NUMBER, "经营企业负责人培训", "35", "法规、召回", "南宾所"):
        assert words in card


def test_its_sheet_asks_for_the_unit_and_offers_what_the_form_offers(added):
    book = load_workbook(BytesIO(template(choices_of(()))))
    heads = [cell.value for cell in book["开班"][2]]
    assert heads == ["单位", "培训内容", "培训日期", "参训人数", "讲的内容", "外部编号"]
    assert any("法规、贮存、召回" in str(cell.value) for row in book["说明"].iter_rows() for cell in row)


def a_workbook(**changes):
    row = {
        "单位": "南宾所",
        "培训内容": "使用单位培训",
        "培训日期": "2025-05-08",
        "参训人数": 20,
        "讲的内容": "法规、贮存",
    }
    row |= changes
    return workbook("开班", row)


def test_a_row_is_known_again_by_its_unit_day_and_subject(added, stage):
    assert "新增 1" in sent(stage, a_workbook())
    card = stage.do("陈示例", "[导入 1 行]", NUMBER)
    for words in ("使用单位培训", "20", "法规、贮存", "南宾所"):
        assert words in card
    assert "没有变化 1" in sent(stage, a_workbook())
    assert "20 → 25" in sent(stage, a_workbook(参训人数=25))
    assert "新增 1" in sent(stage, a_workbook(培训日期="2025-05-09"))


def test_the_same_training_at_two_units_is_two(added, stage):
    sent(stage, a_workbook())
    stage.do("陈示例", "[导入 1 行]")
    assert "新增 1" in sent(stage, a_workbook(单位="西沱所"))


def test_a_row_without_its_unit_or_with_a_word_that_is_not_offered_is_told(added, stage):
    for row, reason in ((a_workbook(单位=None), "“单位”"), (a_workbook(讲的内容="安全"), "“安全”")):
        assert sent(stage, row).startswith("文件")
        back = load_workbook(BytesIO(stage.phones["陈示例"].last.file))["开班"]
        assert reason in "".join(str(cell.value) for row in back.iter_rows() for cell in row)
