"""A Bot API server inside this process, below HTTP: it is asked and answers in bytes. And the bot's loops beside it."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import orjson
from telegram.request import RequestData

import bot.run.app
from bot.run.app import App
from bot.run.network import AiohttpRequest
from sandbox.movable_clock import MovableClock
from storage.audit_head import HeadFile
from storage.database import Database
from storage.files import Files
from tests.bot.conftest import TOKEN, ZONE

ME = {"id": 4242, "is_bot": True, "first_name": "销号", "username": "xiaohao_bot"}
ANSWERS_WITHIN = 0.1


class InlineDatabase(Database):
    """Without threads of its own: in virtual time nobody can wait for one."""

    async def write(self, work: Callable[..., Any]) -> Any:
        with self.transaction() as session:
            return work(session)

    async def read(self, work: Callable[..., Any]) -> Any:
        with self.snapshot() as session:
            return work(session)


class Server(AiohttpRequest):
    """`pending` are the updates not yet confirmed; `said` who was told what, and at which second of the loop."""

    def __init__(self) -> None:
        super().__init__()
        self.pending: list[Any] = []
        self.more = asyncio.Event()
        self.said: list[tuple[float, int, str]] = []
        self.asked = 0

    def add(self, *updates: Any) -> None:
        self.pending += updates
        self.more.set()

    async def initialize(self) -> None: ...

    async def shutdown(self) -> None: ...

    async def do_request(
        self, url: str, method: str, request_data: RequestData | None = None, *_: Any, **__: Any
    ) -> tuple[int, bytes]:
        asked = request_data.json_parameters if request_data else {}
        return await self.answer(url.rpartition("/")[2], asked)

    async def answer(self, method: str, asked: dict[str, str]) -> tuple[int, bytes]:
        self.asked += 1
        if method == "getUpdates":
            return 200, self.envelope(await self.updates(asked))
        if method in ("sendMessage", "editMessageText"):
            await asyncio.sleep(ANSWERS_WITHIN)
            self.said.append((asyncio.get_running_loop().time(), int(asked["chat_id"]), asked["text"]))
            return 200, self.envelope({"message_id": 100_000 + self.asked, "date": 0, "chat": {"id": 1}})
        return 200, self.envelope(ME if method == "getMe" else True)

    async def updates(self, asked: dict[str, str]) -> list[Any]:
        """Those after the offset, or nothing after the time that was asked for."""
        offset = int(asked.get("offset", 0))
        self.pending = [update for update in self.pending if update["update_id"] >= offset]
        if not self.pending:
            self.more.clear()
            try:
                async with asyncio.timeout(float(asked["timeout"])):
                    await self.more.wait()
            except TimeoutError:
                return []
        return self.pending[: int(asked["limit"])]

    def envelope(self, result: Any) -> bytes:
        return orjson.dumps({"ok": True, "result": result})

    def answers_to(self, chat: int) -> list[tuple[float, str]]:
        return [(moment, text) for moment, told, text in self.said if told == chat]


def message(update_id: int, chat: int, text: str) -> dict[str, Any]:
    """An update: somebody writes in private."""
    person = {"id": chat, "is_bot": False, "first_name": "某"}
    said = {"message_id": update_id, "from": person, "chat": {"id": chat, "type": "private"}, "date": 1_750_380_000}
    return {"update_id": update_id, "message": {**said, "text": text}}


def an_app(server: Server, db: Database, folder: Path, clock: MovableClock) -> App:
    real = vars(bot.run.app)["AiohttpRequest"]
    setattr(bot.run.app, "AiohttpRequest", lambda connections=64: server)  # noqa: B010 - a class of theirs
    try:
        return App(TOKEN, "http://in-process", db, Files(folder / "files"), clock, ZONE, HeadFile(folder / "head.json"))
    finally:
        setattr(bot.run.app, "AiohttpRequest", real)  # noqa: B010


@asynccontextmanager
async def running(app: App) -> AsyncIterator[list[asyncio.Task[None]]]:
    """Its loops, without the tick."""
    await app.bot.initialize()
    tasks = [asyncio.create_task(loop()) for loop in (app.delivery.run, app.lanes.run, app.intake.run)]
    try:
        yield tasks
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        await app.bot.shutdown()
