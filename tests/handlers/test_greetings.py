"""你好, 谢谢, 帮助: nobody is told that they were not understood."""

import pytest


@pytest.mark.parametrize("words", ["你好", "您好！", "在吗？", "早上好", "Hello", "hi!"])
def test_a_greeting_shows_how_things_stand(stage, words):
    said = stage.do("李示例", words)
    assert said.startswith("李示例 · 南宾所 · 监管人员")
    assert "待办" in said
    assert stage.chats["李示例"].keyboard is not None


@pytest.mark.parametrize("words", ["谢谢", "收到", "好的。", "辛苦了~", "Thank you", "OK"])
def test_thanks_are_answered_with_what_waits(stage, words):
    assert stage.do("王样例", words).startswith("不客气。\n待办")


@pytest.mark.parametrize("words", ["帮助", "怎么用？", "你能做什么", "help"])
def test_who_is_lost_is_shown_what_can_be_written(stage, words):
    assert "/inspect" in stage.do("李示例", words)
    assert "/inspect" not in stage.do("王样例", words)


def test_in_a_form_it_leaves_the_question_where_it_was(stage):
    stage.do("李示例", "记检查", "[和谐口腔诊所 · 使用单位 · 三级]")
    assert "检查类型？" in stage.do("李示例", "谢谢")


def test_a_stranger_is_still_told_how_to_join(stage):
    assert "邀请" in stage.do("陌生人", "你好")
