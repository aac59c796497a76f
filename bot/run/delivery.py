"""Delivery: sends what the outbox holds, paced, in order per chat, replies before nudges.

Telegram has no idempotency key. So a reply whose fate is unknown is sent again (the same words, the same number),
a nudge or a file is not: it is marked `unsure` and listed for the administrator.
"""

import asyncio
import logging
from collections.abc import Callable
from contextlib import suppress
from datetime import timedelta
from functools import partial
from pathlib import PurePath
from typing import Any
from zoneinfo import ZoneInfo

from telegram import Bot, InputFile
from telegram.error import (
    BadRequest,
    ChatMigrated,
    EndPointNotFound,
    Forbidden,
    InvalidToken,
    RetryAfter,
    TelegramError,
)

from bot import qr
from bot.clock import Clock
from bot.run import plainer_messages
from bot.run.network import NotSent
from bot.run.pacing import LONGEST, Paces, Waits
from bot.run.retry_locked import patiently
from handlers.health import undelivered
from locales import N_, tr
from storage.database import Database, Session
from storage.file_kinds import PICTURES, SHOWN, kind_of, suffix_of
from storage.files import Files
from storage.ids import is_id
from storage.jpeg_copy import jpeg_copy
from storage.outbox_payload import NOT_SENT, OutboxPayload, plain_text
from storage.queries.messages import outbox
from storage.queries.messages.outbox import WaitingCall
from storage.queries.organisation import bound_groups
from storage.queries.people import people

log = logging.getLogger("xiaohao.delivery")

PER_SECOND = 30
AT_ONCE, FEW = 10, 5
"""So many replies, or so many nudges and answers to strangers, before it is looked again who waits."""
IDLE_SECONDS = 30
FLEETING = ("answerInlineQuery",)
"""Awaited by somebody who is typing: not tried again. One that comes too late is refused, and that is all."""
MOST_OF_A_REASON = 200
NOBODY_THERE = ("chat not found", "user not found", "peer_id_invalid", "user is deactivated", "input_user_deactivated")
"""What a server says of somebody who never began, or is gone; the rest of what waits for them is given up as well."""

Outcome = Callable[[Session], None]


class Delivery:
    """The one paced sender of a process."""

    def __init__(
        self, bot: Bot, db: Database, files: Files, clock: Clock, failpoint: Callable[[str], None], zone: ZoneInfo
    ) -> None:
        self.bot, self.db, self.files, self.clock, self.failpoint = bot, db, files, clock, failpoint
        self.zone = zone
        self.waits, self.paces = Waits(clock), Paces()
        self.more = asyncio.Event()
        self.settled = False
        self.busy: set[int] = set()
        self.decoding = asyncio.Semaphore(1)
        self.undecodable: set[str] = set()
        self.tasks: set[asyncio.Task[None]] = set()
        self.next_slot = 0.0
        self.stopping = False

    def wake(self) -> None:
        self.more.set()

    async def run(self) -> None:
        if not self.settled:  # once a run: later on, what is in flight is in flight
            await patiently(lambda: self.db.write(self._settle_after_crash))
            self.settled = True
        while not self.stopping:
            self.more.clear()
            for call in await patiently(self._ready):
                await self._slot()
                self._start(call)
            with suppress(TimeoutError):
                async with asyncio.timeout(self._idle_seconds()):
                    await self.more.wait()

    def _settle_after_crash(self, session: Session) -> None:
        for call in outbox.settle_after_crash(session):
            self._doubt(session, call, "interrupted")

    async def _ready(self) -> list[WaitingCall]:
        """Some replies, or a few of the rest. Chats that were told something just now come last.

        Who is in flight is asked before looking: a call that finishes meanwhile would still be seen waiting, and be
        sent twice.
        """
        busy, over = set(self.busy), self.paces.over(asyncio.get_running_loop().time())
        calls = await self._waiting(busy | over)
        if not calls and over:
            calls = await self._waiting(busy)
        return [call for call in calls if call.awaited] or calls[:FEW]

    async def _waiting(self, besides: set[int]) -> list[WaitingCall]:
        """Each look leaves out the chats whose head was found to wait, also under another id than it was put off."""
        besides = besides | self.waits.chats()
        while True:
            calls = await self.db.read(partial(self._look, besides))
            ready = [call for call in calls if self.waits.has_come(call)]
            if ready or not calls:
                return ready
            besides = besides | {call.chat_id for call in calls}

    def _look(self, besides: set[int], session: Session) -> list[WaitingCall]:
        self.db.make_sure(session)
        return outbox.waiting(session, AT_ONCE, besides)

    def _idle_seconds(self) -> float:
        """Until the earliest postponed call is due."""
        left = self.waits.next()
        return IDLE_SECONDS if left is None else min(max(left, 0.02), IDLE_SECONDS)

    async def _slot(self) -> None:
        """An absolute schedule: no burst after a pause, no drift."""
        now = asyncio.get_running_loop().time()
        self.next_slot = max(self.next_slot + 1 / PER_SECOND, now)
        await asyncio.sleep(self.next_slot - now)

    def _start(self, call: WaitingCall) -> None:
        if self.stopping:
            return
        self.busy.add(call.chat_id)
        self.paces.note(call.chat_id, asyncio.get_running_loop().time())
        task = asyncio.create_task(self._deliver(call))
        self.tasks.add(task)

        def done(task: asyncio.Task[None]) -> None:
            self.tasks.discard(task)
            self.busy.discard(call.chat_id)
            self.wake()

        task.add_done_callback(done)

    async def _deliver(self, call: WaitingCall) -> None:
        try:
            await patiently(self.db.make_sure_after_a_pause)  # locked just now: not sent, so not in doubt
            await self._sent_and_marked(call)
        except Exception as error:  # else it would be made again at once, for ever
            log.exception("call %s (%s): what became of it cannot be written down", call.id, call.method)
            self.waits.put_off(call, LONGEST, tries=call.tries)
            unsure = _finished(call, "unsure", type(error).__name__)
            await patiently(lambda: self.db.write(unsure))

    async def _sent_and_marked(self, call: WaitingCall) -> None:
        if call.lasting:
            await patiently(lambda: self.db.write(lambda session: outbox.begin(session, call.id)))
        self.failpoint("about to send")
        outcome = await self._outcome(call)
        self.failpoint("sent, not marked")
        await patiently(lambda: self.db.write(outcome))

    async def _outcome(self, call: WaitingCall) -> Outcome:
        try:
            method, payload = plainer_messages.made_plain(call.method, call.payload, call.without.split())
            return _sent(call, await self._send(method, payload))
        except TelegramError as error:
            return self._after(call, error)
        except OSError as error:
            log.error("call %s (%s): its file cannot be read (%s)", call.id, call.method, type(error).__name__)
            return self._given_up(call, undelivered.UNREADABLE)
        except Exception as error:
            log.exception("call %s (%s) cannot be made", call.id, call.method)
            return self._refused(call, type(error).__name__)

    async def _send(self, method: str, said: OutboxPayload) -> Any:
        payload: dict[str, object] = {name: value for name, value in said.items() if name not in NOT_SENT}
        if "qr" in said:
            field = "photo" if method == "sendPhoto" else "document"
            payload[field] = InputFile(await asyncio.to_thread(qr.picture, said["qr"]), filename="qr.png")
        if "stored" in said:
            stored = said["stored"]
            field, content = stored["field"], await asyncio.to_thread(self.files.read, stored["sha256"])
            if field == "photo" and kind_of(content) in PICTURES - SHOWN:
                copy = await self._shown_everywhere(stored["sha256"])
                method, field = ("sendPhoto", "photo") if copy else ("sendDocument", "document")
                content = copy or content
            name = stored["name"]
            if "number" in stored:  # a picture: what it is, its bytes say
                name = f"{PurePath(name).stem}{suffix_of(content)}"
            payload[field] = InputFile(content, filename=name)
        return await self.bot.do_api_request(method, payload)

    async def _shown_everywhere(self, sha256: str) -> bytes | None:
        """The JPEG copy; one at a time is made, and what could not be decoded is not tried again in this run."""
        async with self.decoding:
            if sha256 in self.undecodable:
                return None
            copy = await asyncio.to_thread(jpeg_copy, self.files, sha256)
            if copy is None:
                self.undecodable.add(sha256)
            return copy

    def _after(self, call: WaitingCall, error: TelegramError) -> Outcome:
        """What becomes of a call that failed: later, never, done after all, or nobody knows."""
        said = error.message.lower()
        if call.method in FLEETING:
            return _finished(call, "dead", said)
        if isinstance(error, RetryAfter):
            return self._later(call, seconds_of(error.retry_after), "429")
        if isinstance(error, ChatMigrated):
            new = error.new_chat_id
            return lambda session: bound_groups.move(session, call.chat_id, new)
        if isinstance(error, NotSent):
            return self._later(call, _backoff(call), "no connection")
        if isinstance(error, InvalidToken | EndPointNotFound):  # the library calls a refused token an unknown method
            return self._later(call, 60, "token refused")
        if isinstance(error, Forbidden) or any(words in said for words in NOBODY_THERE):
            return self._shut_out(call, said)
        if isinstance(error, BadRequest):
            return self._refused(call, said)
        if call.lasting:
            return lambda session: self._doubt(session, call, type(error).__name__)
        return self._later(call, _backoff(call), type(error).__name__)

    def _refused(self, call: WaitingCall, said: str) -> Outcome:
        """The server understood the call and will not do it, so: more plainly, or not at all. An edit goes out anew."""
        if call.method in FLEETING:
            return _finished(call, "dead", said)
        if "message is not modified" in said:
            return _sent(call, None)
        if call.method == "editMessageText":
            return lambda session: outbox.send_instead(session, call.id)
        without = call.without.split()
        thing = plainer_messages.next_to_give_up(call.method, call.payload, without, said)
        if thing is not None:
            log.warning("call %s (%s) was refused: %s; once more without %s", call.id, call.method, said, thing)
            return lambda session: outbox.say_without(session, call.id, thing, said)
        log.error("call %s (%s) was refused: %s", call.id, call.method, said)
        why = undelivered.TOO_BIG if plainer_messages.is_too_big(said) else said[:MOST_OF_A_REASON]
        return self._given_up(call, why, shut_out=plainer_messages.is_hopeless(said))

    def _shut_out(self, call: WaitingCall, said: str) -> Outcome:
        """A person has blocked the bot or never began; in a group somebody waits for the answer all the same."""
        if call.chat_id > 0:
            return lambda session: _unreachable(session, call)
        if call.method == "leaveChat":
            return _finished(call, "dead", "left before")
        return self._given_up(call, said, shut_out=True)

    def _given_up(self, call: WaitingCall, why: str, *, shut_out: bool = False) -> Outcome:
        now = self.clock()
        today = now.astimezone(self.zone).date()
        return lambda session: undelivered.give_up(session, call, why, now, today, shut_out=shut_out)

    def _doubt(self, session: Session, call: WaitingCall, why: str) -> None:
        """Nobody knows whether it arrived. Who waits for a file is told, and can ask for it once more."""
        outbox.finish(session, call.id, "unsure", why)
        if call.method == "sendDocument":
            perhaps = N_("The file may not have arrived. If you do not see it here, please ask for it once more.")
            payload = plain_text(call.chat_id, tr(perhaps, people.language_of(session, call.chat_id)))
            key, now = f"unsure:{call.id}", self.clock()
            outbox.put(session, key, call.chat_id, "sendMessage", payload, now, nudge=True, lasting=True)

    def _later(self, call: WaitingCall, seconds: float, why: str) -> Outcome:
        self.waits.put_off(call, seconds, tries=call.tries + 1)
        until = self.clock() + timedelta(seconds=seconds)
        return lambda session: outbox.postpone(session, call.id, until, why)

    async def stop(self) -> None:
        """Nothing new is sent; calls in flight get their answer and their mark."""
        self.stopping = True
        self.wake()
        if self.tasks:
            await asyncio.wait(self.tasks, timeout=20)


def _sent(call: WaitingCall, answer: Any) -> Outcome:
    message_id = answer.get("message_id") if isinstance(answer, dict) else None
    if not is_id(message_id):
        message_id = None

    def mark(session: Session) -> None:
        outbox.finish(session, call.id, "sent")
        if message_id is not None:
            outbox.arrived(session, call.id, message_id)
            people.note_last_message(session, call.chat_id, message_id)

    return mark


def _finished(call: WaitingCall, state: str, why: str) -> Outcome:
    return lambda session: outbox.finish(session, call.id, state, why)


def _unreachable(session: Session, call: WaitingCall) -> None:
    people.mark_unreachable(session, call.chat_id)
    outbox.drop_chat(session, call.chat_id, "unreachable")


def _backoff(call: WaitingCall) -> float:
    return float(min(0.5 * 2 ** min(call.tries, 20), 60))


def seconds_of(value: float | timedelta) -> float:
    """What `retry_after` says: the library gives one or the other."""
    return value.total_seconds() if isinstance(value, timedelta) else float(value)
