"""Every form × its questions that take words × what the keyboard, commands, numbers and questions for figures say.

Whatever is said there is answered and never becomes the answer of the form; a button takes it for that all the same.
"""

import json
from dataclasses import replace

import pytest
from sqlmodel import col, select

from forms import engine
from forms.inputs import TypedText
from forms.kinds.checklist import Checklist
from forms.kinds.entity import Entity
from forms.kinds.person import PersonOf
from forms.kinds.unit import UnitOf
from forms.state import State
from handlers.chatform import filling
from handlers.chatform.filling import conversations
from handlers.turn.home_keys import KEYS
from handlers.turn.routes import commands
from locales import Message, languages, tr
from storage.tables import Draft
from tests.county import TODAY
from tests.handlers.rights.acted_on import draft
from tests.handlers.rights.doing import press, undone, write
from tests.handlers.rights.line import action_of
from tests.handlers.rights.table import FORMS
from tests.handlers.rights.walking import acting

KEY_WORDS = {
    tr(word, language) for row in KEYS for _, word in row if isinstance(word, Message) for language in languages()
}
COMMAND_WORDS = {tr(route.word, language) for route in commands.values() if route.word for language in languages()}
SLASHES = {f"/{name}" for name in commands} | {"/todoo", "/find 药房"}
FIGURES = ("二季度汇总", "超期", "Ｑ２", "Q2 summary")
ANY_WORDS = TypedText("随便写的几个字", TODAY)
LEAST = 3
"""Characters that the shortest answer has where it has the most: a shorter one is none, whatever it says."""
HALF_WAY = {
    Entity: {"query": "某店", "found": [], "registering": True},
    Checklist: {"marks": {}, "detail": {"photos": [], "note": ""}},
}
"""Kinds that ask for words only in the middle."""
FORM_KEYS = {action_of(key): key for key in reversed(acting(FORMS))}


def everything_said(at, names):
    """A record's number is an answer where a form asks what a record is called."""
    number, visit = at.number("own"), at.visit_number("own")
    noun, year, counter = number.split("-")
    careless = (number, visit, f"{noun}{int(counter)}", f"{noun} {year} {counter}", number.replace("-", "－"))
    numbers = () if names == "record" else careless
    return (*sorted(KEY_WORDS | COMMAND_WORDS | SLASHES), *FIGURES, *numbers)


def at_each_question(at, key):
    """(form, draft, state): a form of whoever may fill it in, at one of its questions after the other."""
    told = FORMS[key].details(at, role_of(key), "own")
    row, _ = draft(at, at.person[role_of(key)], action_of(key), told["about"], told["answers"])
    form, state = filling.opened(at.session, row).form, State.from_json(row.state)
    for question in form.questions:
        half = half_way(question.kind)
        yield form, row, replace(state, at=question.key, partial={question.key: half} if half else {}, from_card=True)


def asked_in_words(at, key):
    """Those that take any words."""
    return [there for there in at_each_question(at, key) if engine.written(there[0], there[2], ANY_WORDS)]


def half_way(kind):
    half = HALF_WAY.get(type(kind))
    return {**half, "at": kind.items[0].key} if isinstance(kind, Checklist) else half


def role_of(key):
    return next(role for role in ("officer", "leader", "admin") if FORMS[key].who.get(role))


def kept(at, instance):
    row = at.session.exec(select(Draft).where(col(Draft.instance) == instance)).first()
    return (None, False) if row is None else (json.loads(row.state), row.in_hand)


def at_question(at, row, state):
    row = at.session.get(Draft, row.instance)
    row.state, row.in_hand = state.to_json(), True
    at.session.add(row)
    at.session.flush()


@pytest.mark.parametrize("name", FORM_KEYS)
def test_nothing_that_the_keyboard_says_becomes_an_answer(at, name):
    key = FORM_KEYS[name]
    role = role_of(key)
    with undone(at.session):
        for form, row, state in asked_in_words(at, key):
            for said in everything_said(at, engine.written(form, state, ANY_WORDS)):
                with undone(at.session):
                    at_question(at, row, state)
                    seen = write(at, role, said)
                    now, in_hand = kept(at, row.instance)
                    assert now in (None, json.loads(state.to_json())), (state.at, said)
                    assert not in_hand or "接着填：" in seen.words, (state.at, said)
                    assert not in_hand or "就写“" in seen.words or len(said) < LEAST, (state.at, said)


@pytest.mark.parametrize("name", FORM_KEYS)
def test_a_button_takes_the_very_words(at, name):
    key = FORM_KEYS[name]
    role = role_of(key)
    with undone(at.session):
        for _, row, state in asked_in_words(at, key):
            with undone(at.session):
                at_question(at, row, state)
                told = {"draft": row.instance, "action": "words", "value": "二季度汇总", "revision": state.revision}
                press(at, role, "form", told)
                now, _ = kept(at, row.instance)
                assert "二季度汇总" in json.dumps([now["answers"], now["partial"]], ensure_ascii=False), state.at


def searched(at, key, kinds):
    """Questions that are answered by finding something."""
    for form, row, state in at_each_question(at, key):
        if isinstance(form.question(state.at).kind, kinds):
            yield row, replace(state, partial={})


@pytest.mark.parametrize("name", FORM_KEYS)
def test_what_is_searched_for_in_vain_may_be_a_question(at, name):
    with undone(at.session):
        for row, state in list(searched(at, FORM_KEYS[name], (Entity, UnitOf, PersonOf))):
            for said in ("超期", "二季度汇总", at.number("own")):
                with undone(at.session):
                    at_question(at, row, state)
                    seen = write(at, role_of(FORM_KEYS[name]), said)
                    assert kept(at, row.instance) == (json.loads(state.to_json()), True), (state.at, said)
                    assert f"就写“{said}”" in seen.words


def test_the_walk_meets_every_question_that_takes_words(at):
    """Whoever adds one adds its form to the table of rights, which another test asks for."""
    met = set()
    for name, key in FORM_KEYS.items():
        with undone(at.session):
            met |= {(name, state.at) for _, _, state in asked_in_words(at, key)}
    assert {name for name, _ in met} >= {"risk_item", "inspection", "unit_add", "extend", "rectification", "send_back"}
    assert set(FORM_KEYS) | {"joining"} >= {
        key for key in conversations if not key.startswith(("correct_", "void_"))
    } - {"void"}
