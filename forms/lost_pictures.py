"""Pictures that a draft of an earlier version counts and nobody has stored: their answers hold an empty name.

Such a draft could never be submitted. The picture is gone; what else was entered stays.
"""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from forms.kinds.photos_note import NOTHING as EMPTY
from forms.model import Form
from forms.state import State


def without_lost(form: Form, state: State) -> State:
    """The state without them, or the same state. An answer of nothing else counts as not given, or as skipped."""
    answers, partial = _cleaned(state.answers), _cleaned(state.partial)
    if (answers, partial) == (state.answers, state.partial):
        return state
    optional = {question.key for question in form.questions if question.optional}
    emptied = {key for key, value in answers.items() if value == EMPTY and state.answers[key] != EMPTY}
    answers = {
        key: None if key in emptied else value for key, value in answers.items() if key not in emptied - optional
    }
    return replace(state, answers=answers, partial=partial)


def _cleaned(value: Any) -> Any:
    """The same answer, however deep its pictures lie (a checklist has some under each of its points)."""
    if not isinstance(value, Mapping):
        return value
    return {key: _stored(inner) if key == "photos" else _cleaned(inner) for key, inner in value.items()}


def _stored(photos: Any) -> Any:
    return [photo for photo in photos if photo != ""] if isinstance(photos, list) else _cleaned(photos)
