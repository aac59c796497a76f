"""Joining: on an empty database, by invitation, with links that are wrong, and at the same moment."""

import os
from pathlib import Path

import pytest

from tests.handlers.playing import play

TRANSCRIPTS = sorted((Path(__file__).parent / "transcripts" / "empty").glob("*.txt"))


@pytest.mark.parametrize("path", TRANSCRIPTS, ids=lambda path: path.stem)
def test_a_new_office_reads_as_written(path, new_office):
    played = "\n".join(play(new_office, path.read_text("utf-8").splitlines())) + "\n"
    if os.environ.get("UPDATE_TRANSCRIPTS"):
        path.write_text(played, "utf-8")
    assert played == path.read_text("utf-8")
