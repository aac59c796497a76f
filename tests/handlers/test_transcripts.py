"""Every conversation as it reads in the chats; the program is built anew for each line.

`UPDATE_TRANSCRIPTS=1` rewrites what the bot says; then read it as the officer, the enterprise, the leader would.
"""

import os
from pathlib import Path

import pytest

from tests.handlers.playing import play

TRANSCRIPTS = sorted((Path(__file__).parent / "transcripts").glob("*.txt"))


@pytest.mark.parametrize("path", TRANSCRIPTS, ids=lambda path: path.stem)
def test_a_conversation_reads_as_written(path, stage):
    written = path.read_text("utf-8")
    played = "\n".join(play(stage, written.splitlines())) + "\n"
    if os.environ.get("UPDATE_TRANSCRIPTS"):
        path.write_text(played, "utf-8")
    assert played == path.read_text("utf-8")
