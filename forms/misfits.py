"""What is said when an input means nothing to a question: a sticker, a photo where a number is asked, …"""

from forms.inputs import Document, Input, Location, Other, Photo
from forms.inputs import Text as Typed
from forms.kinds.kind import Asked
from forms.words import has_words
from locales import N_, Text

NAMES = {"sticker": N_("a sticker"), "voice": N_("a voice message"), "video": N_("a video"), "contact": N_("a contact")}


def does_not_fit(asked: Asked, given: Input) -> Text:
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
