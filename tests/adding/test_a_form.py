"""A form with its conversation is added as one file: its word, its command, its line in /help, its review card."""

import sys
from importlib import import_module

import pytest

import handlers
from handlers.chatform import filling
from handlers.turn import routes
from tests.docs.snippets import snippet


@pytest.fixture
def added(add):
    add(handlers, "colleague_note", snippet("Adding a form"))
    routes.load_conversations()
    yield
    del routes.commands["note"], filling.conversations["colleague_note"]
    sys.modules.pop("handlers.colleague_note")


def test_it_is_written_and_read_back(added, stage):
    assert "/note" in stage.do("李示例", "/help")
    assert "What should they know?" in stage.do("李示例", "Leave a note")
    assert "冷藏柜已修好" in stage.do("李示例", "冷藏柜已修好")
    assert "Noted: 冷藏柜已修好" in stage.do("李示例", "提交")


def test_who_may_not_inspect_is_not_told_of_it(added, stage):
    assert "/note" not in stage.do("王样例", "/help")


def test_the_file_that_was_added_is_the_only_one(added):
    assert import_module("handlers.colleague_note").NOTE.key == "colleague_note"
