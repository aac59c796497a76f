"""The sandbox: a strict local Bot API server and a chat page over one world, for trying and testing without Telegram.

sandbox = Sandbox(clock, people, token="1:test")
address = await sandbox.start()          # the bot's base_url is f"{address}/bot", the page is at address
"""

from collections.abc import Awaitable, Callable
from datetime import datetime
from pathlib import Path

from aiohttp import web

from sandbox import world_file
from sandbox.botapi import BotApi
from sandbox.failures import PlannedFailures
from sandbox.movable_clock import MovableClock
from sandbox.page_api import TrySide, plain_errors, shown_time
from sandbox.phone import Phone
from sandbox.world import Person, World

PAGE = Path(__file__).parent / "page"
MOST_AT_ONCE = 64 * 1024 * 1024
BOT_NAME = "销号"
BOT_USERNAME = "xiaohao_bot"


async def _nothing() -> None:
    """Nobody wants to be told."""


async def _no_other(key: str) -> None:
    """There is nothing else to try."""


class Sandbox:
    def __init__(self, clock: MovableClock, people: list[Person], token: str, title: str = "销号") -> None:
        number = int(token.partition(":")[0])
        bot = {"id": number, "is_bot": True, "first_name": BOT_NAME, "username": BOT_USERNAME}
        self.clock = clock
        self.title = title
        self.token = token
        self.world = World(clock, people, bot)
        self.faults = PlannedFailures()
        self.api = BotApi(self.world, token, self.faults)
        self.on_clock_moved: Callable[[], Awaitable[None]] = _nothing
        self.on_restart: Callable[[], Awaitable[None]] = _nothing
        self.plans: dict[str, str] = {}
        """What can be tried instead, key → label; empty where there is nothing to choose."""
        self.plan = ""
        self.on_plan: Callable[[str], Awaitable[None]] = _no_other
        self._phones: dict[int, Phone] = {}
        self._runner: web.AppRunner | None = None

    async def start(self, host: str = "127.0.0.1", port: int = 0) -> str:
        """The address, once it answers there. Port 0 takes a free one."""
        app = web.Application(client_max_size=MOST_AT_ONCE, middlewares=[plain_errors])
        app.add_routes([*self.api.routes(), *TrySide(self).routes(), web.get("/", self._index)])
        app.router.add_static("/page/", PAGE)
        # A client that gives up ends its call, so that a poll nobody waits for takes no updates.
        self._runner = web.AppRunner(app, handler_cancellation=True, access_log=None, shutdown_timeout=1)
        await self._runner.setup()
        await web.TCPSite(self._runner, host, port).start()
        host, port = self._runner.addresses[0][:2]
        return f"http://{host}:{port}"

    async def stop(self) -> None:
        self.api.stopping.set()
        if self._runner:
            await self._runner.cleanup()
            self._runner = None

    def person(self, person_id: int) -> Phone:
        """The phone of one of the people; asking again gives the same one."""
        if person_id not in self._phones:
            self._phones[person_id] = Phone(self.world, self.world.chats[person_id])
        return self._phones[person_id]

    async def move_clock(self, moment: datetime) -> None:
        self.clock.move_to(moment)
        self._tell_time()
        await self.on_clock_moved()

    async def restart(self) -> None:
        """重新开始: an empty world at the first moment. A caller who stops its bot in `on_restart` may `world.clear()`
        once more when it has stopped, so that nothing of its last words is left."""
        self.world.feed.publish({"type": "restarting"})
        self.faults.clear()
        self.world.clear()
        self.clock.restart()
        await self.on_restart()
        self.world.feed.publish({"type": "restarted"})
        self._tell_time()

    async def change_plan(self, key: str) -> None:
        """`on_plan` takes up other people; LookupError for a plan that is not offered."""
        if key not in self.plans:
            raise LookupError("no such plan")
        self.world.feed.publish({"type": "restarting"})
        self.faults.clear()
        try:
            await self.on_plan(key)
        finally:
            self.world.feed.publish({"type": "restarted"})
            self._tell_time()

    def take_up(self, people: list[Person], plan: str, title: str, begins: datetime) -> None:
        """Other people, with nothing said yet, at another moment."""
        self.plan, self.title = plan, title
        self.world.people_are(people)
        self._phones.clear()
        self.clock.start_at(begins)

    def save(self, folder: Path) -> None:
        world_file.save(self.world, folder)

    def load(self, folder: Path) -> None:
        """Take up the chats of an earlier `save`, not before its time; a folder without one changes nothing."""
        saved_at = world_file.load(self.world, folder)
        if saved_at and saved_at > self.clock():
            self.clock.move_to(saved_at)

    def _tell_time(self) -> None:
        self.world.feed.publish({"type": "clock", "now": shown_time(self.clock())})

    async def _index(self, _request: web.Request) -> web.FileResponse:
        return web.FileResponse(PAGE / "index.html")
