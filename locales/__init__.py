"""Texts for people: marked here in English, shown in the reader's language.

Pure folders say `N_("{count} left", count=3)`; the edge turns that into words with `tr(message, language)`.
Official wording comes from campaign packs as plain `str` and passes through untouched.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from gettext import GNUTranslations, NullTranslations
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules
from typing import Any

from locales.language import Language

DEFAULT_LANGUAGE = "zh_Hans_CN"
HERE = Path(__file__).parent


@dataclass(frozen=True)
class Message:
    """A text that still has to be translated; values that are messages are translated with it."""

    msgid: str
    values: Mapping[str, Any] = field(default_factory=dict)


Text = Message | str


def N_(msgid: str, /, **values: Any) -> Message:
    return Message(msgid, values)


@cache
def languages() -> Mapping[str, Language]:
    """What a person can choose, by key: every folder here that holds a `LANGUAGE`."""
    keys = [module.name for module in iter_modules(__path__) if module.ispkg]
    found = {key: import_module(f"{__name__}.{key}").LANGUAGE for key in keys}
    return dict(sorted(found.items(), key=lambda language: language[1].order))


@cache
def catalogue(language: str) -> NullTranslations:
    """The compiled catalogue; a language without one reads the English msgids."""
    places = (Path(folder, language, "LC_MESSAGES", "messages.mo") for folder in __path__)
    compiled = next((place for place in places if place.exists()), None)
    if compiled is None:
        return NullTranslations()
    with compiled.open("rb") as opened:
        return GNUTranslations(opened)


def tr(text: Text, language: str = DEFAULT_LANGUAGE) -> str:
    """The words to show: `tr(N_("{count} left", count=3))` → “还有 3 个”."""
    if isinstance(text, str):
        return text
    words = _words(text, language)
    if not text.values:
        return words
    return words.format(**{name: _shown(value, language) for name, value in text.values.items()})


def _words(text: Message, language: str) -> str:
    """The catalogue's words, for one or for many where it has both: the first whole number of a text decides.

    Plurals are the business of the language that has them, so code says only the many and English adds the one.
    """
    words = catalogue(language)
    number = next((value for value in text.values.values() if type(value) is int), None)
    if number is not None:
        counted = words.ngettext(text.msgid, "", number)
        if counted and (counted != text.msgid or number != 1):
            return counted
    return words.gettext(text.msgid)


def _between(language: str) -> str:
    return languages()[language].between if language in languages() else ", "


def _shown(value: Any, language: str) -> Any:
    if isinstance(value, Message):
        return tr(value, language)
    if isinstance(value, list | tuple):
        return _between(language).join(str(_shown(part, language)) for part in value)
    if isinstance(value, str):
        return value
    from locales.formats import formatted  # Babel takes its time; most texts do without

    return formatted(value, language)
