"""The one pager: no list leaves anything out, whatever its length, and each page is reached by its buttons."""

import re
from pathlib import Path

import pytest

import handlers
from handlers.turn.pager import page_of, page_read
from locales import tr

CUT = re.compile(r"\[:\s*([A-Z][A-Z_]+)\]")
NAMED_ELSEWHERE = {
    "levels/regrading.py": "the workbook that was sent has them all",
    "plans/load_plan.py": "all of them are coloured in the workbook that comes back, and so are their units",
    "deadlines/morning_digest.py": "a message holds a hundred buttons, the rest is behind 我的待办",
    "deadlines/deadline_list.py": "units of a single line, counted in it",
    "imports/import_words.py": "the workbook that comes back has every change",
    "health/failing.py": "the administrator's screen has them all",
    "groups/bind_group.py": "a message holds a hundred buttons",
    "people/hand_over.py": "a message holds a hundred buttons",
    "people/people_changed.py": "offers of a question that finds everybody by name",
    "audit/audit_pages.py": "one page of what is read page by page",
    "register/inline_search.py": "letters of a name",
}
"""Files that may show the first of something only, and where the rest is."""


@pytest.mark.parametrize("length", [0, 1, 7, 8, 9, 16, 17, 100])
def test_from_page_to_page_every_line_is_seen_once(length):
    lines = list(range(length))
    seen, first = [], 0
    while True:
        page = page_of(lines, first)
        assert page.total == length
        assert [number for number, _ in page.numbered()] == [line + 1 for line in page.lines]
        seen += page.lines
        after = [button for row in page.turning("x") for button in row if button.details["first"] > page.first]
        if not after:
            break
        first = after[0].details["first"]
    assert seen == lines


def test_the_row_says_which_page_of_how_many():
    labels = [button.label for row in page_of(range(30), 8).turning("x", {"id": 7}) for button in row]
    assert [tr(label, "zh_Hans_CN") for label in labels] == ["‹ 上一页", "2/4", "下一页 ›"]
    assert [button.details for button in page_of(range(30), 8).turning("x", {"id": 7})[0]] == [
        {"id": 7, "first": 0},
        {"id": 7, "first": 8},
        {"id": 7, "first": 16},
    ]
    assert page_of(range(8)).turning("x") == []


def test_a_list_that_grew_shorter_shows_its_last_page():
    asked = []
    page = page_read(9, lambda skip, most: asked.append((skip, most)) or ["last"], 40)
    assert (page.first, asked) == (8, [(8, 8)])
    assert page_of([], 40).lines == []


def test_a_button_of_before_that_begins_between_two_pages_shows_the_page_it_lies_on():
    assert page_of(range(30), 10).first == 8


def test_nothing_else_in_the_conversations_shows_only_the_first_of_a_list():
    folder = Path(handlers.__file__).parent
    cutting = {str(file.relative_to(folder)) for file in folder.rglob("*.py") if CUT.search(file.read_text("utf-8"))}
    assert cutting <= set(NAMED_ELSEWHERE)
