"""An installation whose language is English: whoever has chosen none reads English, a choice is kept."""

import shutil
from pathlib import Path

import pytest

from storage.database import Database
from tests.handlers.playing import assert_as_written
from tests.handlers.stage import Stage
from tests.handlers.trail import Trail

ENGLISH = Path(__file__).parent / "transcripts" / "english"


@pytest.fixture
def english_stage(example, tmp_path):
    file, people = example
    db = Database(f"sqlite:///{shutil.copy(file, tmp_path / 'english.db')}", language="en")
    yield Stage(db, tmp_path, {person.name: person.telegram_id for person in people})
    db.close()


@pytest.mark.parametrize("path", sorted(ENGLISH.glob("*.txt")), ids=lambda path: path.stem)
def test_an_english_installation_writes_english_to_whoever_chose_nothing(path, english_stage):
    trail = Trail(english_stage)
    assert_as_written(english_stage, path, after=trail.followed)
