"""The review card: the answers in words, and the list from which one of them is changed."""

from collections.abc import Iterable, Mapping
from functools import reduce
from string import Formatter
from typing import Any

from forms.effects import FormButton, Rows
from forms.model import Form
from forms.question import AskedQuestion
from forms.question_path import answers_in_effect
from forms.situation import asked_of
from forms.state import State
from forms.typed_words import quoted
from locales import N_, Message, Text


def answers_in_words(form: Form, state: State) -> dict[str, Text]:
    """Each answer that stands, as people read it; questions without one are left out."""
    words = {key: _words(asked_of(form, state, key)) for key in answers_in_effect(form, state)}
    return {key: text for key, text in words.items() if text}


def _words(asked: AskedQuestion) -> Text:
    return "" if asked.answer is None else asked.question.kind.show(asked, asked.answer)


def summary(form: Form, state: State) -> list[Text]:
    """The lines of the card."""
    words = answers_in_words(form, state)
    lines = [[text for part in line if (text := _part(part, words))] for line in form.card]
    return [joined for parts in lines if (joined := in_a_row(parts))]


def _part(part: str | Message, words: Mapping[str, Text]) -> Text:
    if isinstance(part, str):
        return words.get(part, "")
    mentioned = [name for _, name, _, _ in Formatter().parse(part.msgid) if name]
    if not all(name in words for name in mentioned):
        return ""
    return Message(part.msgid, {name: words[name] for name in mentioned})


def in_a_row(parts: Iterable[Text]) -> Text:
    return _joined(parts, lambda left, right: N_("{left} · {right}", left=left, right=right))


def in_lines(parts: Iterable[Text]) -> Text:
    return _joined(parts, lambda above, below: N_("{above}\n{below}", above=above, below=below))


def _joined(parts: Iterable[Text], join: Any) -> Text:
    present = [part for part in parts if part]
    return reduce(join, present) if present else ""


def card_text(form: Form, state: State) -> Text:
    return in_lines([N_("Please check:"), *summary(form, state)])


CARD_ROWS: Rows = (
    (FormButton("submit", "", N_("Submit"), "success"), FormButton("change", "", N_("Change"))),
    (FormButton("cancel", "", N_("Cancel")),),
)


def change_rows(form: Form, state: State) -> Rows:
    """One button for each answer."""
    words = answers_in_words(form, state)
    answers = ((FormButton("edit", key, _named(form, key, words.get(key))),) for key in answers_in_effect(form, state))
    return (*answers, (FormButton("back", "", N_("Back")), FormButton("cancel", "", N_("Cancel"))))


def _named(form: Form, key: str, value: Text | None) -> Text:
    label = form.question(key).label
    shown = quoted(value) if isinstance(value, str) else value
    return N_("{label}: {value}", label=label, value=shown) if shown else label
