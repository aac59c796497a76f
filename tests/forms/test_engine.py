"""How forms are walked through: forward, back, over the card, and after a long time."""

from datetime import date, timedelta

import pytest

from forms.engine import ask, progress, start, summary, take
from forms.inputs import Press, SearchResult, TypedText
from forms.state import State
from locales import tr


def clean_visit(talk):
    """As far as the card."""
    talk = talk("inspection").press("康民大药房（南宾店） · 经营 · 三级")
    talk.taps = 0
    return talk.press("日常检查").press("今天 6月20日").press("2人").press("全部符合").press("跳过")


def kinds(effects):
    return [type(effect).__name__ for effect in effects]


def test_a_clean_visit_takes_six_taps_after_the_entity(talk):
    visit = clean_visit(talk).press("提交")
    assert visit.taps == 6
    assert kinds(visit.effects) == ["Finish"]
    assert visit.effects[0].answers["outcome"] == "no_findings"


def test_submitting_twice_finishes_twice_with_the_same_instance_and_answers(talk):
    visit = clean_visit(talk).press("提交")
    first = (visit.state, visit.effects)
    again = take(visit.form, visit.state, Press("submit", revision=visit.state.revision), visit.now)
    assert again == first


def test_a_stale_press_writes_nothing_and_shows_where_we_are(talk):
    visit = talk("inspection").press("和谐口腔诊所")
    before = visit.state
    visit.give(Press("pick", "1", revision=1))
    assert kinds(visit.effects) == ["Outdated", "Ask"]
    assert visit.said.startswith("这一步已经填过了，现在是第 1 题：")
    assert visit.state == before


def test_a_button_that_this_screen_does_not_have_writes_nothing(talk):
    visit = talk("inspection")
    for press in (
        Press("submit"),
        Press("skip"),
        Press("back"),
        Press("keep"),
        Press("edit", "day"),
        Press("pick", "999"),
    ):
        assert kinds(visit.give(press).effects) == ["Outdated", "Ask"]
    assert visit.state.answers == {}


def test_cancelling_keeps_the_draft_as_it_was(talk):
    visit = talk("inspection").press("和谐口腔诊所")
    before = visit.state
    assert kinds(visit.press("取消").effects) == ["Cancelled"]
    assert visit.state == before


def test_another_entity_of_another_kind_drops_its_points_and_asks_the_new_ones(talk):
    visit = clean_visit(talk).press("修改").press("监管对象：康民大药房（南宾店）").press("和谐口腔诊所")
    assert visit.state.at == "checklist_user"
    assert "checklist_distributor" not in visit.state.answers
    visit.press("全部符合")
    assert "重点：诊所" in visit.said  # a default follows its source


def test_a_default_overridden_by_hand_stays(talk):
    visit = clean_visit(talk).press("修改").press("重点：第三类经营").press("冷链").press("完成")
    visit.press("修改").press("监管对象：康民大药房（南宾店）").press("和谐口腔诊所").press("全部符合")
    assert "重点：第三类经营、冷链" in visit.said


def test_the_outcome_follows_the_points_until_somebody_chooses_one(talk):
    visit = clean_visit(talk).press("修改").press("要点：检查要点 3 项全部符合").press("贮存运输：符合")
    assert "责令改正" in visit.press("不符合").press("跳过").said


def test_a_correction_starts_with_everything_and_asks_only_why(talk):
    correcting = talk("correct_inspection")
    assert correcting.state.at == "correction_reason"
    assert correcting.type("填错了").state.at == "review"
    assert correcting.press("提交").effects[0].answers["day"] == "2025-06-18"


def test_a_required_answer_that_was_prefilled_empty_is_asked(catalog, friday):
    form = catalog["inspection"].form
    given = {**catalog["correct_inspection"].answers, "people": None}
    state, _ = start(form, "i", friday, catalog["inspection"].offers, given)
    assert state.at == "people"
    state, _ = take(form, state, Press("count", "2"), friday)
    assert (state.at, state.answers["people"]["count"]) == ("review", 2)


def test_what_only_the_card_shows_is_asked_before_it_is_saved_where_nothing_stands_there(catalog, friday):
    form, offers = catalog["risk_item"].form, {"entity": catalog["risk_item"].offers["entity"]}
    given = {"description": "冷藏柜无温度记录", "entity": offers["entity"][0], "due": "2025-07-30", "photos": None}
    state, _ = start(form, "i", friday, offers, given)
    state, effects = take(form, state, Press("submit"), friday)
    assert (tr(effects[0].text), state.at) == ("“负责人”还没有填。", "officer")


def test_prefilled_answers_are_not_asked_but_can_be_changed(catalog, friday):
    form = catalog["risk_item"].form
    given = {
        "description": "冷藏柜无温度记录",
        "entity": {"value": "3", "label": "和谐口腔诊所", "kind": "user", "tags": []},
    }
    state, effects = start(form, "i", friday, catalog["risk_item"].offers, given)
    assert state.at == "due"
    assert tr(effects[0].text) == "整改期限到哪天？　1/3"
    state, _ = take(form, state, TypedText("月底", date(2025, 6, 20)), friday)
    state, _ = take(form, state, Press("skip"), friday)
    assert [tr(line) for line in summary(form, state)] == [
        "冷藏柜无温度记录",
        "和谐口腔诊所 · 整改期限 2025-06-30 · 负责人：李示例",
    ]
    state, _ = take(form, state, Press("change"), friday)
    state, effects = take(form, state, Press("edit", "description"), friday)
    assert tr(effects[0].text).startswith("原来填的：冷藏柜无温度记录")


def test_back_from_the_card_question_returns_to_the_card_with_the_old_answer(talk):
    visit = clean_visit(talk)
    before = visit.state.answers
    visit.press("修改").press("人数：李示例等 2人").press("上一步")
    assert (visit.state.at, visit.state.answers) == ("review", before)


def test_back_walks_over_the_asked_questions_and_keeps_every_answer(talk):
    visit = clean_visit(talk).press("修改").press("上一步")
    for at in ("photos_note", "checklist_distributor", "people", "day", "kind", "entity"):
        visit.give(Press("back"))
        assert visit.state.at == at
    assert visit.press("不改").state.at == "review"
    assert visit.press("提交").effects[0].answers["people"] == {"count": 2, "named": []}


def test_yesterday_is_counted_from_the_day_of_the_message(talk):
    visit = talk("inspection").press("和谐口腔诊所").press("日常检查")
    said = visit.now.date()
    visit.now += timedelta(days=1)
    assert visit.give(TypedText("昨天", said)).state.answers["day"] == "2025-06-19"


def test_what_was_said_before_midnight_is_not_in_the_future_after_it(talk):
    visit = talk("inspection").press("和谐口腔诊所").press("日常检查")
    visit.now += timedelta(hours=15)  # 0:00 on the 21st in Shanghai
    assert visit.give(TypedText("今天", date(2025, 6, 20))).state.answers["day"] == "2025-06-20"


def test_a_typed_button_counts_as_pressing_it(talk):
    visit = (
        talk("inspection").type("和谐口腔诊所").type("日常检查").type("昨天").type("２人").type("全部符合").type("跳过")
    )
    assert kinds(visit.type("提交").effects) == ["Finish"]


def test_a_search_that_comes_back_too_late_changes_nothing(talk):
    visit = talk("inspection").press("和谐口腔诊所")
    before = visit.state
    visit.give(SearchResult("entity", "康民", ()))
    assert (visit.state, kinds(visit.effects)) == (before, ["Ask"])


def test_a_search_is_the_edges_work(talk):
    visit = talk("inspection").type("康民")
    assert (visit.effects[0].question, visit.effects[0].query) == ("entity", "康民")


def test_a_form_of_another_version_is_not_played_on(talk, catalog, friday):
    visit = talk("inspection")
    with pytest.raises(ValueError, match="cannot go on"):
        take(catalog["void"].form, visit.state, Press("submit"), friday)


def test_progress_counts_the_card_and_not_the_entity(talk):
    visit = talk("inspection")
    assert progress(visit.form, visit.state) == (1, 5)
    assert progress(visit.form, visit.press("和谐口腔诊所").state) == (1, 6)
    assert progress(visit.form, clean_visit(talk).state) == (6, 6)


def test_a_state_survives_its_json_whole(talk):
    state = clean_visit(talk).press("修改").state
    assert State.from_json(state.to_json()) == state


def test_the_same_screen_can_be_asked_again(talk):
    visit = talk("inspection").press("和谐口腔诊所")
    assert ask(visit.form, visit.state, visit.now) == visit.effects[-1]
