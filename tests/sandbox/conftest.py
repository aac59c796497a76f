"""A sandbox with two officers on a frozen Friday morning, and a bot that is nothing but HTTP."""

import asyncio
from collections.abc import AsyncIterator, Callable, Coroutine
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from typing import Any

import aiohttp
import pytest

from sandbox import page_api
from sandbox.movable_clock import MovableClock
from sandbox.phone import PATIENCE
from sandbox.server import Sandbox
from sandbox.world import Person

Json = dict[str, Any]
TOKEN = "42:test-token"
LI, WANG = 9000000000000001, 9000000000000002
START = datetime(2025, 6, 20, 1, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _a_busy_machine_may_answer_late(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(page_api, "ANSWER_WITHIN", PATIENCE)


class Running:
    """A started sandbox and a client for both of its sides."""

    def __init__(self, sandbox: Sandbox, address: str, http: aiohttp.ClientSession) -> None:
        self.sandbox, self.address, self.http = sandbox, address, http
        self.li, self.wang = sandbox.person(LI), sandbox.person(WANG)

    async def call(self, method: str, **params: Any) -> Json:
        """One call of the Bot API, as JSON; the whole envelope."""
        async with self.http.post(f"{self.address}/bot{TOKEN}/{method}", json=params) as answer:
            envelope: Json = await answer.json()
            return envelope

    async def result(self, method: str, **params: Any) -> Any:
        answer = await self.call(method, **params)
        assert answer["ok"], answer
        return answer["result"]

    async def refusal(self, method: str, **params: Any) -> str:
        answer = await self.call(method, **params)
        assert not answer["ok"], answer
        return f"{answer['error_code']} {answer['description']}"

    async def updates(self, **params: Any) -> list[Json]:
        updates: list[Json] = await self.result("getUpdates", **params)
        return updates

    async def post(self, path: str, **body: Any) -> Json:
        async with self.http.post(self.address + path, json=body) as answer:
            told: Json = await answer.json()
            return told

    async def get(self, path: str) -> Any:
        async with self.http.get(self.address + path) as answer:
            return await answer.json()


def make_sandbox() -> Sandbox:
    people = [Person(LI, "李示例", "监管人员", "南宾所", "记检查"), Person(WANG, "王示例", "监管人员", "南宾所")]
    return Sandbox(MovableClock(START, seconds=lambda: 0.0), people, TOKEN, "石柱 2025")


@asynccontextmanager
async def started() -> AsyncIterator[Running]:
    sandbox = make_sandbox()
    address = await sandbox.start()
    try:
        async with aiohttp.ClientSession() as http:
            yield Running(sandbox, address, http)
    finally:
        await sandbox.stop()


@pytest.fixture
def new_sandbox() -> Callable[[], Sandbox]:
    return make_sandbox


@pytest.fixture
def trial() -> Callable[[Callable[[Running], Coroutine[Any, Any, None]]], None]:
    """Runs an async test against a started sandbox: `trial(body)`, where `body(running)` does the asserting."""

    def run(body: Callable[[Running], Coroutine[Any, Any, None]]) -> None:
        async def whole() -> None:
            async with started() as running:
                await body(running)

        asyncio.run(whole())

    return run


@pytest.fixture
def png() -> bytes:
    """A picture of 640 × 480, as far as anybody looks at it."""
    return b"\x89PNG\r\n\x1a\n" + bytes.fromhex("0000000d49484452 00000280 000001e0 0802000000")
