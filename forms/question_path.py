"""Which questions apply, which comes next, which answers stand. Conditions look only at earlier questions."""

from collections.abc import Mapping
from dataclasses import replace

from forms.conditions import Facts
from forms.model import Form
from forms.question import Question
from forms.state import CHANGE, REVIEW, State


def answers_in_effect(form: Form, state: State) -> dict[str, object]:
    """Every question that applies, with its answer: given, by default, or None."""
    answers: dict[str, object] = {}
    for question in form.questions:
        if question.when is None or question.when.holds(answers):
            answers[question.key] = _answer(question, state, answers)
    return answers


def _answer(question: Question, state: State, earlier: Mapping[str, object]) -> object:
    if question.key in state.answers:
        return state.answers[question.key]
    if question.default is None:
        return None
    return question.default.value(Facts(earlier, tuple(state.offers.get(question.key, ())), state.day))


def without_leftovers(form: Form, state: State) -> State:
    """Without the answers whose question does not apply any more."""
    applies = answers_in_effect(form, state)
    return replace(
        state,
        answers={key: value for key, value in state.answers.items() if key in applies},
        partial={key: value for key, value in state.partial.items() if key in applies},
        given=tuple(key for key in state.given if key in applies),
    )


def without_defaults(form: Form, state: State) -> State:
    """Without the answers that only repeat a default, so that those keep following their source."""
    kept = dict(state.answers)
    for question in form.questions:
        if question.key in kept and question.default is not None:
            value = kept.pop(question.key)
            if answers_in_effect(form, replace(state, answers=kept)).get(question.key) != value:
                kept[question.key] = value
    return replace(state, answers=kept)


def to_ask(form: Form, state: State) -> list[Question]:
    """The questions of this run, in order: those that apply and were not answered before it began."""
    applies = answers_in_effect(form, state)
    return [q for q in form.questions if q.key in applies and q.key not in state.given and is_asked(q, applies)]


def is_asked(question: Question, answers: Mapping[str, object]) -> bool:
    """Whether it has a turn of its own; one that has not is shown and changed on the review card."""
    return question.asked if isinstance(question.asked, bool) else question.asked.holds(answers)


def next_stop(form: Form, state: State) -> str:
    """The first question without an answer, else the card."""
    return next((q.key for q in to_ask(form, state) if q.key not in state.answers), REVIEW)


def previous_stop(form: Form, state: State) -> str | None:
    """Where 上一步 leads; None on the first question."""
    if state.from_card:
        return REVIEW
    keys = [question.key for question in to_ask(form, state)]
    before = keys[: keys.index(state.at)] if state.at in keys else keys
    return before[-1] if before else None


def still_missing(form: Form, state: State) -> Question | None:
    """A required question that nobody and no default has answered."""
    answers = answers_in_effect(form, state)
    return next((form.question(key) for key in answers if _missing(form.question(key), answers[key])), None)


def _missing(question: Question, answer: object) -> bool:
    return answer is None and not question.optional


def progress(form: Form, state: State) -> tuple[int, int]:
    """“2/6”: how far one has come among the counted questions and the card, which is the last of them."""
    path = to_ask(form, state)
    of = sum(question.counted for question in path) + 1
    if state.from_card or state.at in (REVIEW, CHANGE):
        return of, of
    before = path[: [question.key for question in path].index(state.at)]
    return sum(question.counted for question in before) + 1, of


def is_counted(form: Form, state: State) -> bool:
    """Whether the current question shows its “2/6”."""
    return state.at not in (REVIEW, CHANGE) and not state.from_card and form.question(state.at).counted
