"""A draft of an earlier version goes on in the form of today, with the answers that fit."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as any_

from forms.engine import ask, start, take
from forms.inputs import Press, TypedText
from forms.kinds.checklist import Checklist, Item
from forms.kinds.choice import Choice
from forms.kinds.choices import Choices
from forms.kinds.date import Day
from forms.kinds.number import Number
from forms.kinds.photos_note import PhotosNote
from forms.kinds.text import FreeText
from forms.model import Form
from forms.question import Option, Question
from forms.state import REVIEW, State
from forms.upgrade import as_pressed_now, upgraded

NOW = datetime(2025, 6, 20, 1, 0, tzinfo=UTC)
TODAY = date(2025, 6, 20)
KINDS = (Option("daily", "日常检查"), Option("special", "专项检查"))
POINTS = (Item("source", "购进渠道", "购进渠道合法"), Item("storage", "贮存", "贮存运输"))
FINE = {"mark": "ok", "note": "", "photos": []}


def form(*questions, version=2):
    return Form("visit", version, "检查", questions, card=tuple((q.key,) for q in questions))


def question(key, kind, **more):
    return Question(key, kind, key, label=key, **more)


KIND = question("kind", Choice(), options=KINDS)
DAY = question("day", Day("past"))
NOTE = question("note", FreeText(), optional=True)
PARTNERS = question("partners", Number())


def before(at, partial=None, **answers):
    return State("visit", 1, "i", at, "2025-06-17", answers, partial=partial or {}, revision=7)


def test_everything_fits_where_only_the_version_was_raised():
    found = upgraded(form(KIND, DAY, NOTE), before("note", kind="daily", day="2025-06-17"), TODAY)
    assert (found.state.version, found.state.at, found.state.revision) == (2, "note", 8)
    assert found.state.answers == {"kind": "daily", "day": "2025-06-17"}
    assert (found.added, found.again, found.dropped) == ((), (), 0)


def test_a_new_question_before_the_place_where_the_person_was_is_asked_and_named():
    found = upgraded(form(KIND, PARTNERS, DAY, NOTE), before("note", kind="daily", day="2025-06-17"), TODAY)
    assert (found.state.at, found.added) == ("partners", ("partners",))


def test_a_new_question_behind_that_place_comes_by_itself():
    found = upgraded(form(KIND, DAY, PARTNERS), before("day", kind="daily"), TODAY)
    assert (found.state.at, found.added) == ("day", ())


def test_on_the_card_every_question_without_an_answer_is_new():
    found = upgraded(form(KIND, DAY, PARTNERS), before(REVIEW, kind="daily", day="2025-06-17"), TODAY)
    assert (found.state.at, found.added) == ("partners", ("partners",))


def test_an_answer_that_is_no_choice_any_more_is_asked_again():
    found = upgraded(form(KIND, DAY, NOTE), before("note", kind="night", day="2025-06-17"), TODAY)
    assert (found.state.at, found.again, found.state.answers) == ("kind", ("kind",), {"day": "2025-06-17"})


def test_an_answer_whose_question_is_gone_is_left_out_and_counted():
    found = upgraded(form(KIND), before(REVIEW, kind="daily", colour="red"), TODAY)
    assert (found.dropped, found.state.answers, found.state.at) == (1, {"kind": "daily"}, REVIEW)


def test_what_was_skipped_stays_skipped_where_it_still_may_be():
    found = upgraded(form(KIND, NOTE), before(REVIEW, kind="daily", note=None), TODAY)
    assert (found.state.at, found.again) == (REVIEW, ())
    must = question("note", FreeText())
    assert upgraded(form(KIND, must), before(REVIEW, kind="daily", note=None), TODAY).state.at == "note"


def test_photos_that_came_before_done_are_kept():
    photos = question("photos", PhotosNote(), optional=True)
    half = {"photos": ["a", "b"], "note": "冷藏柜"}
    found = upgraded(form(KIND, photos), before("photos", {"photos": half}, kind="daily"), TODAY)
    assert found.state.partial == {"photos": half}


def test_marks_are_kept_and_only_a_new_point_is_marked():
    points = question("points", Checklist((*POINTS, Item("sale", "销售", "销售记录"))))
    found = upgraded(form(points), before(REVIEW, points={"source": FINE, "storage": FINE}), TODAY)
    assert found.state.partial == {"points": {"at": "sale", "marks": {"source": FINE, "storage": FINE}}}
    state, _ = take(form(points), found.state, Press("mark", "ok"), NOW)
    assert state.answers["points"] == {"source": FINE, "storage": FINE, "sale": FINE}


def test_a_fault_that_was_being_described_stays_with_its_photos():
    half = {"at": "source", "marks": {}, "detail": {"photos": ["a"], "note": "无票据"}}
    found = upgraded(form(question("points", Checklist(POINTS))), before("points", {"points": half}), TODAY)
    kept = {"source": {"mark": "bad", "photos": ["a"], "note": "无票据"}}
    assert found.state.partial == {"points": {"at": "storage", "marks": kept}}


def test_of_several_choices_those_stay_that_there_still_are():
    tags = question("tags", Choices(), options=KINDS)
    assert upgraded(form(tags), before(REVIEW, tags=["special", "gone"]), TODAY).state.answers == {"tags": ["special"]}


def test_a_search_that_was_under_way_is_begun_anew(catalog):
    inspection = catalog["inspection"].form
    half = {"entity": {"query": "康民", "found": []}}
    found = upgraded(replace(inspection, version=2), replace(before("entity", half), form="inspection"), TODAY)
    assert (found.state.at, found.state.partial) == ("entity", {})


def test_a_press_on_the_last_screen_counts_on_the_new_one_and_an_older_one_does_not():
    now = upgraded(form(KIND), before("kind"), TODAY).state
    fresh, stale = (as_pressed_now(Press("pick", "daily", seen), before("kind"), now) for seen in (7, 6))
    assert (fresh.revision, stale.revision) == (8, 6)
    assert as_pressed_now(TypedText("日常", TODAY), before("kind"), now) == TypedText("日常", TODAY)


JSON = any_.recursive(
    any_.none()
    | any_.booleans()
    | any_.integers()
    | any_.text(max_size=5)
    | any_.sampled_from(["value", "photos", "at"]),
    lambda inner: (
        any_.lists(inner, max_size=3)
        | any_.dictionaries(
            any_.sampled_from(["value", "label", "photos", "note", "marks", "at", "detail", "count", "x"]), inner
        )
    ),
    max_leaves=6,
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=100)
@given(data=any_.data())
def test_whatever_was_stored_the_form_of_today_goes_on_and_can_be_shown(catalog, data):
    key = data.draw(any_.sampled_from(sorted(catalog)))
    made = replace(catalog[key].form, version=99)
    keys = [q.key for q in made.questions]
    stored = data.draw(any_.dictionaries(any_.sampled_from([*keys, "gone"]), JSON))
    halves = data.draw(any_.dictionaries(any_.sampled_from(keys), JSON))
    at = data.draw(any_.sampled_from([*keys, REVIEW, "change", "gone"]))
    old = State(key, 1, "i", at, "2025-06-17", stored, partial=halves, given=tuple(list(stored)[:1]))
    state = upgraded(made, old, TODAY).state
    assert ask(made, state, NOW).text
    assert upgraded(made, State.from_json(state.to_json()), TODAY).state.answers == state.answers


@pytest.mark.parametrize("key", ["inspection", "risk_item", "rectification", "register_entity"])
def test_answers_of_an_earlier_version_that_do_not_fit_are_asked_when_a_record_is_corrected(catalog, key):
    made = catalog[key].form
    broken = {q.key: {"shape": "of 1999"} for q in made.questions}
    state, effects = start(made, "i", NOW, catalog[key].offers, broken)
    assert state.at == next(q.key for q in made.questions if q.asked)
    assert effects[0].text
