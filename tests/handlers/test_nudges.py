"""What the tick says, by the clock alone: once, in working hours, only of what is not done."""

from datetime import datetime

import pytest

OFFICER = "李示例"  # answers for 隐患-2025-0017, due on Monday, 2025-06-23
ITEM = "隐患-2025-0017"


def heard(stage, moment: str) -> dict[str, str]:
    """Who was told what at that moment."""
    before = {name: len(phone.messages) for name, phone in stage.phones.items()}
    stage.tick_at(datetime.fromisoformat(moment))
    new = {name: phone.messages[before[name] :] for name, phone in stage.phones.items()}
    assert all(len(messages) <= 1 for messages in new.values()), "nobody gets two messages at once"
    return {name: messages[0].text for name, messages in new.items() if messages}


def test_a_second_tick_says_nothing(stage):
    assert heard(stage, "2025-06-20 09:00")
    assert heard(stage, "2025-06-20 09:00") == {}
    assert heard(stage, "2025-06-20 09:01") == {}


@pytest.mark.parametrize("moment", ["2025-06-21 09:00", "2025-06-22 11:00", "2025-06-23 08:59", "2025-06-23 17:31"])
def test_nothing_is_said_on_a_day_off_or_out_of_hours(stage, moment):
    heard(stage, "2025-06-20 09:00")
    assert heard(stage, moment) == {}


def test_after_an_outage_it_is_said_late_once_with_the_true_days_left(stage):
    heard(stage, "2025-06-20 09:00")
    late = heard(stage, "2025-06-25 14:00")
    assert "6月30日（还有 3 个工作日）" in late[OFFICER]
    assert "6月23日（已超期 2 个工作日）" in late[OFFICER]
    assert heard(stage, "2025-06-25 14:01") == {}


def test_what_is_done_is_nudged_no_more(stage):
    assert ITEM in heard(stage, "2025-06-20 09:00")[OFFICER]
    stage.do(OFFICER, "[① 去办]", "[已整改]", "跳过", "已补签名", "提交")
    later = heard(stage, "2025-06-23 09:00")
    assert ITEM not in later.get(OFFICER, "")
    assert f"待复核：{ITEM}" in later["刘样例"]  # a second person, who has to look at it now


def test_a_filled_plan_is_nudged_no_more(stage):
    """高样例's station owes one visit to a user institution."""
    assert "使用 1 家" in heard(stage, "2025-06-20 09:00")["高样例"]
    stage.do("高样例", "[① 看名单]")
    left = [button for row in stage.phones["高样例"].last.buttons for button in row]
    stage.do("高样例", f"[{left[0]}]", "日常检查", "今天", "2人", "全部符合", "跳过", "提交")
    told = heard(stage, "2025-06-23 09:00")
    assert "高样例" not in told
    assert "朱示例" not in told  # the colleague of the same station


def test_the_leader_hears_of_what_is_long_overdue_once(stage):
    first = heard(stage, "2025-06-20 09:00")["王样例"]
    assert "已超期 7 个工作日" in first
    assert "王样例" not in heard(stage, "2025-06-23 09:00")
    assert "王样例" not in heard(stage, "2025-06-24 09:00")
    assert ITEM in heard(stage, "2025-06-26 09:00")["王样例"]  # three working days after the 23rd
