"""docs/errors.md: each sentence that it promises is one that the program says, and each has a test that is there."""

import re
from pathlib import Path

import pytest
from babel.messages.pofile import read_po

ROOT = Path(__file__).parent.parent.parent
TABLE = (ROOT / "docs/errors.md").read_text(encoding="utf-8")
ROWS = [
    tuple(cell.strip() for cell in line.strip().strip("|").split(" | "))
    for line in TABLE.splitlines()
    if line.startswith("| ") and "`tests/" in line
]
CATALOGUE = ROOT / "locales/zh_Hans_CN/LC_MESSAGES/messages.po"
PLACE = re.compile(r"\\\{\w+\\\}")


def said() -> list[re.Pattern[str]]:
    """What the program may say, with anything in place of names and numbers."""
    with CATALOGUE.open("rb") as file:
        strings = [message.string for message in read_po(file) if message.id]
    words = [one for string in strings for one in ([string] if isinstance(string, str) else string)]
    return [re.compile(PLACE.sub(".+?", re.escape(one)), re.DOTALL) for one in words]


SAID = said()


def test_the_table_is_read():
    assert len(ROWS) > 100
    assert all(len(row) == 3 for row in ROWS)


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row[0])
def test_the_program_says_so(row):
    sentence = re.sub(r"\s*\[[^\]]+\]", "", row[1]).strip()
    assert any(one.fullmatch(sentence) for one in SAID), f"not in the catalogue: {sentence}"


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row[0])
def test_its_test_is_there(row):
    named = re.findall(r"`(tests/[\w/.]+)(?:::(\w+))?[^`]*`", row[2])
    assert named
    for file, name in named:
        content = (ROOT / file).read_text(encoding="utf-8")
        assert not name or f"def {name}(" in content, f"{file} has no {name}"
