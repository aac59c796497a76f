"""`@bot kmdyf`, typed in the private chat with the bot: entities as the words grow; choosing one opens its page.

Only there (the server says `sender`), never kept by the server, and strangers get no answer at all.
"""

from handlers.chatform import entity_offers
from handlers.turn.inbound import InlineWords
from handlers.turn.rights import role_for, scope
from handlers.turn.turn import Turn
from handlers.words import joined
from locales import tr
from storage.outbox_payload import InlineArticle, OutboxPayload
from storage.queries.messages import outbox
from storage.queries.register import entities, entity_search
from storage.queries.register.entity_search import Match

LONGEST = 200
"""Signs of a name in the message that a choice sends."""


def answer(turn: Turn, asked: InlineWords) -> None:
    """Whoever may find nothing gets an empty list."""
    role = role_for(turn.actor, "find")
    hits = _hits(turn.as_role(role), asked.words) if role is not None and turn.running else []
    payload: OutboxPayload = {
        "inline_query_id": asked.query_id,
        "results": [_article(turn, hit) for hit in hits],
        "cache_time": 0,
        "is_personal": True,
    }
    outbox.put(turn.session, f"{turn.key}:inline", turn.actor.chat_id, "answerInlineQuery", payload, turn.now)


def _hits(turn: Turn, words: str) -> list[Match]:
    """Before anything is typed, those that were visited last."""
    if words.strip():
        return entity_search.search(
            turn.session, words, entity_offers.seeker(turn, "find"), turn.today, statuses=entity_search.ALL
        )
    recent = entities.recent(turn.session, turn.actor.person_id, scope(turn.actor, "find"), turn.today)
    return [Match(entity, "name") for entity in recent]


def _article(turn: Turn, hit: Match) -> InlineArticle:
    about = joined([entity_offers.described(hit.found, turn.campaign.pack), entity_offers.why(hit)])
    return {
        "type": "article",
        "id": str(hit.found.id),
        "title": hit.found.name,
        "description": tr(about, turn.actor.language),
        "input_message_content": {"message_text": f"/find {hit.found.name[:LONGEST]} #{hit.found.id}"},
    }
