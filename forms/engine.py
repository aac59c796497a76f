"""Plays a form: `start()` and `take()` take what happened and return the new state and what should be done.

Nothing here sends, saves or looks at the clock. Whoever calls commits the state first, then acts on the effects.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from forms.card import summary
from forms.carry import carried
from forms.effects import Ask, Cancelled, Effect, Explain, Finish, FormButton, Outdated, Repeat, Search
from forms.inputs import Input, Press, SearchResult, TypedText
from forms.kinds.outcomes import Answer, NeedsSearch, Outcome, Partly, Refuse, Written
from forms.model import Form
from forms.offer import Offer
from forms.question_path import (
    answers_in_effect,
    is_counted,
    next_stop,
    previous_stop,
    progress,
    still_missing,
    without_defaults,
    without_leftovers,
)
from forms.question_screen import screen_of
from forms.situation import asked_of
from forms.state import CHANGE, REVIEW, State
from forms.typed_words import pressed_by_words, quoted
from forms.unsuited_input import does_not_fit, how_to_answer, is_a_button_word, no_such_button
from locales import N_
from locales import Text as Words

__all__ = ["WORDS", "ask", "just", "names", "progress", "start", "summary", "take", "written"]

WORDS = "words"
"""The action of a button that gives the question the very words that were typed before."""
StateAndEffects = tuple[State, list[Effect]]
Offers = Mapping[str, Sequence[Offer]]
"""By the key of the question."""


def start(
    form: Form,
    instance: str,
    now: datetime,
    offers: Offers | None = None,
    answers: Mapping[str, object] | None = None,
) -> StateAndEffects:
    """Begins a form. Questions that `answers` answers already are not asked, only shown on the card.

    `answers` may be those of an earlier version of the form: what does not fit any more is asked.
    """
    today = _local_day(form, now)
    state = State(
        form=form.key,
        version=form.version,
        instance=instance,
        at=REVIEW,
        day=today.isoformat(),
        answers=dict(answers or {}),
        offers={key: list(several) for key, several in (offers or {}).items()},
        given=tuple(answers or ()),
    )
    state = without_defaults(form, carried(form, state, today))
    state = replace(state, at=next_stop(form, state))
    return state, [screen_of(form, state, today)]


def ask(form: Form, state: State, now: datetime, typed: TypedText | None = None) -> Ask:
    """The current screen again; with a button that takes what was typed for an answer all the same, if it can be."""
    screen = screen_of(form, state, _local_day(form, now))
    if typed is None or not isinstance(_meant(form, state, typed), Answer | Partly | NeedsSearch):
        return screen
    literally = FormButton(WORDS, typed.text, just(typed.text))
    return replace(screen, rows=(*screen.rows[:-1], (literally,), *screen.rows[-1:]))


def just(words: str) -> Words:
    """The label of the button that takes these words."""
    return N_("Just write “{words}”", words=quoted(words))


def written(form: Form, state: State, typed: TypedText) -> Written:
    """Whether they would be an answer only because any words are: a command or question of the same words wins."""
    outcome = _meant(form, state, typed)
    return outcome.written if isinstance(outcome, Answer | Partly | NeedsSearch) else ""


def names(form: Form, state: State, typed: TypedText) -> Written:
    """What the words may be the name of here."""
    outcome = _meant(form, state, typed)
    return outcome.names if isinstance(outcome, NeedsSearch) else written(form, state, typed)


def _meant(form: Form, state: State, typed: TypedText) -> Outcome | None:
    """What the words are to the question itself; None at the card, and where they are those of a button."""
    if state.at in (REVIEW, CHANGE) or is_a_button_word(typed):
        return None
    if isinstance(pressed_by_words(screen_of(form, state, typed.said_on), typed), Press):
        return None
    asked = asked_of(form, state, state.at, typed.said_on)
    return asked.question.kind.take(asked, typed)


def take(form: Form, state: State, given: Input, now: datetime) -> StateAndEffects:
    """One input on; an input that cannot be used leaves the state as it is."""
    if (state.form, state.version) != (form.key, form.version):
        raise ValueError(f"{state.form} v{state.version} cannot go on as {form.key} v{form.version}")
    # A day is counted from when the words were said: “昨天” may be handled after midnight.
    today = getattr(given, "said_on", None) or _local_day(form, now)
    if isinstance(given, TypedText):
        given = pressed_by_words(screen_of(form, state, today), given)
    if isinstance(given, TypedText) and is_a_button_word(given):
        return _explained(form, state, today, no_such_button(form, state, today, given))
    if isinstance(given, Press) and given.revision not in (None, state.revision):
        return state, [Outdated(_where_we_are(form, state)), screen_of(form, state, today)]
    if isinstance(given, Press) and given.action == WORDS and state.at not in (REVIEW, CHANGE):
        return _at_question(form, state, TypedText(given.value, today), today)
    if isinstance(given, Press) and given.action == "cancel":
        return state, [Cancelled()]
    if isinstance(given, SearchResult):
        return _found(form, state, given, today)
    if state.at in (REVIEW, CHANGE):
        return _at_card(form, state, given, today)
    return _at_question(form, state, given, today)


def _local_day(form: Form, now: datetime) -> date:
    return now.astimezone(ZoneInfo(form.zone)).date()


def _where_we_are(form: Form, state: State) -> Words:
    if is_counted(form, state):
        n, _ = progress(form, state)
        return N_("This step is done already. Question {n} is next:", n=n)
    return N_("This step is done already. Here is where we are:")


def _changed(form: Form, state: State, today: date, **fields: Any) -> StateAndEffects:
    after = replace(state, revision=state.revision + 1, day=today.isoformat(), **fields)
    return after, [screen_of(form, after, today)]


def _explained(form: Form, state: State, today: date, reason: Words) -> StateAndEffects:
    return state, [Explain(reason), screen_of(form, state, today)]


def _found(form: Form, state: State, result: SearchResult, today: date) -> StateAndEffects:
    if result.question != state.at:  # the person has moved on since the search began
        return state, [screen_of(form, state, today)]
    if not result.options and not result.query:  # near a place
        nothing = N_("Of no entity near you does the register know the place. Write a part of its name.")
        return _explained(form, state, today, nothing)
    options = list(result.options)
    half: dict[str, object] = {"query": result.query, "found": options}
    if result.alike:
        before = state.partial.get(state.at)
        half = {**(before if isinstance(before, Mapping) else {}), "name": result.query, "alike": options}
    return _changed(form, state, today, partial={**state.partial, state.at: half})


def _at_question(form: Form, state: State, given: Input, today: date) -> StateAndEffects:
    asked = asked_of(form, state, state.at, today)
    match asked.question.kind.take(asked, given):
        case Answer(value, repeat):
            after, effects = _answered(form, state, today, value)
            return after, [Repeat(repeat), *effects] if repeat else effects
        case Partly(partial):
            return _changed(form, state, today, partial={**state.partial, state.at: partial})
        case Refuse(reason):
            return _explained(form, state, today, reason)
        case NeedsSearch(query, near, alike):
            return state, [Search(state.at, query, near, alike)]
    if isinstance(given, Press):
        return _walked(form, state, given, today)
    return _explained(form, state, today, does_not_fit(asked, given))


def _answered(form: Form, state: State, today: date, value: Any) -> StateAndEffects:
    answers = {**state.answers, state.at: value}
    after = without_leftovers(form, replace(_put_away(state), answers=answers))
    return _changed(form, after, today, at=next_stop(form, after), from_card=False)


def _put_away(state: State) -> State:
    """Without the half answer to the current question."""
    return replace(state, partial={key: half for key, half in state.partial.items() if key != state.at})


def _walked(form: Form, state: State, press: Press, today: date) -> StateAndEffects:
    before = previous_stop(form, state)
    if press.action == "back" and before:
        return _changed(form, state, today, at=before, from_card=False)
    if press.action == "skip" and form.question(state.at).optional:
        return _answered(form, state, today, None)
    if press.action == "keep" and state.at in state.answers:
        return _changed(form, _put_away(state), today, at=next_stop(form, state), from_card=False)
    return state, [Outdated(_where_we_are(form, state)), screen_of(form, state, today)]


def _at_card(form: Form, state: State, given: Input, today: date) -> StateAndEffects:
    match given:
        case Press("submit") if state.at == REVIEW:
            return _submitted(form, state, today)
        case Press("change"):
            return _changed(form, state, today, at=CHANGE)
        case Press("edit", key) if key in answers_in_effect(form, state):
            return _changed(form, state, today, at=key, from_card=True)
        case Press("back"):
            before = REVIEW if state.at == CHANGE else previous_stop(form, state)
            return _changed(form, state, today, at=before or REVIEW)
        case Press():
            return state, [Outdated(_where_we_are(form, state)), screen_of(form, state, today)]
    return _explained(form, state, today, how_to_answer(form, state, today))


def _submitted(form: Form, state: State, today: date) -> StateAndEffects:
    """The state stays as it is: submitting twice finishes twice with the same instance, which is saved once."""
    missing = still_missing(form, state)
    if missing is None:
        return state, [Finish(answers_in_effect(form, state))]
    after, effects = _changed(form, state, today, at=missing.key, from_card=True)
    return after, [Explain(N_("“{label}” is still missing.", label=missing.label)), *effects]
