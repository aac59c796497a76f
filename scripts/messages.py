"""`make messages`: finds the texts in the code, brings the Chinese catalogue up to date, compiles it.

Translations are kept, texts that left the code are dropped, new ones are listed: write their Chinese into messages.po
and run it again.
"""

import io
import sys
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_file
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).parent.parent
FOLDERS = ("bot", "handlers", "forms", "campaigns", "reports", "workbooks", "schedules", "storage", "locales")
CATALOGUE = ROOT / "locales" / "zh_Hans_CN" / "LC_MESSAGES" / "messages.po"
COMPILED = CATALOGUE.with_suffix(".mo")


def texts_in_code() -> set[str]:
    """Every English text that is marked with `N_`; signs alone, such as “ · ”, need no translation."""
    files = (file for folder in FOLDERS for file in sorted((ROOT / folder).rglob("*.py")))
    found = (text for file in files for text in extract_from_file("python", file, keywords={"N_": None}))
    return {text for _, text, _, _ in found if isinstance(text, str) and any(map(str.isalpha, text))}


def chinese() -> Catalog:
    with CATALOGUE.open("rb") as file:
        return read_po(file, locale="zh_Hans_CN")


def without_chinese(catalogue: Catalog) -> list[str]:
    """Texts that a reader would meet in English."""
    return sorted(text for text in texts_in_code() if text not in catalogue or not catalogue[text].string)


def compiled(catalogue: Catalog) -> bytes:
    into = io.BytesIO()
    write_mo(into, catalogue)
    return into.getvalue()


def update(catalogue: Catalog) -> None:
    """Adds what is new, drops what is gone; what is translated stays."""
    now = texts_in_code()
    for gone in {str(message.id) for message in catalogue if message.id} - now:
        catalogue.delete(gone)
    for new in now - {str(message.id) for message in catalogue}:
        catalogue.add(new)


def main() -> int:
    catalogue = chinese()
    update(catalogue)
    with CATALOGUE.open("wb") as file:
        write_po(file, catalogue, width=110, sort_output=True)
    COMPILED.write_bytes(compiled(chinese()))
    missing = without_chinese(catalogue)
    print("\n".join([f"{len(catalogue)} texts, {len(missing)} without Chinese", *map(repr, missing)]))
    return 1 if missing else 0


if __name__ == "__main__":
    sys.exit(main())
