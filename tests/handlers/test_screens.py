"""Texts and buttons as rows of the outbox: limits of the messenger, and words that could be mistaken for HTML."""

from dataclasses import dataclass

import pytest
from sqlmodel import col, select

from handlers.turn.screens import MOST_UNITS, Button, Preformatted, send, units
from locales import N_
from sandbox.text_entities import parse_html
from storage.queries.messages import outbox
from storage.queries.messages.screen_rows import pressed
from storage.tables import Outbox
from tests.handlers.stage import BEGINS


@dataclass
class Officer:
    person_id: int = 1
    chat_id: int = 9000000000000001
    language: str = "zh_Hans_CN"


@pytest.fixture
def sent(stage):
    """Sends a screen; returns the payloads in order."""

    def send_it(*parts, **how):
        with stage.looking() as session:
            send(session, Officer(), parts, "key", BEGINS, **how)
            session.flush()
            return list(session.exec(select(Outbox).order_by(col(Outbox.id))))

    return send_it


def test_a_long_answer_goes_on_several_messages_and_nothing_is_lost(sent):
    lines = [f"{number} 检查-2025-{number:04d} · 康民大药房（南宾店）" for number in range(400)]
    rows = sent(*lines, rows=[[Button("下一页", "x")]])
    texts = [row.payload["text"] for row in rows]
    assert len(texts) > 1
    assert all(units(text) <= MOST_UNITS for text in texts)
    assert "\n".join(texts).split("\n") == lines
    assert ["reply_markup" in row.payload for row in rows] == [False] * (len(rows) - 1) + [True]
    assert [row.key for row in rows] == ["key", *(f"key.{number}" for number in range(1, len(rows)))]


def test_length_is_counted_as_telegram_counts_it():
    assert units("药") == 1
    assert units("𠮷") == units("😀") == 2


@pytest.mark.parametrize("letter", ["药", "😀"])
def test_one_endless_line_is_cut(sent, letter):
    texts = [row.payload["text"] for row in sent(letter * 6000)]
    assert all(units(text) <= MOST_UNITS for text in texts)
    assert "".join(texts).replace("\n", "") == letter * 6000


def test_a_long_table_stays_a_table_on_every_page(sent):
    texts = [row.payload["text"] for row in sent(Preformatted("\n".join(["南宾所 8/11 5/7"] * 500)))]
    assert len(texts) > 1
    for text in texts:
        _, entities = parse_html(text)
        assert {entity["type"] for entity in entities} == {"pre"}


def test_what_people_write_is_never_html(sent):
    (row,) = sent(N_("{name} (new)", name="<b>药&房</b>"), Preformatted("a < b && c"))
    text, entities = parse_html(row.payload["text"])
    assert "<b>药&房</b>" in text
    assert "a < b && c" in text
    assert [entity["type"] for entity in entities] == ["pre"]


def test_buttons_carry_a_token_and_fit_into_64_bytes(stage, sent):
    buttons = [[Button(f"{number}", "risk.show", {"id": number, "why": "很长" * 200}) for number in range(8)]] * 12
    (row,) = sent("问题？", rows=buttons)
    data = [one["callback_data"] for line in row.payload["reply_markup"]["inline_keyboard"] for one in line]
    assert len(set(data)) == len(data) == 96
    assert all(len(one.encode()) <= 64 for one in data)
    with stage.looking() as session:
        assert pressed(session, data[3], 1, BEGINS).details["id"] == 3
        assert pressed(session, data[3], 2, BEGINS) is None  # somebody else's


def test_a_text_is_sent_once_per_key(stage):
    with stage.looking() as session:
        send(session, Officer(), ["一次"], "same", BEGINS)
        assert [call.payload["text"] for call in outbox.waiting(session)] == ["一次"]
