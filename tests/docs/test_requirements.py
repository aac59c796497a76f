"""The locked dependencies install anywhere: pinned, hashed, and from whichever package index the machine uses."""

import re
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent.parent
FILES = [ROOT / "requirements.txt", ROOT / "requirements-dev.txt"]


def entries(file: Path) -> dict[str, str]:
    """Each package and what is written of it: version, marker, hashes."""
    written = re.split(r"^(?=[A-Za-z0-9])", file.read_text(encoding="utf-8"), flags=re.MULTILINE)
    return {re.split(r"[=\[ ;]", entry, maxsplit=1)[0]: entry for entry in written if "==" in entry}


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)
def test_everything_is_pinned_and_hashed_and_names_no_address(file):
    assert "://" not in file.read_text(encoding="utf-8")
    assert not re.search(r"^--", file.read_text(encoding="utf-8"), re.MULTILINE)
    assert [name for name, entry in entries(file).items() if "--hash=sha256:" not in entry] == []


def test_every_dependency_of_the_program_is_locked():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    named = {re.split(r"[=<>\[; ]", line, maxsplit=1)[0].lower() for line in project["dependencies"]}
    assert named - entries(FILES[0]).keys() == set()


def test_tests_run_with_the_versions_that_are_shipped():
    shipped, tested = (
        {name: re.search(r"==(\S+)", entry)[1] for name, entry in entries(file).items()} for file in FILES
    )
    assert {name: tested.get(name) for name in shipped} == shipped
