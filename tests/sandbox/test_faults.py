"""The sandbox fails on order, in the ways a network and Telegram fail."""

import asyncio

import aiohttp
import pytest

LI = 9000000000000001


@pytest.mark.parametrize(
    ("kind", "status", "description"),
    [
        ("429", 429, "Too Many Requests: retry after 3"),
        ("500", 500, "Internal Server Error"),
        ("403", 403, "Forbidden: bot was blocked by the user"),
    ],
)
def test_a_call_fails_as_ordered_and_the_next_one_works(trial, kind, status, description):
    async def body(running):
        await running.post("/try/faults", method="sendMessage", kind=kind, count=1, retry_after=3)
        assert await running.result("getMe")
        failed = await running.call("sendMessage", chat_id=LI, text="一")
        assert (failed["error_code"], failed["description"]) == (status, description)
        assert failed.get("parameters") == ({"retry_after": 3} if kind == "429" else None)
        assert running.li.messages == []
        await running.result("sendMessage", chat_id=LI, text="一")
        log = [call for call in await running.get("/try/log") if call["method"] == "sendMessage"]
        assert [call["status"] for call in log] == [kind, 200]
        assert log[0]["params"] == {"chat_id": str(LI), "text": "一"}

    trial(body)


def test_a_proxy_may_answer_with_a_page_instead_of_json(trial):
    async def body(running):
        running.sandbox.faults.add("*", "502")
        async with running.http.get(f"{running.address}/bot42:test-token/getMe") as answer:
            assert (answer.status, answer.content_type) == (502, "text/html")

    trial(body)


def test_a_call_is_refused_in_the_words_that_were_ordered(trial):
    async def body(running):
        running.sandbox.faults.add("sendMessage", "400", description="Bad Request: can't parse entities")
        failed = await running.call("sendMessage", chat_id=LI, text="一")
        assert (failed["error_code"], failed["description"]) == (400, "Bad Request: can't parse entities")
        running.sandbox.faults.add("sendMessage", "413")
        assert (await running.call("sendMessage", chat_id=LI, text="一"))["error_code"] == 413

    trial(body)


@pytest.mark.parametrize(("kind", "length"), [("short", 5), ("empty", 0), ("long", 11)])
def test_a_file_may_be_damaged_on_its_way_when_that_is_ordered_by_name(trial, kind, length):
    async def body(running):
        running.li.send_document(b"0123456789", "a.txt")
        (update,) = await running.result("getUpdates")
        file = await running.result("getFile", file_id=update["message"]["document"]["file_id"])
        running.sandbox.faults.add("*", "500", count=9)
        running.sandbox.faults.add("download", kind)
        assert file["file_size"] == 10
        for expected in (length, 10):
            async with running.http.get(f"{running.address}/file/bot42:test-token/{file['file_path']}") as answer:
                assert len(await answer.read()) == expected

    trial(body)


@pytest.mark.parametrize(("kind", "arrived"), [("timeout_before", []), ("timeout_after", ["一"])])
def test_a_call_that_is_never_answered_was_done_or_not_done(trial, kind, arrived):
    async def body(running):
        running.sandbox.faults.add("sendMessage", kind)
        call = asyncio.create_task(running.call("sendMessage", chat_id=LI, text="一"))
        while not running.sandbox.api.calls:  # noqa: ASYNC110 - no event tells of a call
            await asyncio.sleep(0)
        assert running.sandbox.api.calls[0]["status"] == kind
        assert not call.done()
        call.cancel()
        assert [bubble.text for bubble in running.li.messages] == arrived

    trial(body)


def test_a_connection_may_break(trial):
    async def body(running):
        running.sandbox.faults.add("sendMessage", "reset")
        with pytest.raises(aiohttp.ClientConnectionError):
            await running.call("sendMessage", chat_id=LI, text="一")
        assert running.li.messages == []

    trial(body)


def test_an_unknown_kind_of_fault_is_refused(trial):
    async def body(running):
        answer = await running.post("/try/faults", method="*", kind="flood")
        assert answer["error"].startswith("no such fault: flood")

    trial(body)
