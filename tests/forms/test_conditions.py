"""Conditions and defaults by themselves, and what becomes of answers whose question does not apply any more."""

import pytest

from forms import question_path
from forms.conditions import AnyBad, Choose, ChosenOffers, Facts, From, In, Is
from forms.kinds.text import FreeText
from forms.model import Form
from forms.question import Question
from forms.state import State

USER = {"entity": {"kind": "user", "tags": ["dental"]}, "note": "门口"}
NOBODY: dict = {}


@pytest.mark.parametrize(
    ("condition", "of_a_user", "of_nobody"),
    [
        (Is("entity.kind", "user"), True, False),
        (Is("entity.kind", "distributor"), False, False),
        (In("entity.kind", ("distributor", "user")), True, False),
        (In("entity.kind", ("distributor", "platform")), False, False),
        (Is("note.kind", "user"), False, False),  # there is nothing below a text
    ],
)
def test_a_condition_looks_at_the_answer_at_its_path(condition, of_a_user, of_nobody):
    assert (condition.holds(USER), condition.holds(NOBODY)) == (of_a_user, of_nobody)


def marked(*marks):
    return {str(number): {"mark": mark, "note": ""} for number, mark in enumerate(marks)}


@pytest.mark.parametrize(
    ("answers", "any_bad"),
    [
        ({"first": marked("ok", "na"), "second": marked("ok")}, False),
        ({"first": marked("ok", "bad")}, True),
        ({"first": marked("ok"), "second": marked("ok", "bad")}, True),
        ({"third": marked("bad")}, False),
        ({"first": None}, False),
    ],
)
def test_a_point_is_bad_in_any_of_the_lists_that_are_named(answers, any_bad):
    assert AnyBad(("first", "second")).holds(answers) == any_bad


def test_defaults_take_what_holds():
    offers = ({"value": "cold_chain", "chosen": True}, {"value": "retail"}, {"value": "online", "chosen": False})
    facts = Facts(USER, offers, "2025-06-20")
    assert ChosenOffers().value(facts) == ["cold_chain"]
    assert From("entity.tags").value(facts) == ["dental"]
    assert Choose(Is("entity.kind", "user"), "yes", "no").value(facts) == "yes"
    assert Choose(Is("entity.kind", "platform"), "yes", "no").value(facts) == "no"


FORM = Form(
    "example",
    1,
    "",
    (
        Question("kind", FreeText(), ""),
        Question("reason", FreeText(), "", when=Is("kind", "other")),
        Question("last", FreeText(), "", optional=True),
    ),
    card=(),
)


def test_nothing_is_left_of_an_answer_whose_question_does_not_apply_any_more():
    """Neither the answer, nor the half of one, nor that it was given before the start."""
    told = {"kind": "usual", "reason": "说来话长", "last": "完"}
    state = State("example", 1, "i", "kind", "2025-06-20", told, partial=dict(told), given=tuple(told))
    left = question_path.without_leftovers(FORM, state)
    assert list(left.answers) == list(left.partial) == list(left.given) == ["kind", "last"]
    as_other = question_path.without_leftovers(
        FORM, State("example", 1, "i", "kind", "2025-06-20", {**told, "kind": "other"})
    )
    assert list(as_other.answers) == ["kind", "reason", "last"]


def test_asked_again_from_the_card_a_question_stands_at_the_end():
    state = State("example", 1, "i", "kind", "2025-06-20", {"kind": "usual"})
    assert question_path.progress(FORM, state) == (1, 3)
    again = State("example", 1, "i", "kind", "2025-06-20", {"kind": "usual"}, from_card=True)
    assert question_path.progress(FORM, again) == (3, 3)
