"""Files and modules that the documents and the code's own words name are there."""

import re
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
STREETS = [*sorted(file.parent.name for file in ROOT.glob("*/__init__.py")), "tests", "docs", "scripts"]
FILE = re.compile(rf"(?<![\w/.-])((?:{'|'.join(STREETS)})/[\w/.-]*\.(?:py|md|yaml|html))\b")
FOLDER = re.compile(rf"`((?:{'|'.join(STREETS)})/(?:[\w-]+/)*)`")
MODULE = re.compile(rf"`((?:{'|'.join(STREETS)})(?:\.\w+)+)(?:\.[A-Z]\w*)?`")
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]
CODE = [file for street in STREETS for file in sorted((ROOT / street).rglob("*.py")) if "versions" not in file.parts]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_a_page_names_what_is_there(page):
    text = page.read_text("utf-8")
    missing = {name for name in _files_named(text) if not _is_invented(name) and not (ROOT / name).exists()}
    missing |= {name for name in MODULE.findall(text) if not _is_there(name)}
    assert missing == set()


def test_docstrings_and_comments_name_files_that_are_there():
    missing = {
        f"{file.relative_to(ROOT)}: {name}"
        for file in CODE
        for name in _files_named(file.read_text("utf-8"))
        if not (ROOT / name).exists() and not _is_invented(name)
    }
    assert missing == set()


def test_docstrings_and_comments_name_modules_that_are_there():
    named = {(name, file) for file in CODE for name in MODULE.findall(file.read_text("utf-8"))}
    assert {f"{file.relative_to(ROOT)}: {name}" for name, file in named if not _is_there(name)} == set()


INVENTED = ("KEY",)
"""Where a name stands for any."""


def _files_named(text: str) -> set[str]:
    """Files, and folders in backticks."""
    return {*FILE.findall(text), *FOLDER.findall(text)}


def _is_invented(name: str) -> bool:
    return any(part in name for part in INVENTED)


def _is_there(name: str) -> bool:
    """A module, or something in one; `forms.json` is a file that is spoken of."""
    if name.endswith(".json"):
        return True
    parent, _, last = name.rpartition(".")
    try:
        return hasattr(import_module(parent), last) or find_spec(name) is not None
    except ImportError:
        return False
