"""What is said when an input means nothing to a question: a sticker, a photo where a number is asked, …"""

from datetime import date

from forms.inputs import Document, Input, Location, Other, Photo
from forms.inputs import TypedText as Typed
from forms.model import Form
from forms.question import AskedQuestion
from forms.situation import asked_of
from forms.state import CHANGE, REVIEW, State
from forms.typed_words import has_words, same_words
from locales import N_, Text

NAMES = {
    "sticker": N_("a sticker"),
    "voice": N_("a voice message"),
    "video": N_("a video"),
    "contact": N_("a contact"),
    "file": N_("a file"),
}


# Words of buttons that people learn: they are never an answer, also where the button is not there.
BUTTON_WORDS = (N_("Submit"), N_("Change"), N_("Back"), N_("Skip"), N_("Done"), N_("Cancel"))


def is_a_button_word(given: Input) -> bool:
    return isinstance(given, Typed) and any(same_words(word, given.text) for word in BUTTON_WORDS)


def no_such_button(form: Form, state: State, today: date, given: Typed) -> Text:
    return N_("There is no “{word}” here. {hint}", word=given.text.strip(), hint=how_to_answer(form, state, today))


def how_to_answer(form: Form, state: State, today: date) -> Text:
    """One sentence on what can be done on this screen."""
    if state.at == REVIEW:
        return N_("Everything is filled in. Press “Submit”, or “Change” to correct something.")
    if state.at == CHANGE:
        return N_("Press the answer that is to be changed, or “Back”.")
    asked = asked_of(form, state, state.at, today)
    return asked.question.kind.hint(asked)


def does_not_fit(asked: AskedQuestion, given: Input) -> Text:
    hint = asked.question.kind.hint(asked)
    if isinstance(given, Typed):
        reason = N_("That is not an answer here.") if has_words(given.text) else N_("There are no words in that.")
        return N_("{reason} {hint}", reason=reason, hint=hint)
    return N_("{thing} cannot be used here. {hint}", thing=_name(given), hint=hint)


def _name(given: Input) -> Text:
    match given:
        case Photo():
            return N_("a photo")
        case Document():
            return N_("a file")
        case Location():
            return N_("a location")
        case Other(kind):
            return NAMES.get(kind, N_("such a message"))
    return N_("such a message")
