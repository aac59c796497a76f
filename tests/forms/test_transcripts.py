"""Plays every transcript and compares it whole; `UPDATE_TRANSCRIPTS=1` writes down what is said now.

The first line of a transcript says which form it plays: `# inspection · a clean visit`.
"""

import os
from pathlib import Path

import pytest

from tests.forms.play import play

HERE = Path(__file__).parent.parent / "transcripts"
TRANSCRIPTS = sorted(HERE.glob("*.txt"))


@pytest.mark.parametrize("path", TRANSCRIPTS, ids=lambda path: path.stem)
def test_a_transcript_reads_as_written(path, catalog, search, friday):
    title, *lines = path.read_text("utf-8").splitlines()
    playable = catalog[title.removeprefix("# ").split(" · ")[0]]
    said = play(playable.form, lines, now=friday, offers=playable.offers, answers=playable.answers, find=search)
    whole = "\n".join([title, *said]) + "\n"
    if os.environ.get("UPDATE_TRANSCRIPTS"):
        path.write_text(whole, "utf-8")
    assert whole == path.read_text("utf-8")


def test_every_form_of_the_catalog_has_a_transcript(catalog):
    titles = (path.read_text("utf-8").splitlines()[0] for path in TRANSCRIPTS)
    played = {title.removeprefix("# ").split(" · ")[0] for title in titles}
    assert played == set(catalog)


def test_every_file_of_the_catalog_is_played(catalog):
    files = {path.stem for path in (HERE.parent.parent / "forms" / "catalog").glob("[a-z]*.py")}
    assert {"correction" if key.startswith("correct_") else key for key in catalog} == files
