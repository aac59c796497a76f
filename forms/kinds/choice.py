"""One of the options of the question, or of what the edge offers for it."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from forms.effects import FormButton
from forms.inputs import Input, Press
from forms.inputs import TypedText as Typed
from forms.kinds.outcomes import Answer, Outcome, QuestionScreen, Refuse
from forms.kinds.rows import in_rows
from forms.question import AskedQuestion, Option
from forms.typed_words import plain, quoted, spoken
from locales import N_, Text


def options_of(asked: AskedQuestion) -> tuple[Option, ...]:
    offered = (Option(str(offer["value"]), offer["label"]) for offer in asked.offers)
    return (*asked.question.options, *offered)


def label_of(options: Iterable[Option], value: str) -> Text:
    return next((option.label for option in options if option.value == value), value)


def option_in_words(options: Iterable[Option], typed: str) -> Option | None:
    """The option that was typed, in full or as an unmistakable part of at least two characters (“日常”)."""
    words = plain(typed)
    whole = [option for option in options if words in spoken(option.label)]
    part = [option for option in options if len(words) > 1 and any(words in label for label in spoken(option.label))]
    listed_options = whole or part
    return listed_options[0] if len(listed_options) == 1 else None


@dataclass(frozen=True)
class Choice:
    def screen(self, asked: AskedQuestion) -> QuestionScreen:
        buttons = (FormButton("pick", option.value, option.label) for option in options_of(asked))
        return QuestionScreen(asked.question.text, in_rows(buttons))

    def take(self, asked: AskedQuestion, given: Input) -> Outcome | None:
        options = options_of(asked)
        match given:
            case Press("pick", value) if any(option.value == value for option in options):
                return Answer(value)
            case Typed(text):
                option = option_in_words(options, text)
                return Answer(option.value) if option else Refuse(not_among(text, self.hint(asked)))
        return None

    def show(self, asked: AskedQuestion, answer: Any) -> Text:
        return label_of(options_of(asked), answer)

    def carry(self, asked: AskedQuestion) -> Answer | None:
        known = any(option.value == asked.answer for option in options_of(asked))
        return Answer(asked.answer) if known else None

    def hint(self, asked: AskedQuestion) -> Text:
        return N_("Please press one of the buttons, or write what one of them says.")


def not_among(text: str, hint: Text) -> Text:
    return N_("“{text}” is not among the choices. {hint}", text=quoted(text), hint=hint)
