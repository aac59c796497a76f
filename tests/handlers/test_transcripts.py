"""Every conversation as it reads in the chats, with its trail in the audit; the program is built anew for each line.

`UPDATE_TRANSCRIPTS=1` rewrites what the bot says; then read it as the officer, the enterprise, the leader would.
"""

from pathlib import Path

import pytest

from handlers.chatform.filling import conversations
from tests.handlers.playing import assert_as_written
from tests.handlers.trail import Trail

TRANSCRIPTS = sorted((Path(__file__).parent / "transcripts").glob("*.txt"))


@pytest.fixture(scope="module")
def submitted():
    """The forms that were submitted twice."""
    return set()


@pytest.mark.parametrize("path", TRANSCRIPTS, ids=lambda path: path.stem)
def test_a_conversation_reads_as_written_and_leaves_its_trail(path, stage, submitted):
    trail = Trail(stage)
    assert_as_written(stage, path, after=trail.followed)
    submitted |= trail.submitted
    trail.assert_readable("陈示例")


def test_every_form_was_submitted_twice(submitted):
    if not submitted:
        pytest.skip("the conversations were not played")
    assert submitted == set(conversations)
