"""A draft of an earlier version goes on in the form of today, with the answers that still fit.

No code of old forms is kept. What is new is known by its place: a question before the one that the person was at would
have been answered, had it been there.

    upgraded(inspection(), state_of_version_1, today)  ->  Upgraded(state, added=("Partners",), again=(), dropped=0)
"""

from dataclasses import dataclass, replace
from datetime import date

from forms.carry import carried
from forms.inputs import Input, Press
from forms.model import Form
from forms.question import Question
from forms.question_path import answers_in_effect, next_stop, to_ask
from forms.state import CHANGE, REVIEW, State
from locales import Text


@dataclass(frozen=True)
class Upgraded:
    """The state in the form of today; the labels of what is asked for the first time and of what is asked again;
    how many answers are left out because their question is gone."""

    state: State
    added: tuple[Text, ...] = ()
    again: tuple[Text, ...] = ()
    dropped: int = 0


def upgraded(form: Form, before: State, today: date) -> Upgraded:
    """Never fails, whatever the state holds; the revision grows, so that buttons of before are known as old."""
    kept = carried(form, replace(before, version=form.version), today)
    after = replace(
        kept, at=next_stop(form, kept), from_card=False, revision=before.revision + 1, day=today.isoformat()
    )
    applies = answers_in_effect(form, after)
    again = [q for q in form.questions if q.key in before.answers and q.key in applies and q.key not in after.answers]
    gone = set(before.answers) - {question.key for question in form.questions}
    return Upgraded(after, _labels(_added(form, after, before)), _labels(again), len(gone))


def as_pressed_now(given: Input, before: State, after: State) -> Input:
    """A button of the last screen of before counts as one of the first screen of now."""
    current = isinstance(given, Press) and given.revision in (None, before.revision)
    return replace(given, revision=after.revision) if isinstance(given, Press) and current else given


def _added(form: Form, after: State, before: State) -> list[Question]:
    known = [question.key for question in form.questions]
    if before.at in (REVIEW, CHANGE) or before.from_card:
        reached = len(known)
    else:
        reached = known.index(before.at) if before.at in known else 0
    missing = [question for question in to_ask(form, after) if question.key not in after.answers]
    return [q for q in missing if known.index(q.key) < reached and q.key not in before.answers]


def _labels(questions: list[Question]) -> tuple[Text, ...]:
    return tuple(question.label or question.text for question in questions)
