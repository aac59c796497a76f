"""Lists longer than a screen, as people turn them: the count is right, every line is there, each with its button."""

import re
from datetime import date, datetime, timedelta

import pytest
from sqlmodel import col, select

from handlers.deadlines.morning_digest import in_words
from locales import tr
from schedules.digest_lines import Entry
from schedules.duty import Duty, DutyButton
from schedules.nudging import PersonalDigest
from storage.queries.messages.screen_rows import ButtonAction, add_screen
from storage.queries.people import people
from storage.queries.people.people import Contact
from storage.tables import RiskItem
from tests.handlers.stage import ZONE

OFFICER, LEADER = "李示例", "王样例"
NUMBER = re.compile(r"(?:隐患|检查)-\d{4}-\d{4}")
TODAY = date(2025, 6, 20)


@pytest.fixture
def busy(stage):
    """The officer of 隐患-2025-0017 has sixteen more of them, all due today."""
    with stage.looking() as session:
        item = session.exec(select(RiskItem).where(col(RiskItem.number) == "隐患-2025-0017")).one()
        facts = item.model_dump(exclude={"id", "number", "instance", "due", "finding_id"})
        for at in range(16):
            session.add(RiskItem(**facts, number=f"隐患-2025-{7000 + at}", instance=f"busy-{at}", due=TODAY))
    return stage


def turned(stage, who, words):
    """Every page of a list, as the message stood: its text and its labels."""
    stage.do(who, words)
    bubble = stage.phones[who].messages[-1]
    pages = [bubble]
    while any("下一页 ›" in row for row in bubble.buttons):
        count = len(stage.phones[who].messages)
        stage.do(who, "[下一页 ›]")
        assert len(stage.phones[who].messages) == count, "a page takes the place of the one before it"
        bubble = stage.phones[who].messages[-1]
        pages.append(bubble)
    return [(page.text, [label for row in page.buttons for label in row]) for page in pages]


def numbers(pages):
    return [number for text, _ in pages for number in NUMBER.findall(text)]


@pytest.mark.parametrize(
    ("who", "words"),
    [(LEADER, "隐患"), (LEADER, "二季度检查明细"), (OFFICER, "二季度检查明细")],
    ids=["risk items", "visits of the county", "visits of a station"],
)
def test_a_figures_records_are_all_listed_each_with_its_button(busy, who, words):
    pages = turned(busy, who, words)
    counted = int(re.search(r"(\d+) (?:项|家次)", pages[0][0])[1])
    assert len(pages) > 1
    assert len(set(numbers(pages))) == len(numbers(pages)) == counted
    for text, labels in pages:
        assert [label for label in labels if NUMBER.fullmatch(label)] == NUMBER.findall(text)


def test_a_visit_opens_from_the_list_of_visits(stage):
    pages = turned(stage, LEADER, "二季度检查明细")
    (number,) = NUMBER.findall(pages[-1][0])[:1]
    assert stage.do(LEADER, f"[{number}]").startswith(number)


def test_everything_to_do_is_reached_page_by_page(busy):
    pages = turned(busy, OFFICER, "我的待办")
    count, pressing = map(int, re.search(r"待办 (\d+) 项，其中今天到期或已超期 (\d+) 项", pages[0][0]).groups())
    marks = [line[0] for text, _ in pages for line in text.splitlines() if "　" in line]
    assert (len(marks), pressing) == (count, 16)
    assert marks == [label[0] for _, labels in pages for label in labels if label[0] in marks]
    assert {f"隐患-2025-{7000 + at}" for at in range(16)} <= set(numbers(pages))


def test_the_digest_names_all_that_is_due_each_with_its_button(busy):
    busy.tick_at(datetime(2025, 6, 20, 9, tzinfo=ZONE))
    digest = busy.phones[OFFICER].messages[-1]
    lines = [line for line in digest.text.splitlines() if "今天到期" in line]
    labels = [label for row in digest.buttons for label in row]
    assert len(lines) == 16
    assert {line[0] for line in lines} <= {label[0] for label in labels}


def test_whoever_is_left_to_visit_is_listed_by_name(stage):
    stage.do(OFFICER, "我的待办", "[② 看名单]")
    bubble = stage.phones[OFFICER].messages[-1]
    count = int(re.search(r"(\d+) 家", bubble.text)[1])
    names = []
    while True:
        names += [row[0] for row in bubble.buttons if len(row) == 1]
        if not any("下一页 ›" in row for row in bubble.buttons):
            break
        stage.do(OFFICER, "[下一页 ›]")
        bubble = stage.phones[OFFICER].messages[-1]
    assert len(set(names)) == len(names) == count > 8


def test_a_digest_cuts_nothing_that_it_claims_to_have_said():
    """Thirty things wait, the last of them is what the reminder is for: ten lines, it among them, the others named."""
    far = TODAY + timedelta(days=9)
    duties = [Duty(f"d{at}", f"第{at}件", far, TODAY, button=DutyButton("去办", "x")) for at in range(30)]
    entries = [Entry(duty, "6月29日") for duty in duties]
    contact = Contact(1, OFFICER, 1, "zh_Hans_CN", 0)
    lines, rows = in_words(PersonalDigest(contact, TODAY, entries, [("late:d29", TODAY)]))
    said = [tr(line, "zh_Hans_CN") for line in lines]
    assert [line[0] for line in said[1:11]] == list("①②③④⑤⑥⑦⑧⑨⑩")
    assert "第29件" in said[10]
    assert said[11] == "另有 20 项，见“我的待办”"
    assert len([button for row in rows for button in row]) == 11


def test_a_button_of_before_for_the_to_do_leaves_the_pressed_message_where_it_is(stage):
    stage.do(OFFICER, "我的待办")
    with stage.looking() as session:
        chat = stage.chats[OFFICER].person.id
        person = people.actor_by_account(session, chat, TODAY).person_id
        token = add_screen(session, person, chat, [ButtonAction("todo.page", {})], stage.clock())
    before = len(stage.phones[OFFICER].messages)
    stage.press_data(OFFICER, f"{token}.0", stage.phones[OFFICER].messages[-1].message_id)
    stage.settle()
    assert len(stage.phones[OFFICER].messages) == before + 1
