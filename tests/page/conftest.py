"""The real sandbox in a thread of its own with a scripted bot, and Debian's Chromium looking at its page."""

import asyncio
import os
import shutil
import threading
from collections.abc import Callable, Coroutine, Iterator
from datetime import UTC, datetime
from typing import Any

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Page, expect, sync_playwright

from sandbox import page_api
from sandbox.movable_clock import MovableClock
from sandbox.phone import PATIENCE
from sandbox.server import Sandbox
from sandbox.world import Person
from tests.page.echo_bot import EchoBot

TOKEN = "1:page"
MORNING = datetime(2025, 6, 20, 1, 0, tzinfo=UTC)  # 9:00 in 石柱
OFFICER, LEADER, COLLEAGUE = 9000000000000001, 9000000000000002, 9000000000000003
PEOPLE = [
    Person(OFFICER, "李示例", "监管人员", "南宾所", "记检查|我的待办"),
    Person(LEADER, "王示例", "县局领导", "石柱县市场监管局", "二季度汇总"),
    Person(COLLEAGUE, "黄示例", "监管人员", "万安所"),
]
MORNING_ELSEWHERE = datetime(2022, 8, 22, 1, 0, tzinfo=UTC)
PEOPLE_ELSEWHERE = [Person(OFFICER, "李示例", "监管人员", "拉萨市", "记检查")]
QUIET = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"]
QUIET += ["--disable-background-networking", "--disable-component-update", "--disable-sync"]
expect.set_options(timeout=PATIENCE * 1000)


@pytest.fixture(autouse=True)
def _a_busy_machine_may_answer_late(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(page_api, "ANSWER_WITHIN", PATIENCE)


class LiveSandbox:
    """A running sandbox, told what to do from the test's thread."""

    def __init__(self, bot: EchoBot, address: str, loop: asyncio.AbstractEventLoop) -> None:
        self.address = address
        self._bot, self._loop = bot, loop

    def do(self, work: Coroutine[Any, Any, Any]) -> Any:
        return asyncio.run_coroutine_threadsafe(work, self._loop).result(PATIENCE)

    def bot_says(self, person: int, text: str, **params: Any) -> None:
        self.do(self._bot.say(person, text, **params))

    def bot_does(self, method: str, **params: Any) -> Any:
        return self.do(self._bot.call(method, **params))

    def answer_waiting_press(self) -> None:
        self.bot_does("answerCallbackQuery", callback_query_id=self._bot.unanswered)


@pytest.fixture
def live() -> Iterator[LiveSandbox]:
    loop = asyncio.new_event_loop()
    thread = threading.Thread(target=loop.run_forever)
    thread.start()
    sandbox = Sandbox(MovableClock(MORNING), PEOPLE, TOKEN, title="销号 · 石柱 2025")
    sandbox.plan, sandbox.plans = "shizhu", {"shizhu": "石柱县 2025", "xizang": "西藏自治区 2022"}

    async def change(key: str) -> None:
        sandbox.take_up(PEOPLE_ELSEWHERE, key, "排查整治 · 西藏 2022", MORNING_ELSEWHERE)

    sandbox.on_plan = change

    async def begin() -> tuple[LiveSandbox, asyncio.Task[None]]:
        address = await sandbox.start()
        bot = EchoBot(address, TOKEN)
        sandbox.on_clock_moved = lambda: bot.say(OFFICER, "早上好，您有 1 件事")
        return LiveSandbox(bot, address, loop), asyncio.create_task(bot.run())

    async def end(bot: asyncio.Task[None]) -> None:
        bot.cancel()
        await asyncio.gather(bot, return_exceptions=True)
        await sandbox.stop()

    running, bot = asyncio.run_coroutine_threadsafe(begin(), loop).result(PATIENCE)
    yield running
    asyncio.run_coroutine_threadsafe(end(bot), loop).result(PATIENCE)
    loop.call_soon_threadsafe(loop.stop)
    thread.join()
    loop.close()


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    """One browser for a file of tests.

    Not one for the whole session: while Playwright is open, other tests cannot run an event loop of their own.
    """
    found = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    if not found:
        missing = "the chat page is tried in Chromium, which is not installed here (Debian: apt install chromium)"
        (pytest.fail if os.environ.get("REQUIRE_ALL") == "1" else pytest.skip)(missing)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=found, args=QUIET)
        yield browser
        browser.close()


@pytest.fixture
def open_chat(chromium: Browser, live: LiveSandbox) -> Iterator[Callable[..., Page]]:
    """`open_chat(person, width=…)` is a page in a window of its own, since a tab in the background draws once a second.

    At the end nothing may have gone wrong in any, nor left this machine.
    """
    windows, wrong = [], list[str]()

    def open_window(person: int = OFFICER, width: int = 390, height: int = 844) -> Page:
        windows.append(chromium.new_context(locale="zh-CN", viewport={"width": width, "height": height}))
        page = windows[-1].new_page()
        page.set_default_timeout(PATIENCE * 1000)
        page.on("console", lambda said: wrong.append(said.text) if _is_alarming(said) else None)
        page.on("pageerror", lambda error: wrong.append(str(error)))
        page.on("request", lambda asked: wrong.append(asked.url) if not _is_local(asked.url, live) else None)
        page.goto(f"{live.address}/#{person}")
        expect(page.locator("#bot-name")).to_have_text("销号")
        return page

    yield open_window
    for window in windows:
        window.close()
    assert wrong == []


def _is_alarming(said: ConsoleMessage) -> bool:
    """The browser also reports a stream of events that a test has cut."""
    return said.type in ("error", "warning") and not said.location["url"].endswith("/try/events")


def _is_local(url: str, live: LiveSandbox) -> bool:
    return url.startswith((live.address + "/", f"blob:{live.address}/"))
