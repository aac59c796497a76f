"""What was answered before, in the form of today: each kind looks at what was stored and says what of it can stay.

Stored answers come from a draft of an earlier version, from a record that is corrected, or from a plan that has
changed meanwhile; their shape is never taken for granted.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from forms.kinds.outcomes import Answer, Partly, is_offer
from forms.model import Form
from forms.offer import Offer
from forms.question import AskedQuestion, Question
from forms.question_path import without_leftovers
from forms.situation import asked_of
from forms.state import State


def carried(form: Form, state: State, today: date) -> State:
    """The state with the answers, half answers and offers that still fit; `at` is left as it is. Never fails."""
    kept = replace(state, answers={}, partial={}, offers=_usable_offers(form, state.offers))
    for question in form.questions:
        kept = _with_answer(form, kept, question, state, today)
        kept = _with_half(form, kept, question, state, today)
    return without_leftovers(form, replace(kept, given=tuple(key for key in state.given if key in kept.answers)))


def _with_answer(form: Form, kept: State, question: Question, state: State, today: date) -> State:
    """A skipped question stays skipped where it still may be."""
    if question.key not in state.answers:
        return kept
    stored = state.answers[question.key]
    if stored is None:
        return _answered(kept, question.key, None) if question.optional else kept
    match question.kind.carry(_situation(form, kept, question, today, answer=stored)):
        case Answer(value):
            return _answered(kept, question.key, value)
        case Partly(half):
            return _half_answered(kept, question.key, half)
    return kept


def _with_half(form: Form, kept: State, question: Question, state: State, today: date) -> State:
    """Half an answer, such as photos that came before 完成."""
    half = state.partial.get(question.key)
    if half is None:
        return kept
    outcome = question.kind.carry(_situation(form, kept, question, today, partial=half))
    return _half_answered(kept, question.key, outcome.partial) if isinstance(outcome, Partly) else kept


def _situation(form: Form, kept: State, question: Question, today: date, **stored: Any) -> AskedQuestion:
    return replace(asked_of(form, kept, question.key, today), **{"answer": None, "partial": None, **stored})


def _answered(state: State, key: str, value: Any) -> State:
    return replace(state, answers={**state.answers, key: value})


def _half_answered(state: State, key: str, half: Any) -> State:
    return replace(state, partial={**state.partial, key: half})


def _usable_offers(form: Form, offers: Mapping[str, Sequence[object]]) -> dict[str, list[Offer]]:
    known = {question.key for question in form.questions}
    return {
        key: [offered for offered in several if is_offer(offered)] for key, several in offers.items() if key in known
    }
