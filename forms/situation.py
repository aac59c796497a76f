"""A question as its kind sees it: with what stands, what is half done and what the edge offers."""

from datetime import date

from forms.kinds.kind import Asked
from forms.model import Form
from forms.path import standing
from forms.state import State


def asked_of(form: Form, state: State, key: str, today: date | None = None) -> Asked:
    return Asked(
        question=form.question(key),
        today=today or date.fromisoformat(state.day),
        answer=standing(form, state).get(key),
        partial=state.partial.get(key),
        offers=tuple(state.offers.get(key, ())),
    )
