"""The user side over HTTP: all that the chat page does, as JSON under /try/, and what happens as server-sent events."""

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import suppress
from datetime import datetime, timedelta
from typing import Any, Protocol
from zoneinfo import ZoneInfo

from aiohttp import web
from aiohttp.web_request import FileField

from sandbox import sheet_viewer
from sandbox.account import commands_for
from sandbox.botapi import BotApi
from sandbox.eventstream import EventStream
from sandbox.failures import PlannedFailures
from sandbox.phone import Phone
from sandbox.sent_files import StoredFile
from sandbox.world import World

Json = dict[str, Any]
Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]

ZONE = ZoneInfo("Asia/Shanghai")
ANSWER_WITHIN = 10


class Controlled(Protocol):
    """What the chat page shows and steers: the sandbox, as far as this side needs it."""

    world: World
    api: BotApi
    faults: PlannedFailures
    title: str
    plans: dict[str, str]
    plan: str

    def person(self, person_id: int) -> Phone: ...

    async def move_clock(self, moment: datetime) -> None: ...

    async def restart(self) -> None: ...

    async def change_plan(self, key: str) -> None: ...


class TrySide:
    def __init__(self, server: Controlled) -> None:
        self._server = server
        self._world = server.world

    def routes(self) -> list[web.RouteDef]:
        return [
            web.get("/try/healthz", self.healthz),
            web.get("/try/state", self.state),
            web.get("/try/chat/{user}", self.chat),
            web.get("/try/events", EventStream(self._world.feed, self._server.api.stopping).open),
            web.get("/try/file/{file_id}", self.file),
            web.get("/try/sheet/{file_id}", self.sheet),
            web.get("/try/log", self.log),
            web.post("/try/send", self.send),
            web.post("/try/press", self.press),
            web.post("/try/upload", self.upload),
            web.post("/try/location", self.location),
            web.post("/try/sticker", self.sticker),
            web.post("/try/edit", self.edit),
            web.post("/try/inline", self.inline),
            web.post("/try/choose", self.choose),
            web.post("/try/block", self.block),
            web.post("/try/clock", self.clock),
            web.post("/try/restart", self.restart),
            web.post("/try/plan", self.plan),
            web.post("/try/faults", self.faults),
        ]

    # looking

    async def healthz(self, request: web.Request) -> web.Response:
        return web.json_response({"ok": True, "pending_updates": len(self._world.updates)})

    async def state(self, request: web.Request) -> web.Response:
        people = [{**vars(chat.person), "unread": chat.unread} for chat in self._world.chats.values()]
        bot = {"name": self._world.bot["first_name"], "username": self._world.bot["username"]}
        plans = [{"key": key, "label": label} for key, label in self._server.plans.items()]
        plan = {"title": self._server.title, "plan": self._server.plan, "plans": plans}
        return web.json_response({**plan, "bot": bot, "people": people, "now": self._now()})

    async def chat(self, request: web.Request) -> web.Response:
        chat = self._world.chats.get(_integer(request.match_info["user"]))
        if chat is None:
            raise LookupError("nobody has this id")
        chat.unread = 0
        messages = [self._world.shown(chat, message) for message in chat.messages.values()]
        commands = commands_for(self._world, chat)
        return web.json_response({"messages": messages, "keyboard": chat.keyboard, "commands": commands})

    async def file(self, request: web.Request) -> web.Response:
        """Shown in the page, but never run in it: whatever people upload comes from the page's own address."""
        file = self._stored(request)
        safe = {"Content-Security-Policy": "sandbox", "X-Content-Type-Options": "nosniff"}
        return web.Response(body=file.data, content_type=file.mime_type, headers=safe)

    async def sheet(self, request: web.Request) -> web.Response:
        try:
            return web.json_response(await asyncio.to_thread(sheet_viewer.shown, self._stored(request).data))
        except sheet_viewer.NotASheet:
            return web.json_response({"error": "this file is no workbook"}, status=415)

    async def log(self, request: web.Request) -> web.Response:
        return web.json_response(list(self._server.api.calls))

    # doing

    async def send(self, request: web.Request) -> web.Response:
        asked = await request.json()
        return _said(self._phone(asked).send(str(asked["text"])))

    async def press(self, request: web.Request) -> web.Response:
        asked = await request.json()
        query = self._phone(asked).press((asked["message_id"], asked["row"], asked["col"]))
        try:
            async with asyncio.timeout(ANSWER_WITHIN):
                await query.answered.wait() if query else None
        except TimeoutError:
            return web.json_response({"answered": False})
        return web.json_response({"answered": True})

    async def upload(self, request: web.Request) -> web.Response:
        form = await request.post()
        phone, caption = self._phone(form), str(form.get("caption", "")) or None
        files = [part for part in form.getall("file") if isinstance(part, FileField)]
        if form.get("as") != "photo":
            sent = [phone.send_document(f.file.read(), f.filename, f.content_type, caption) for f in files]
        elif len(files) == 1:
            sent = [phone.send_photo(files[0].file.read(), caption)]
        else:
            sent = phone.send_album([part.file.read() for part in files], caption)
        return _said(*sent)

    async def location(self, request: web.Request) -> web.Response:
        asked = await request.json()
        return _said(self._phone(asked).send_location(float(asked["latitude"]), float(asked["longitude"])))

    async def sticker(self, request: web.Request) -> web.Response:
        return _said(self._phone(await request.json()).send_sticker())

    async def edit(self, request: web.Request) -> web.Response:
        asked = await request.json()
        self._phone(asked).edit(asked["message_id"], str(asked["text"]))
        return _said(asked["message_id"])

    async def inline(self, request: web.Request) -> web.Response:
        """`@bot words` as somebody types it: waits for the bot's list."""
        asked = await request.json()
        query_id = self._phone(asked).ask_inline(str(asked["text"]))
        query = self._world.inline_queries[query_id]
        with suppress(TimeoutError):
            async with asyncio.timeout(ANSWER_WITHIN):
                await query.answered.wait()
        shown = [{name: result[name] for name in ("id", "title", "description")} for result in query.results]
        return web.json_response({"query_id": query_id, "answered": query.answered.is_set(), "results": shown})

    async def choose(self, request: web.Request) -> web.Response:
        asked = await request.json()
        return _said(self._phone(asked).choose(str(asked["query_id"]), str(asked["result_id"])))

    async def block(self, request: web.Request) -> web.Response:
        asked = await request.json()
        self._phone(asked).block(bool(asked.get("blocked", True)))
        return web.json_response({"ok": True})

    async def clock(self, request: web.Request) -> web.Response:
        asked = await request.json()
        if "to" in asked:
            moment = datetime.fromisoformat(asked["to"])
            moment = moment if moment.tzinfo else moment.replace(tzinfo=ZONE)
        else:
            moment = self._world.clock() + timedelta(minutes=float(asked["by_minutes"]))
        await _to_the_end(self._server.move_clock(moment))
        return web.json_response({"now": self._now()})

    async def restart(self, request: web.Request) -> web.Response:
        await _to_the_end(self._server.restart())
        return web.json_response({"now": self._now()})

    async def plan(self, request: web.Request) -> web.Response:
        asked = await request.json()
        await _to_the_end(self._server.change_plan(str(asked["key"])))
        return web.json_response({"now": self._now()})

    async def faults(self, request: web.Request) -> web.Response:
        asked = await request.json()
        extra: Json = {key: int(asked[key]) for key in ("count", "retry_after") if key in asked}
        extra |= {"description": str(asked["description"])} if "description" in asked else {}
        self._server.faults.add(asked["method"], str(asked["kind"]), **extra)
        return web.json_response({"ok": True})

    def _phone(self, asked: Any) -> Phone:
        return self._server.person(_integer(asked["user"]))

    def _stored(self, request: web.Request) -> StoredFile:
        file = self._world.files.get(request.match_info["file_id"])
        if file is None:
            raise LookupError("no such file")
        return file

    def _now(self) -> str:
        return shown_time(self._world.clock())


@web.middleware
async def plain_errors(request: web.Request, handler: Handler) -> web.StreamResponse:
    """What the page asked for wrongly comes back as one sentence of JSON."""
    if not request.path.startswith("/try/"):
        return await handler(request)
    try:
        return await handler(request)
    except LookupError as missing:
        return web.json_response({"error": f"not found: {missing}"}, status=404)
    except (ValueError, TypeError) as wrong:
        return web.json_response({"error": str(wrong)}, status=400)


def shown_time(moment: datetime) -> str:
    return moment.astimezone(ZONE).isoformat(timespec="seconds")


async def _to_the_end(work: Awaitable[None]) -> None:
    """A page that is closed in the middle must not leave the clock or the bot half way."""
    await asyncio.shield(asyncio.ensure_future(work))


def _said(*message_ids: int) -> web.Response:
    return web.json_response({"message_ids": message_ids})


def _integer(value: Any) -> int:
    return int(str(value))
