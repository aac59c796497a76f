"""HTTP as python-telegram-bot needs it: the right error for each failure, and the token in none of them."""

import asyncio
import logging
import sys
import traceback

import pytest
from telegram.error import BadRequest, Forbidden, NetworkError, RetryAfter, TelegramError, TimedOut

from bot.logs import WithoutToken
from bot.run import network
from bot.run.app import build_bot
from bot.run.network import NotSent, in_the_library_s_words
from sandbox.movable_clock import MovableClock
from sandbox.server import Sandbox
from sandbox.world import Person
from tests.bot.conftest import MORNING, TOKEN

LI = 9000000000000001


@pytest.fixture
def failing(monkeypatch, caplog):
    """`failing(kind)`: what a call to a server that fails in this way raises."""
    caplog.set_level(logging.DEBUG)

    async def call(kind):
        sandbox = Sandbox(MovableClock(MORNING), [Person(LI, "李示例")], TOKEN)
        bot = build_bot(TOKEN, await sandbox.start())
        await bot.initialize()
        if kind.startswith("timeout"):
            monkeypatch.setattr(network, "READ_SECONDS", 0.01)
        if kind == "closed":
            await sandbox.stop()
        elif kind == "blocked":
            sandbox.person(LI).block()
        elif kind == "nobody":
            sandbox.api._token = "4242:another"
        elif kind != "refused":
            sandbox.faults.add("sendMessage", kind, retry_after=3)
        try:
            await bot.do_api_request("sendMessage", {"chat_id": LI, "text": "" if kind == "refused" else "一"})
        except TelegramError as error:
            return error
        finally:
            await bot.shutdown()
            await sandbox.stop()
        return None

    return lambda kind: asyncio.run(call(kind))


FAILURES = {
    "429": RetryAfter,
    "500": NetworkError,
    "502": NetworkError,
    "403": Forbidden,
    "blocked": Forbidden,
    "refused": BadRequest,
    "timeout_before": TimedOut,
    "timeout_after": TimedOut,
    "reset": NetworkError,
    "closed": NotSent,
    "nobody": TelegramError,
}


@pytest.mark.parametrize("kind", FAILURES)
def test_each_failure_has_its_error_and_none_tells_the_token(failing, caplog, kind):
    error = failing(kind)
    assert isinstance(error, FAILURES[kind])
    assert TOKEN not in "".join(traceback.format_exception(error))
    for record in caplog.records:  # the library tells its addresses at DEBUG; our formatter catches even that
        assert TOKEN not in WithoutToken("%(message)s").format(record)
        assert record.levelno < logging.INFO or TOKEN not in record.getMessage()


@pytest.mark.parametrize(
    ("status", "becomes"),
    [(200, 200), (400, 400), (406, 400), (413, 400), (418, 400), (408, 408), (429, 429), (500, 500)],
)
def test_a_refusal_that_the_library_does_not_know_is_a_bad_request(status, becomes):
    assert in_the_library_s_words(status, b"{}")[0] == becomes


def test_only_a_call_that_never_left_is_called_unsent(failing):
    assert [kind for kind in FAILURES if isinstance(failing(kind), NotSent)] == ["closed"]


def test_the_log_redacts_the_token_wherever_it_stands():
    try:
        raise ValueError(f"https://api.telegram.org/bot{TOKEN}/getMe")
    except ValueError:
        record = logging.LogRecord("x", logging.ERROR, "", 1, "a token: %s", (TOKEN,), sys.exc_info())
    shown = WithoutToken("%(message)s").format(record)
    assert TOKEN not in shown
    assert shown.count("<token>") == 2
