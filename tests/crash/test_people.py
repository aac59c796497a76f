"""The simulated people are no easier to mislead than real ones: what was not asked for is no answer."""

import asyncio
import json
import sqlite3

from sandbox.movable_clock import MovableClock
from sandbox.phone import Phone
from sandbox.world import Person, World
from tests.crash.checking import nudges_like_answers
from tests.crash.harness import BEGINS
from tests.crash.ledger import Ledger
from tests.crash.people import Somebody

YANG = Person(6, "杨演示")
TO_REVIEW = "等您复核：\n⏳ 隐患-2025-0085 · 屋顶漏水\n三木器械网店 · 整改期限 7月11日\n建档 6月26日 → 待复核"
DUE = "整改期限到哪天？　3/5"


def test_a_card_to_review_that_comes_while_somebody_waits_is_not_taken_for_the_answer():
    assert asyncio.run(_heard("整改期限", [TO_REVIEW, DUE])) == DUE


def test_what_came_before_the_answer_and_does_not_hold_its_words_is_passed_over():
    assert asyncio.run(_heard("整改期限", ["发现了什么隐患？", DUE])) == DUE


async def _heard(expected: str, said: list[str]) -> str:
    world = World(MovableClock(BEGINS), [YANG], {"id": 77, "is_bot": True, "first_name": "销号"})
    chat = world.chats[YANG.id]
    yang = Somebody(Phone(world, chat), YANG.name, Ledger(), asyncio.Event())
    yang.phone.send("屋顶漏水")
    for text in said:
        world.bot_says(chat, {"text": text})
    return (await yang.hears(expected)).text


def test_a_nudge_that_reads_like_an_answer_is_a_fault_of_every_run():
    ledger = Ledger(listened={YANG.id: {("整改期限",), ("有照片吗",)}})
    extended = TO_REVIEW.replace("等您复核：", "整改期限已延长：")
    assert nudges_like_answers(ledger, _outbox(extended)) == [
        f"who waits for ('整改期限',) would take this nudge for it: {extended}"
    ]


def test_a_nudge_that_is_known_by_its_first_words_or_holds_others_is_none():
    ledger = Ledger(listened={YANG.id: {("整改期限",)}, 7: {("已销号",)}})
    assert nudges_like_answers(ledger, _outbox(TO_REVIEW, "✅ 已销号 · 隐患-2025-0080")) == []


def _outbox(*nudges: str) -> sqlite3.Connection:
    db = sqlite3.connect(":memory:")
    db.execute("CREATE TABLE outbox (chat_id, payload, nudge)")
    rows = [(YANG.id, json.dumps({"text": text}), True) for text in nudges]
    rows.append((YANG.id, json.dumps({"text": DUE}), False))
    db.executemany("INSERT INTO outbox VALUES (?, ?, ?)", rows)
    return db
