"""Any number of the options: each button switches one on or off, 完成 goes on."""

import re
from dataclasses import dataclass
from typing import Any

from forms.effects import FormButton
from forms.inputs import Input, Press
from forms.inputs import TypedText as Typed
from forms.kinds.choice import label_of, not_among, option_in_words, options_of
from forms.kinds.outcomes import Answer, Outcome, Partly, QuestionScreen, Refuse
from forms.kinds.rows import in_rows
from forms.question import AskedQuestion, Option
from locales import N_, Text


@dataclass(frozen=True)
class Choices:
    def screen(self, asked: AskedQuestion) -> QuestionScreen:
        chosen = _chosen(asked)
        buttons = (FormButton("toggle", option.value, _ticked(option, chosen)) for option in _all_of(asked))
        done = (FormButton("done", "", N_("Done"), "primary"),)
        return QuestionScreen(asked.question.text, (*in_rows(buttons), done), skip=False)

    def take(self, asked: AskedQuestion, given: Input) -> Outcome | None:
        options = _all_of(asked)
        match given:
            case Press("toggle", value) if any(option.value == value for option in options):
                return Partly(_in_order(options, set(_chosen(asked)) ^ {value}))
            case Press("done"):
                return Answer(_chosen(asked))
            case Typed(text):
                return self._read(asked, options, text)
        return None

    def _read(self, asked: AskedQuestion, options: tuple[Option, ...], text: str) -> Outcome:
        """“第三类经营、冷链”: switched on together."""
        on = set(_chosen(asked))
        for words in filter(None, re.split("[、，,;；\\s]+", text)):
            option = option_in_words(options, words)
            if option is None:
                return Refuse(not_among(words, self.hint(asked)))
            on.add(option.value)
        return Partly(_in_order(options, on))

    def show(self, asked: AskedQuestion, answer: Any) -> Text:
        labels = [label_of(options_of(asked), value) for value in answer]
        return N_("{all}", all=labels) if labels else ""

    def carry(self, asked: AskedQuestion) -> Answer | Partly | None:
        """Without those that are no options any more."""
        stored = asked.answer if asked.partial is None else asked.partial
        if not isinstance(stored, list):
            return None
        known = [option.value for option in options_of(asked)]
        kept = [value for value in stored if value in known]
        return Answer(kept) if asked.partial is None else Partly(kept)

    def hint(self, asked: AskedQuestion) -> Text:
        return N_("Please press the buttons that apply, then “Done”.")


def _chosen(asked: AskedQuestion) -> list[str]:
    return list(asked.answer or [] if asked.partial is None else asked.partial)


def _all_of(asked: AskedQuestion) -> tuple[Option, ...]:
    """The options, and what is chosen without being one of them any more."""
    options = options_of(asked)
    known = {option.value for option in options}
    standing = dict.fromkeys([*(asked.answer or []), *_chosen(asked)])
    return (*options, *(Option(value, value) for value in standing if value not in known))


def _in_order(options: tuple[Option, ...], on: set[str]) -> list[str]:
    return [option.value for option in options if option.value in on]


def _ticked(option: Option, chosen: list[str]) -> Text:
    return N_("✓ {label}", label=option.label) if option.value in chosen else option.label
