"""Several people, their phones and the real bot in one process: no server, no waiting, a clock that only we move.

    stage.send(officer, "记检查")     # what a person does lands in the bot's queue …
    stage.settle()                    # … and goes through intake, inbox, lane, turn, outbox and delivery

`settle` builds the whole program anew on the same database, so nothing can live in its memory between two lines.
"""

import asyncio
import re
import struct
import zlib
from collections.abc import Callable, Coroutine, Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import bot.run.app
from bot.run.app import App
from bot.run.lanes import WaitingUpdate
from sandbox.group_chats import make_group, person_brings_bot, person_says_there
from sandbox.phone import Phone
from sandbox.transcript import said_by_bot
from sandbox.world import Chat, Person, Query, World
from storage.audit_head import HeadFile
from storage.database import Database, Session
from storage.files import Files
from storage.queries.messages import inbox, job_queue
from tests.clocks import JumpingClock
from tests.handlers.wire import Wire

ZONE = ZoneInfo("Asia/Shanghai")
BEGINS = datetime(2025, 6, 20, 9, 0, tzinfo=ZONE)
TOKEN = "1:on-stage"
BOT = {"id": 1, "is_bot": True, "first_name": "销号", "username": "xiaohao_bot"}
STRANGER = Person(77, "陌生人")
A_MOMENT = timedelta(seconds=5)


class Stage:
    def __init__(self, db: Database, folder: Path, people: Mapping[str, int]) -> None:
        """`people` are names with Telegram ids; files go into the folder."""
        self.db, self.files, self.audit_head = db, Files(folder), HeadFile(folder / "audit-head.json")
        self.clock = JumpingClock(BEGINS, seconds=lambda: 0.0)
        known = [Person(telegram_id, name) for name, telegram_id in people.items()]
        self.world = World(self.clock, [*known, STRANGER], BOT)
        self.chats = {chat.person.name: chat for chat in self.world.chats.values()}
        self.phones = {name: Phone(self.world, chat) for name, chat in self.chats.items()}
        self.wire = Wire(self.world)
        self.pictures = 0
        self.printed = ""
        """The token that the terminal showed."""
        self.shown: dict[str, list[dict[str, Any]]] = {name: [] for name in self.chats}
        """Every message with buttons as it once stood in a chat, so that old buttons can be pressed."""
        self._remember_screens()

    # --- what people do ----------------------------------------------------------------------------------

    def send(self, who: str, text: str) -> int:
        return self.phones[who].send(text)

    def press(self, who: str, label: str, *, back: int = 0, of: str | None = None) -> None:
        """The newest button of that label; `back=1` the one before it, `of` another person's."""
        found = [
            (message, button["callback_data"])
            for message in reversed(self.shown[of or who])
            for row in message["reply_markup"]["inline_keyboard"]
            for button in row
            if button["text"] == label or (label.endswith("…") and button["text"].startswith(label[:-1]))
        ]
        if len(found) <= back:
            raise LookupError(f"{who} never had a button [{label}]; the last screen: {self.shown[of or who][-1:]}")
        self.press_data(who, found[back][1], found[back][0]["message_id"])

    def press_data(self, who: str, data: str, message_id: int) -> None:
        """Any button at all, as a changed client could press it."""
        chat = self.chats[who]
        query_id = str(4_400_000_000_000_000 + self.world.count())
        self.world.queries[query_id] = Query(chat)
        message = {"message_id": message_id, "from": BOT, "chat": {"id": chat.person.id, "type": "private"}, "date": 0}
        pressed = {"id": query_id, "from": self.world.user(chat), "message": message, "data": data}
        self.world.updates.add("callback_query", {**pressed, "chat_instance": "1"})

    def send_photos(self, who: str, count: int = 1, caption: str = "") -> None:
        """One photo, or an album."""
        pictures = [self.picture() for _ in range(count)]
        if count == 1:
            self.phones[who].send_photo(pictures[0], caption)
        else:
            self.phones[who].send_album(pictures, caption)

    def picture(self) -> bytes:
        """A new PNG of one dot, unlike all before it."""
        self.pictures += 1
        return a_png(self.pictures)

    def give(self, who: str, content: Mapping[str, Any]) -> None:
        """Any message at all: `{"voice": {…}}`."""
        self.world.person_says(self.chats[who], dict(content))

    def in_group(self, who: str, text: str) -> None:
        group = {"id": -1001, "type": "supergroup", "title": "南宾所"}
        sender = self.world.user(self.chats[who])
        message = {"message_id": 1, "from": sender, "chat": group, "date": int(self.clock().timestamp()), "text": text}
        self.world.updates.add("message", message)

    def bring_into_group(self, who: str, title: str, *, out: bool = False) -> None:
        if title not in self.chats:
            self.chats[title] = make_group(self.world, -1_002_000_000_000 - len(self.chats), title)
            self.shown[title] = []
        person_brings_bot(self.world, self.chats[title], self.chats[who], out=out)

    def say_in_group(self, who: str, title: str, text: str) -> None:
        """`@xiaohao_bot …`, `/report@xiaohao_bot …`, or 答：… as a reply to what the bot said last."""
        group = self.chats[title]
        own = [message for message in group.messages.values() if message["from"] == BOT]
        reply = own[-1] if text.startswith("答：") else None
        person_says_there(self.world, group, self.chats[who], text.removeprefix("答："), reply)

    # --- what the bot does -------------------------------------------------------------------------------

    def settle(self) -> None:
        """Everything that has been done is answered, and every answer has arrived."""
        self._with_a_new_app(self._settled)
        self.clock.move_to(self.clock() + A_MOMENT)

    def tick_at(self, local: datetime) -> None:
        """The clock stands there, and the minute's tick comes."""
        self.clock.move_to(local.replace(tzinfo=ZONE))
        self.tick()

    def tick(self) -> None:
        async def ticked(app: App) -> None:
            await app.tick()
            await self._settled(app)

        self._with_a_new_app(ticked)

    def _with_a_new_app(self, work: Callable[[App], Coroutine[Any, Any, None]]) -> None:
        asyncio.run(self._alive(work))

    async def _alive(self, work: Callable[[App], Coroutine[Any, Any, None]]) -> None:
        with wired(self.wire):
            app = App(TOKEN, "http://stage", self.db, self.files, self.clock, ZONE, self.audit_head)
        await app.bot.initialize()
        try:
            await work(app)
        finally:
            await app.bot.shutdown()

    async def _settled(self, app: App) -> None:
        await self.take_in(app)
        await self.take_turns(app)
        while (job := await app.db.read(job_queue.next_job)) is not None:
            await app.jobs._do(job)
        await self.deliver(app)

    async def take_in(self, app: App) -> None:
        if not len(self.world.updates):
            return
        await app.intake.take_batch()
        await asyncio.gather(*app.intake.answers)
        self.world.updates.take(app.intake.offset or 0)

    async def take_turns(self, app: App, most: int | None = None) -> None:
        for row in (await app.db.read(lambda session: inbox.waiting_after(session, 0)))[:most]:
            await app.lanes._take(WaitingUpdate(row.id, row.update_id, row.raw, row.lane))

    async def deliver(self, app: App, *, wait: bool = True) -> None:
        """Until nothing is left to send; what was put off is reached by moving the clock."""
        while True:
            calls = await app.delivery._ready()
            for call in calls:
                await app.delivery._deliver(call)
            if not calls:
                left = app.delivery.waits.next() if wait else None
                if left is None:
                    return
                self.clock.move_to(self.clock() + timedelta(seconds=left))

    # --- what can be looked at ---------------------------------------------------------------------------

    @contextmanager
    def looking(self) -> Iterator[Session]:
        """A session on the database as it stands."""
        with self.db.transaction() as session:
            yield session

    def look(self, at: Callable[[Session], Any]) -> Any:
        with self.looking() as session:
            return at(session)

    def newest_token(self) -> str:
        """Of the link that was printed or sent last."""
        sent = [call.get("caption", "") for method, call in self.wire.calls if method == "sendPhoto"]
        links = [self.printed, *(found[1] for text in sent if (found := re.search(r"start=([\w-]+)", text)))]
        return links[-1]

    def said(self, who: str) -> str:
        """The newest message of the bot in somebody's chat, with its buttons."""
        return str(self.phones[who].last)

    def do(self, who: str, *lines: str) -> str:
        """Types or presses (`[提交]`) line by line; returns everything the bot said to the last one."""
        before = 0
        for line in lines:
            before = len(self.chats[who].story) + 1
            if line.startswith("["):
                self.press(who, line[1:-1])
                before -= 1
            else:
                self.send(who, line)
            self.settle()
        return "\n".join(self.chats[who].story[before:])

    def _remember_screens(self) -> None:
        """The world's own two verbs, with a note of each screen."""
        says, edits = self.world.bot_says, self.world.bot_edits

        def noted(verb: Callable[..., dict[str, Any]]) -> Callable[..., dict[str, Any]]:
            def wrapped(chat: Chat, *rest: Any) -> dict[str, Any]:
                message = verb(chat, *rest)
                if "reply_markup" in message:
                    self.shown[chat.person.name].append(message)
                return message

            return wrapped

        self.world.bot_says, self.world.bot_edits = noted(says), noted(edits)  # type: ignore[method-assign]


@contextmanager
def wired(wire: Wire) -> Iterator[None]:
    """The program as it is, except that its calls go over our wire."""
    real = vars(bot.run.app)["AiohttpRequest"]
    setattr(bot.run.app, "AiohttpRequest", lambda connections=64: wire)  # noqa: B010 - a class of theirs
    try:
        yield
    finally:
        setattr(bot.run.app, "AiohttpRequest", real)  # noqa: B010


def a_png(number: int) -> bytes:
    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    header = struct.pack(">IIBBBBB", 1, 1, 8, 2, 0, 0, 0)
    dot = zlib.compress(b"\0" + struct.pack(">I", number)[1:])
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", dot) + chunk(b"IEND", b"")


__all__ = ["BEGINS", "STRANGER", "ZONE", "Stage", "a_png", "said_by_bot"]
