"""A kind of duty is added as one file: it is in 我的待办, on the home screen, in 期限 and in the digest."""

from datetime import datetime

import pytest

from schedules import catalog
from schedules.duties import all_kinds
from tests.docs.snippets import snippet


@pytest.fixture
def added(add):
    add(catalog, "greeting", snippet("Adding a kind of duty"))
    all_kinds.cache_clear()
    yield
    all_kinds.cache_clear()


def test_everybody_of_the_unit_sees_it_in_every_list(added, stage):
    assert "Greet the neighbours" in stage.do("李示例", "我的待办")
    assert "Greet the neighbours" in stage.do("李示例", "期限")
    assert "待办 5 项" in stage.do("李示例", "/start")
    before = len(stage.phones["李示例"].messages)
    stage.tick_at(datetime.fromisoformat("2025-06-23 09:00"))
    (digest,) = stage.phones["李示例"].messages[before:]
    assert "Greet the neighbours" in digest.text
