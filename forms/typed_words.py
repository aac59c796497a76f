"""Typed words: the same words as a visible button count as pressing it."""

import unicodedata

from forms.effects import Ask
from forms.inputs import Press, TypedText
from locales import Text as Words
from locales import languages, tr

SHOWN = 20  # characters of what somebody typed, when it is quoted back


def plain(text: str) -> str:
    """As it is compared: half-width, without blanks around, lower case."""
    return unicodedata.normalize("NFKC", text).strip().casefold()


def same_words(label: Words, typed: str) -> bool:
    return plain(typed) in spoken(label)


def spoken(label: Words) -> list[str]:
    """A label as anybody may type it, in each language."""
    return [plain(tr(label, language)) for language in languages()]


def pressed_by_words(screen: Ask, typed: TypedText) -> TypedText | Press:
    """The one button that says this, else the text as it was (two buttons of one name cannot be meant)."""
    meant = [button for row in screen.rows for button in row if same_words(button.label, typed.text)]
    if len(meant) != 1:
        return typed
    return Press(meant[0].action, meant[0].value, screen.revision, typed.said_on)


def has_words(text: str) -> bool:
    """False for blanks, emoji and punctuation alone."""
    return any(unicodedata.category(character)[0] in "LN" for character in text)


def quoted(text: str) -> str:
    """As it is told back in an explanation."""
    line = " ".join(text.split())
    return line if len(line) <= SHOWN else line[: SHOWN - 1] + "…"
