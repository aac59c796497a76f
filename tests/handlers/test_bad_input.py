"""At every step of the inspection form: what makes no sense is explained, asked again, and changes nothing."""

import json
import re
from datetime import timedelta

import pytest

from storage.queries.messages import drafts
from tests.handlers.playing import give

OFFICER = "李示例"
STEPS = {
    "which entity": ["记检查"],
    "kind": ["[康民大药房（南宾店） · 经营企业 · 三级]"],
    "day": ["日常检查"],
    "people": ["今天"],
    "checklist": ["2人"],
    "one point": ["逐项检查"],
    "what is wrong": ["不符合"],
    "photos or a note": ["跳过", *["符合"] * 6],
    "card": ["跳过"],
    "what to change": ["修改"],
}
NONSENSE = ("(空白)", "(5000字)", "😀", "(贴纸)", "(语音)", "(视频)", "(位置)", "(文件 说明.pdf)", "(改) 前天")
MEANT = {("which entity", "(位置)")}
"""What is no nonsense at a step: where one stands says which entities are near."""
TAKES_PHOTOS = ("what is wrong", "photos or a note")
REPEATED = re.compile(r"^\d+月\d+日（周.）\n")
NO_DAY = ("明天", "32号", "2月30日", "随便哪天", "2019年13月1日")


@pytest.fixture
def form(stage):
    """Walks to a step; `form.state()` is what is kept of it."""

    class Form:
        def walk_to(self, step: str) -> None:
            for name, lines in STEPS.items():
                stage.do(OFFICER, *lines)
                if name == step:
                    return

        def state(self) -> dict:
            with stage.looking() as session:
                (row,) = drafts.drafts_of(session, 1)
                return json.loads(row.state)

        def screen(self) -> str:
            """The question, without the day that was repeated before it."""
            return REPEATED.sub("", stage.said(OFFICER))

        def gets(self, thing: str) -> str:
            before = len(stage.chats[OFFICER].story)
            give(stage, OFFICER, thing)
            stage.settle()
            return "\n".join(line for line in stage.chats[OFFICER].story[before:] if not line.startswith("▸"))

    return Form()


def test_nonsense_is_explained_and_asked_again_at_every_step(stage, form):
    for step, lines in STEPS.items():
        stage.do(OFFICER, *lines)
        state, screen = form.state(), form.screen()
        for thing in NONSENSE if step in TAKES_PHOTOS else (*NONSENSE, "📷", "📷×2", "(图片文件 现场.png)"):
            if (step, thing) in MEANT:
                continue
            said = form.gets(thing)
            assert said.endswith(screen), f"{step}, {thing}: the question did not come again:\n{said}"
            assert said.removesuffix(screen).strip(), f"{step}, {thing}: nothing was explained"
            assert form.state() == state, f"{step}, {thing}: the draft has changed"


def test_a_day_that_cannot_be_is_asked_back(stage, form):
    form.walk_to("day")
    state, screen = form.state(), form.screen()
    for day in NO_DAY:
        assert form.gets(day).endswith("\n" + screen)
        assert form.state() == state


def test_yesterday_is_counted_from_the_day_of_the_message(stage, form):
    """The bot was down over midnight; the officer wrote on the 20th."""
    form.walk_to("day")
    stage.send(OFFICER, "昨天")
    stage.clock.move_to(stage.clock() + timedelta(hours=23))
    stage.settle()
    assert form.state()["answers"]["day"] == "2025-06-19"


def test_a_file_that_is_too_big_is_refused_with_its_size(stage, form):
    form.walk_to("photos or a note")
    huge = [{"file_id": "x", "file_unique_id": "x", "width": 9, "height": 9, "file_size": 23 * 1024 * 1024}]
    before = form.state()
    stage.give(OFFICER, {"photo": huge})
    stage.settle()
    assert "23 MB" in stage.said(OFFICER)
    assert form.state() == before


def test_an_edited_command_does_not_run_again(stage):
    stage.do(OFFICER, "/help")
    stage.phones[OFFICER].edit(1, "记检查")
    stage.settle()
    assert "不会改动记录" in stage.said(OFFICER)
    with stage.looking() as session:
        assert drafts.drafts_of(session, 1) == []
