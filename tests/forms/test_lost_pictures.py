"""Drafts of an earlier version that count pictures which nobody has stored."""

from dataclasses import replace

import pytest

from forms.kinds.photos_note import PhotosNote
from forms.lost_pictures import without_lost
from forms.model import Form
from forms.question import Question
from forms.state import REVIEW, State
from locales import N_

SHA = "a" * 64


def form(*, optional: bool) -> Form:
    return Form(
        "f", 1, N_("Form"), (Question("photos", PhotosNote(), N_("Photos?"), optional=optional),), (("photos",),)
    )


def state(answers, **more) -> State:
    return State(form="f", version=1, instance="i", at=REVIEW, day="2025-06-20", answers=answers, **more)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ({"photos": ["", SHA], "note": ""}, {"photos": [SHA], "note": ""}),
        ({"photos": [""], "note": "门头"}, {"photos": [], "note": "门头"}),
        ({"photos": [""], "note": ""}, None),
    ],
)
def test_they_are_left_out_and_the_rest_stays(before, after):
    assert without_lost(form(optional=True), state({"photos": before, "day": "2025-06-20"})).answers == {
        "photos": after,
        "day": "2025-06-20",
    }


def test_a_required_answer_of_nothing_else_is_asked_for_again():
    assert without_lost(form(optional=False), state({"photos": {"photos": [""], "note": ""}})).answers == {}


def test_half_an_answer_loses_them_too():
    half = {"list": {"at": "x", "marks": {"w": {"photos": ["", SHA]}}, "detail": {"photos": [""], "note": "n"}}}
    cleaned = without_lost(form(optional=True), state({}, partial=half)).partial
    assert cleaned == {"list": {"at": "x", "marks": {"w": {"photos": [SHA]}}, "detail": {"photos": [], "note": "n"}}}


@pytest.mark.parametrize("answers", [{}, {"photos": None}, {"photos": {"photos": [SHA], "note": ""}}, {"x": [""]}])
def test_a_draft_without_any_is_the_same_draft(answers):
    before = state(answers, partial={"photos": {"photos": [], "note": ""}, "y": None})
    assert without_lost(form(optional=True), before) is before
    assert before == replace(before)
