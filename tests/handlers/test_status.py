"""停业、注销、恢复 in chat: since when, on the card and in the timeline; a change told late finds its place."""

import pytest

SHOP = "众安大药房（南宾店）"


@pytest.fixture
def status(stage):
    """陈示例 changes the status of one enterprise; returns what the bot said last."""

    def changed(status, day, reason="门店装修"):
        stage.do("陈示例", "/find " + SHOP, f"[{SHOP}…]", "[修改]", "[状态]", status, day, reason)
        return stage.do("陈示例", "[提交]")

    return changed


def test_the_card_says_since_when_and_the_timeline_from_when_to_when(stage, status):
    said = status("停业", "3月1日")
    assert f"✅ {SHOP}：停业（自2025-03-01）" in said
    assert "⛔ 停业（自2025-03-01）" in said
    assert "2025-03-01 停业 · 门店装修" in stage.do("陈示例", "[历史]")
    assert "· 停业" in stage.do("陈示例", "/find " + SHOP)
    assert "⛔" not in status("在营", "6月1日", "重新开业")
    assert "停业" not in stage.do("陈示例", "/find " + SHOP, f"[{SHOP}…]")
    assert "2025-03-01 停业至 2025-05-31 · 门店装修" in stage.do("陈示例", "[历史]")


def test_what_it_was_that_day_already_is_asked_back(stage, status):
    status("停业", "3月1日")
    status("在营", "6月1日", "重新开业")
    said = status("停业", "4月1日")
    assert f"{SHOP} 2025-04-01 时已经是停业，请改日期。" in said
    assert "核对一下" in said


def test_a_day_to_come_is_asked_back(stage):
    stage.do("陈示例", "/find " + SHOP, f"[{SHOP}…]", "[修改]", "[状态]", "停业")
    assert "6月21日还没到" in stage.do("陈示例", "明天")
