"""Inline queries: asked over HTTP, answered strictly, chosen as one's own message."""

import pytest

ARTICLE = {"type": "article", "id": "1", "title": "康民大药房", "input_message_content": {"message_text": "/find #1"}}
LATE = "400 Bad Request: query is too old and response timeout expired or query ID is invalid"


async def asked(running):
    running.li.ask_inline("kmdyf")
    (update,) = await running.updates(allowed_updates=["inline_query", "message"])
    return update["inline_query"]


def test_a_query_says_that_it_comes_from_the_private_chat(trial):
    async def check(running):
        await running.updates(allowed_updates=["inline_query"])
        query = await asked(running)
        assert (query["query"], query["chat_type"], query["from"]["id"]) == ("kmdyf", "sender", running.li.id)

    trial(check)


def test_what_was_answered_can_be_chosen_and_comes_as_ones_own_message(trial):
    async def check(running):
        await running.updates(allowed_updates=["inline_query", "message"])
        query = await asked(running)
        await running.result("answerInlineQuery", inline_query_id=query["id"], results=[ARTICLE], cache_time=0)
        await running.post("/try/choose", user=running.li.id, query_id=query["id"], result_id="1")
        message = (await running.updates())[-1]["message"]
        assert (message["text"], message["via_bot"]["id"]) == ("/find #1", 42)
        missing = await running.post("/try/choose", user=running.wang.id, query_id=query["id"], result_id="1")
        assert missing == {"error": "not found: no such result"}

    trial(check)


@pytest.mark.parametrize(
    ("results", "refusal"),
    [
        ([ARTICLE, ARTICLE], "RESULT_ID_DUPLICATE"),
        ([{**ARTICLE, "id": "x" * 65}], "RESULT_ID_INVALID"),
        ([{**ARTICLE, "title": ""}], "ARTICLE_TITLE_EMPTY"),
        ([{**ARTICLE, "id": str(number)} for number in range(51)], "RESULTS_TOO_MUCH"),
        ([{**ARTICLE, "input_message_content": {"message_text": ""}}], "message text is empty"),
    ],
)
def test_results_that_the_real_server_would_not_take_are_refused(trial, results, refusal):
    async def check(running):
        await running.updates(allowed_updates=["inline_query"])
        query = await asked(running)
        said = await running.refusal("answerInlineQuery", inline_query_id=query["id"], results=results)
        assert said == f"400 Bad Request: {refusal}"

    trial(check)


def test_an_answer_that_comes_late_or_to_nobody_is_refused(trial):
    async def check(running):
        await running.updates(allowed_updates=["inline_query"])
        query = await asked(running)
        await running.post("/try/clock", by_minutes=1)
        for number in (query["id"], "7"):
            assert await running.refusal("answerInlineQuery", inline_query_id=number, results=[]) == LATE

    trial(check)
