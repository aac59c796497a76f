"""What a plan says that no code acts on yet is named in the words of its workbook; what changes nothing is not."""

import pytest

from campaigns.load import load_pack, pack_keys
from campaigns.not_acted_on import not_yet
from campaigns.schema.close_out import CloseOut
from campaigns.schema.counting import Counting
from locales import tr
from workbooks.plan.not_acted_on_words import not_acted_on

SHIZHU = load_pack("shizhu-2025")
JILIN = load_pack("jilin-2021")


def said(pack, **changes) -> list[str]:
    return [tr(line) for line in not_acted_on(pack.model_copy(update=changes))]


def closing(**changes) -> CloseOut:
    return SHIZHU.close_out.model_copy(update=changes)


@pytest.mark.parametrize("key", pack_keys())
def test_every_plan_is_told_of_in_a_few_lines(key):
    lines = said(load_pack(key))
    assert lines[0] == "目前还不起作用（留在方案里不影响）："
    assert 3 <= len(lines) <= 10
    assert all(len(line) < 120 for line in lines)


def test_what_happens_instead_stands_beside_the_setting():
    assert "· 销号规则·销号方式 逐户（close_out.per）：每条隐患单独销号，不等同一家企业的其他隐患" in said(JILIN)
    counting = Counting(joint_visits="every_unit", warn_repeat_days=30)
    assert [line for line in said(SHIZHU, counting=counting) if "counting" in line] == [
        "· 计数口径·联合检查算给 各参加单位（counting.joint_visits）：联合检查算给牵头单位",
        "· 计数口径·重复检查提示天数 30（counting.warn_repeat_days）：近期查过的企业不另外提示",
    ]


def test_what_the_program_does_anyway_and_what_was_left_as_it_is_are_not_named():
    asked_for = closing(per="item", due_required=True)
    assert not [line for line in said(SHIZHU, close_out=asked_for) if "close_out" in line]
    assert not [line for line in said(SHIZHU, counting=Counting()) if "counting" in line]


def test_a_number_of_days_and_a_material_are_named_with_how_they_are_met():
    close_out = closing(default_due_days=15, evidence=JILIN.transfers)
    assert [line for line in said(SHIZHU, close_out=close_out) if "close_out" in line] == [
        "· 销号规则·默认整改天数 15（close_out.default_due_days）：整改期限由填报人选定，不自动填",
        "· 销号材料 1 项（close_out.evidence）：销号时不核对材料是否齐全",
    ]


def test_a_plan_that_is_acted_on_whole_is_told_nothing():
    nothing = {setting.path[0]: () for setting in not_yet(SHIZHU)} | {"deadlines": ()}
    assert said(SHIZHU, **nothing) == []
