"""The outcome of a visit: a checklist gives it, without one it is asked; it is never 未发现问题 unasked."""

import pytest

from forms.question_path import progress

SHOP = "康民大药房（南宾店） · 经营 · 三级"


@pytest.fixture
def visit(visiting_shops):
    return lambda entity: visiting_shops().press(entity).press("日常检查").press("今天 6月20日").press("2人")


def test_a_checklist_gives_the_outcome(visit):
    shop = visit(SHOP).press("全部符合").press("跳过")
    assert "未发现问题" in shop.said
    assert shop.press("提交").effects[-1].answers["outcome"] == "no_findings"


def test_without_a_checklist_the_outcome_is_asked(visit):
    clinic = visit("和谐口腔诊所").press("跳过")
    assert "检查结果是什么？" in clinic.said
    assert progress(clinic.form, clinic.state) == (5, 6)
    assert "责令改正" in clinic.press("责令改正").said
    assert clinic.press("提交").effects[-1].answers["outcome"] == "ordered"


def test_a_visit_moved_to_an_entity_without_a_checklist_is_asked_too(visit):
    shop = visit(SHOP).press("全部符合").press("跳过")
    moved = shop.press("修改").press("监管对象：康民大药房（南宾店）").press("和谐口腔诊所")
    assert "检查结果是什么？" in moved.said
    assert "约谈" in moved.press("约谈").said


def test_a_correction_keeps_the_outcome_that_was_said(visiting_shops):
    clinic = {"value": "3", "label": "和谐口腔诊所", "kind": "user", "tags": ["clinic"], "note": ""}
    visit = {"entity": clinic, "kind": "daily", "day": "2025-06-18", "people": {"count": 2, "named": []}}
    card = visiting_shops(**visit, photos_note=None, tags=[], outcome="no_findings").type("人数写错了")
    assert "未发现问题" in card.said
    assert card.press("提交").effects[-1].answers["outcome"] == "no_findings"
