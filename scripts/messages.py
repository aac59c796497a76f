"""`make messages`: finds the texts in the code, brings the catalogue of every language up to date, compiles them.

Translations are kept, texts that left the code are dropped, and what still needs a translator is listed: write it into
the language's messages.po and run this again. English needs one only where the text in the code is not what a reader
should see: where it holds Chinese words, or where one thing reads otherwise than many (`msgid_plural`).
"""

import io
import re
import sys
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_file
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

from locales import languages

ROOT = Path(__file__).parent.parent
FOLDERS = sorted(file.parent.name for file in ROOT.glob("*/__init__.py"))
CHINESE = re.compile("[一-鿿]")
OFFICIAL = re.compile("销号|请选择语言。|康民|/people 张|新级别|理由|石柱县市场监管局|〔[^〕]*〕")
"""Chinese that an English reader meets too: our name, the way back to Chinese, examples, what stands in our files."""


def texts_in_code() -> set[str]:
    """Every English text that is marked with `N_`; signs alone, such as “ · ”, need no translation."""
    files = (file for folder in FOLDERS for file in sorted((ROOT / folder).rglob("*.py")))
    extracted = (text for file in files for text in extract_from_file("python", file, keywords={"N_": None}))
    return {text for _, text, _, _ in extracted if isinstance(text, str) and any(map(str.isalpha, text))}


def written(language: str) -> Path:
    return ROOT / "locales" / language / "LC_MESSAGES" / "messages.po"


def read(language: str) -> Catalog:
    with written(language).open("rb") as file:
        return read_po(file, locale=language)


def compiled(catalogue: Catalog) -> bytes:
    into = io.BytesIO()
    write_mo(into, catalogue)
    return into.getvalue()


def texts_of(catalogue: Catalog) -> set[str]:
    return {_text(message.id) for message in catalogue if message.id}


def _text(msgid: str | tuple[str, ...] | list[str]) -> str:
    return msgid if isinstance(msgid, str) else msgid[0]


def update(catalogue: Catalog, language: str) -> None:
    """Adds what is new, drops what is gone; what is translated stays."""
    now, known = texts_in_code(), texts_of(catalogue)
    for gone in known - now:
        catalogue.delete(gone)
    for new in now - known:
        catalogue.add(new, new if languages()[language].reads_msgids and not CHINESE.search(new) else "")


def without_words(catalogue: Catalog, language: str) -> list[str]:
    """Texts that a reader would meet in the other language, or that a translator has yet to look at."""
    return sorted(text for text in texts_in_code() if not _is_done(catalogue, text, language))


def _is_done(catalogue: Catalog, text: str, language: str) -> bool:
    message = catalogue.get(text)
    if message is None or message.fuzzy or not message.string:
        return False
    words = [message.string] if isinstance(message.string, str) else message.string
    chinese = any(CHINESE.search(OFFICIAL.sub("", word)) for word in words)
    return all(words) and not (languages()[language].reads_msgids and chinese)


def main() -> int:
    all_missing = []
    for language in languages():
        catalogue = read(language)
        update(catalogue, language)
        with written(language).open("wb") as file:
            write_po(file, catalogue, width=110, sort_output=True)
        written(language).with_suffix(".mo").write_bytes(compiled(read(language)))
        missing = without_words(catalogue, language)
        all_missing += missing
        print("\n".join([f"{language}: {len(catalogue)} texts, {len(missing)} without words", *map(repr, missing)]))
    return 1 if all_missing else 0


if __name__ == "__main__":
    sys.exit(main())
