"""A question as its kind sees it: with what stands, what is half done and what the edge offers."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from forms.model import Form
from forms.question import AskedQuestion, Question
from forms.question_path import answers_in_effect
from forms.state import State


def asked_of(form: Form, state: State, key: str, today: date | None = None) -> AskedQuestion:
    answers = answers_in_effect(form, state)
    return AskedQuestion(
        question=_here(form.question(key), answers),
        today=today or date.fromisoformat(state.day),
        answer=answers.get(key),
        partial=state.partial.get(key),
        offers=tuple(state.offers.get(key, ())),
        calendar=form.calendar,
    )


def _here(question: Question, answers: Mapping[str, object]) -> Question:
    """The question with the options that apply, and those that were chosen before they ceased to."""
    answer = answers.get(question.key)
    chosen = answer if isinstance(answer, str | list) else ()
    fitting = (o for o in question.options if o.when is None or o.when.holds(answers) or o.value in chosen)
    return replace(question, options=tuple(fitting))
