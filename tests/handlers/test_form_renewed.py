"""表样已更新: whatever comes to a draft of an earlier version, nothing is parked and nothing entered is lost."""

from dataclasses import replace

import pytest
from sqlmodel import col, select, update

from forms.kinds.number import Number
from forms.question import Question
from forms.state import State
from handlers.chatform import filling
from handlers.turn.routes import load_conversations
from storage.tables import Draft, Inbox, Inspection, Job

load_conversations()
OFFICER = "李示例"
CHOSEN = ("记检查", "[康民大药房（南宾店） · 经营企业 · 三级]", "日常检查", "今天")
TO_THE_CARD = (*CHOSEN, "2人", "全部符合", "跳过")
CHOICES = "[接着填] [重来] [放弃]"


@pytest.fixture
def renew(monkeypatch):
    """The forms of today, from now on one version older than those of tomorrow."""

    def raised(key="inspection", change=lambda form: form):
        was = filling.conversations[key]

        def made(*known):
            form = was.form(*known)
            return change(replace(form, version=form.version + 1))

        monkeypatch.setitem(filling.conversations, key, replace(was, form=made))

    return raised


def with_partners(form):
    """A question more, before the number of people."""
    partners = Question("partners", Number(), "共同参加的有几家单位？", label="共同参加单位")
    at = [question.key for question in form.questions].index("people")
    return replace(form, questions=(*form.questions[:at], partners, *form.questions[at:]))


def states(stage):
    return stage.look(lambda session: [State.from_json(row.state) for row in session.exec(select(Draft))])


def parked(stage):
    return stage.look(lambda session: list(session.exec(select(Inbox.error).where(col(Inbox.state) == "parked"))))


def test_an_answer_is_taken_along_and_what_was_entered_is_shown(stage, renew):
    stage.do(OFFICER, *CHOSEN)
    version = states(stage)[0].version
    renew()
    said = stage.do(OFFICER, "2人")
    assert "这份检查是6月20日填的，表样已更新。您填过的都在：" in said
    assert "康民大药房（南宾店） · 日常检查 · 2025-06-20 · 李示例等 2人" in said
    assert CHOICES in said
    assert "检查要点" in stage.do(OFFICER, "[接着填]")
    assert states(stage)[0].version == version + 1


def test_what_is_new_is_named_and_asked(stage, renew):
    stage.do(OFFICER, *TO_THE_CARD)
    renew(change=with_partners)
    said = stage.do(OFFICER, "[提交]")
    assert "新增，还要填：共同参加单位" in said
    assert "共同参加的有几家单位？" in stage.do(OFFICER, "[接着填]")
    assert "已保存" in stage.do(OFFICER, "3", "[提交]")


def test_what_does_not_fit_any_more_is_named(stage, renew):
    stage.do(OFFICER, *TO_THE_CARD)
    answers = {"kind": "night", "colour": "red"}
    stage.look(lambda session: session.execute(update(Draft).values(state=with_answers(session, answers))))
    renew()
    said = stage.do(OFFICER, "[提交]")
    assert "要重新填：检查类型" in said
    assert "不再需要、已去掉：1 项" in said
    assert "检查类型？" in stage.do(OFFICER, "[接着填]")


def with_answers(session, answers):
    state = State.from_json(session.exec(select(Draft.state)).one())
    return replace(state, answers={**state.answers, **answers}).to_json()


def test_work_that_was_asked_for_in_other_words_is_given_up_with_a_sentence(stage):
    stage.send("王样例", "二季度汇总")

    async def asked_and_updated(app):
        await stage.take_in(app)
        await stage.take_turns(app)
        await app.db.write(lambda session: session.execute(update(Job).values(asked={"quarter": 2})))
        await stage._settled(app)

    stage._with_a_new_app(asked_and_updated)
    assert stage.said("王样例") == "更新之前您要的文件没有做成，请再要一次。"
    assert stage.look(lambda session: session.exec(select(Job.state)).all()) == ["failed"]


def test_the_last_button_of_before_counts_and_an_older_one_does_not(stage, renew):
    stage.do(OFFICER, *CHOSEN)
    renew()
    stage.do(OFFICER, "[2人]")
    assert states(stage)[0].answers["people"] == {"count": 2, "named": []}
    assert "这一步已经填过了" in stage.do(OFFICER, "[3人]")


def test_nothing_is_submitted_before_the_change_was_seen(stage, renew):
    stage.do(OFFICER, *TO_THE_CARD)
    renew()
    before = stage.look(lambda session: len(session.exec(select(Inspection.id)).all()))
    assert CHOICES in stage.do(OFFICER, "[提交]")
    assert stage.look(lambda session: len(session.exec(select(Inspection.id)).all())) == before
    assert "已保存" in stage.do(OFFICER, "[接着填]", "[提交]")


@pytest.mark.parametrize("line", ["/cancel", "[取消]", "取消"])
def test_it_can_be_cancelled(stage, renew, line):
    stage.do(OFFICER, *CHOSEN)
    renew(change=with_partners)
    assert "已取消，填过的内容留作草稿" in stage.do(OFFICER, line)
    assert not parked(stage)
    assert CHOICES in stage.do(OFFICER, "[续填]")


def test_a_question_for_figures_is_a_side_trip(stage, renew):
    stage.do(OFFICER, *CHOSEN)
    renew()
    said = stage.do(OFFICER, "二季度汇总")
    assert "2025年二季度" in said
    assert CHOICES in said
    assert states(stage)[0].answers["kind"] == "daily"


def test_at_a_question_that_takes_words_a_question_for_figures_is_no_answer(stage, renew):
    stage.do(OFFICER, *CHOSEN, "2人", "全部符合")
    renew()
    said = stage.do(OFFICER, "二季度汇总")
    assert "2025年二季度" in said
    assert CHOICES in said
    assert "photos_note" not in states(stage)[0].partial


def test_starting_over_begins_empty(stage, renew):
    stage.do(OFFICER, *CHOSEN)
    renew()
    assert "查的是哪一家" in stage.do(OFFICER, "2人", "[重来]")
    assert states(stage)[0].answers == {}


def test_photos_of_an_album_are_all_kept(stage, renew):
    stage.do(OFFICER, *CHOSEN, "2人", "全部符合")
    renew()
    stage.send_photos(OFFICER, 3)
    stage.settle()
    assert len(states(stage)[0].partial["photos_note"]["photos"]) == 3
    assert [CHOICES in str(said) for said in stage.phones[OFFICER].messages[-2:]] == [True, False]
    assert "3 张照片" in stage.do(OFFICER, "[接着填]")


def test_nothing_is_told_where_nothing_was_entered(stage, renew):
    stage.do(OFFICER, "记检查")
    renew()
    assert "找到" in stage.do(OFFICER, "康民")


@pytest.mark.parametrize("line", ["/resume", "记检查"])
def test_whoever_comes_back_is_told_what_has_changed(stage, renew, line):
    stage.do(OFFICER, *TO_THE_CARD, "/cancel")
    renew(change=with_partners)
    said = stage.do(OFFICER, line)
    assert "新增，还要填：共同参加单位" in said
    assert CHOICES in said
    assert "共同参加的有几家单位？" in stage.do(OFFICER, "[接着填]")


@pytest.mark.parametrize("line", ["2人", "[2人]", "/cancel", "取消", "/resume", "[取消]"])
@pytest.mark.parametrize("what", ["no such form", "no such subject", "no such state"])
def test_a_draft_that_nobody_can_go_on_with_is_given_up_with_one_sentence(stage, what, line):
    stage.do(OFFICER, *CHOSEN)
    broken = {"no such form": {"form": "gone"}, "no such subject": {"form": "extend"}, "no such state": {"state": "{}"}}
    stage.look(lambda session: session.execute(update(Draft).values(**broken[what])))
    assert "更新之后已经没有了，请重新开始" in stage.do(OFFICER, line)
    assert not states(stage)
    assert not parked(stage)
    assert "查的是哪一家" in stage.do(OFFICER, "记检查")


def test_the_words_that_were_typed_are_shown_once_more(stage):
    stage.do(OFFICER, "报隐患", "冷藏柜没有温度记录")
    stage.look(lambda session: session.execute(update(Draft).values(form="gone")))
    assert "您填过的：冷藏柜没有温度记录" in stage.do(OFFICER, "康民")


def test_every_form_that_was_begun_goes_on(stage, renew):
    """Administrators' forms belong to no plan; what they are about is kept."""
    stage.do("陈示例", "/units", "[南宾所]", "[改名]")
    renew("unit_rename")
    assert "南宾所" in stage.do("陈示例", "南宾市场监管所")
