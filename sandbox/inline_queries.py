"""Inline queries (`@bot words`): what the bot may answer, in Telegram's own words of refusal."""

from typing import Any

from sandbox.params import Params
from sandbox.rules import bad_request, message_text
from sandbox.world import World

Json = dict[str, Any]

MOST_RESULTS = 50
LONGEST_ID = 64
ANSWERED_WITHIN = 15
"""Seconds; later the person sees nothing any more."""


def answer_inline_query(world: World, params: Params) -> bool:
    query = world.inline_queries.get(params.text("inline_query_id"))
    if query is None or world.clock().timestamp() - query.asked_at > ANSWERED_WITHIN:
        raise bad_request("query is too old and response timeout expired or query ID is invalid")
    results = params.json("results", bad_request("Can't parse inline query results JSON object"))
    if not isinstance(results, list):
        raise bad_request("Expected an Array of inline query results")
    if len(results) > MOST_RESULTS:
        raise bad_request("RESULTS_TOO_MUCH")
    checked = [_article(result) for result in results]
    if len({result["id"] for result in checked}) < len(checked):
        raise bad_request("RESULT_ID_DUPLICATE")
    world.bot_answers_inline(params.text("inline_query_id"), checked)
    return True


def _article(result: Any) -> Json:
    """The only kind of result that anybody here gives."""
    if not isinstance(result, dict) or result.get("type") != "article":
        raise bad_request("Can't parse inline query result: unallowed result type")
    if not 0 < len(str(result.get("id", "")).encode()) <= LONGEST_ID:
        raise bad_request("RESULT_ID_INVALID")
    if not result.get("title"):
        raise bad_request("ARTICLE_TITLE_EMPTY")
    content = result.get("input_message_content")
    if not isinstance(content, dict) or "message_text" not in content:
        raise bad_request("Can't parse inline query result: input message content is not specified")
    said = message_text(
        Params({"text": str(content["message_text"]), "parse_mode": str(content.get("parse_mode", ""))})
    )
    return {"id": str(result["id"]), "title": result["title"], "description": result.get("description", ""), **said}
