"""The whole world of the sandbox in memory: people, their chats with the bot, files, and updates it has yet to read."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sandbox import transcript
from sandbox.feed import Feed
from sandbox.formatted import to_html, with_found
from sandbox.sent_files import SentFiles
from sandbox.updates import UpdateQueue

Json = dict[str, Any]

FIRST_UPDATE = 581_000_001


@dataclass(frozen=True)
class Person:
    id: int
    name: str
    role: str = ""
    unit: str = ""
    hint: str = ""
    language: str = "zh-hans"
    """As the messenger on their phone is set."""


@dataclass
class Chat:
    """One person's private chat with the bot, its id is the person's; or a group, whose name stands for a person's."""

    person: Person
    kind: str = "private"
    messages: dict[int, Json] = field(default_factory=dict)
    keyboard: Json | None = None
    unread: int = 0
    blocked: bool = False
    last_id: int = 0
    story: list[str] = field(default_factory=list)  # what happened, as the transcript prints it

    def clear(self) -> None:
        """Message ids go on, as they do when a person clears a chat."""
        self.messages, self.keyboard, self.unread, self.blocked, self.story = {}, None, 0, False, []


@dataclass
class Query:
    """A pressed button that the bot should answer once."""

    chat: Chat
    answered: asyncio.Event = field(default_factory=asyncio.Event)


@dataclass
class InlineQuery:
    """Words typed behind the bot's name; `results` once it has answered."""

    chat: Chat
    asked_at: float
    results: list[Json] = field(default_factory=list)
    answered: asyncio.Event = field(default_factory=asyncio.Event)


class World:
    def __init__(self, clock: Callable[[], datetime], people: list[Person], bot: Json) -> None:
        self.clock = clock
        self.bot = bot
        self.chats = {person.id: Chat(person) for person in people}
        self.files = SentFiles()
        self.feed = Feed()
        self.updates = UpdateQueue(clock, FIRST_UPDATE)
        self.queries: dict[str, Query] = {}
        self.inline_queries: dict[str, InlineQuery] = {}
        self.settings: Json = {"commands": {}}  # what the bot set about itself
        self._counted = 0

    def people_are(self, people: list[Person]) -> None:
        """Others than before; whatever was said is gone with those."""
        self.clear()
        self.chats = {person.id: Chat(person) for person in people}

    def add(self, person: Person) -> None:
        self.chats[person.id] = Chat(person)

    def clear(self) -> None:
        """Everything is gone, but no id is ever given twice: the bot may remember some."""
        for chat in self.chats.values():
            chat.clear()
        self.files = SentFiles()
        self.updates.clear()
        self.queries.clear()
        self.inline_queries.clear()
        self.settings = {"commands": {}}

    # what the bot does

    def bot_says(self, chat: Chat, content: Json, markup: Json | None = None) -> Json:
        inline = {"reply_markup": markup} if markup and markup.get("inline_keyboard") else {}
        message = self.message(chat, self.bot, {**content, **inline})
        chat.unread += 1
        keyboard = markup if markup and "keyboard" in markup else None
        chat.story.append(transcript.said_by_bot(message, keyboard))
        self._publish("message", chat, message)
        if markup and ("keyboard" in markup or markup.get("remove_keyboard")):
            chat.keyboard = keyboard
            self.feed.publish({"type": "keyboard", "user": chat.person.id, "keyboard": keyboard})
        return message

    def bot_edits(self, chat: Chat, message: Json, markup: Json | None) -> Json:
        """`message` is the whole new message; the inline keyboard is replaced too, as Telegram does."""
        message.pop("reply_markup", None)
        if markup and markup.get("inline_keyboard"):
            message["reply_markup"] = markup
        before = chat.messages[message["message_id"]]
        chat.messages[message["message_id"]] = message = {**message, "edit_date": self.now()}
        if "reply_markup" in message or _words(before) != _words(message):  # else only used buttons went away
            chat.story.append(transcript.said_by_bot(message))
        self._publish("edit", chat, message)
        return message

    def bot_deletes(self, chat: Chat, message_id: int) -> None:
        del chat.messages[message_id]
        self.feed.publish({"type": "delete", "user": chat.person.id, "message_id": message_id})

    def bot_answers(self, query_id: str, text: str, alert: bool) -> None:
        """Only the first answer to a query counts, so the query is forgotten with it."""
        query = self.queries.pop(query_id)
        query.answered.set()
        if text:
            query.chat.story.append(f"（{text}）")
            self.feed.publish({"type": "toast", "user": query.chat.person.id, "text": text, "alert": alert})

    def bot_answers_inline(self, query_id: str, results: list[Json]) -> None:
        query = self.inline_queries[query_id]
        query.results = results
        query.answered.set()
        query.chat.story += [f"（{result['title']}｜{result['description']}）" for result in results]

    # what people do

    def person_says(self, chat: Chat, content: Json) -> Json:
        if "text" in content:
            entities = with_found(content["text"], [])
            content = {**content, **({"entities": entities} if entities else {})}
        message = self.message(chat, self.user(chat), content)
        chat.unread = 0
        chat.story.append(transcript.said_by_person(message, chat.keyboard))
        self._publish("message", chat, message)
        self.updates.add("message", message)
        return message

    def person_edits(self, chat: Chat, message_id: int, text: str) -> Json:
        before = chat.messages[message_id]
        if before["from"]["id"] != chat.person.id or "text" not in before:
            raise ValueError("only a text of one's own can be edited")
        entities = with_found(text, [])
        message = {**before, "text": text, "edit_date": self.now(), **({"entities": entities} if entities else {})}
        chat.messages[message_id] = message
        chat.story.append(f"▸ （改为）{text}")
        self._publish("edit", chat, message)
        self.updates.add("edited_message", message)
        return message

    def person_presses(self, chat: Chat, message_id: int, row: int, column: int) -> Query:
        message = chat.messages[message_id]
        button = message["reply_markup"]["inline_keyboard"][row][column]
        if "callback_data" not in button:
            raise ValueError("this button is not one that the bot hears of")
        chat.unread = 0
        chat.story.append(transcript.pressed(button["text"]))
        query_id, query = str(4_400_000_000_000_000 + self.count()), Query(chat)
        self.queries[query_id] = query
        pressed = {"id": query_id, "from": self.user(chat), "message": message, "data": button["callback_data"]}
        self.updates.add("callback_query", {**pressed, "chat_instance": str(chat.person.id)})
        return query

    def person_asks_inline(self, chat: Chat, words: str) -> str:
        """Typing `@bot words` in the private chat; every few letters are a new query. Returns its number."""
        query_id = str(4_500_000_000_000_000 + self.count())
        self.inline_queries[query_id] = InlineQuery(chat, self.clock().timestamp())
        chat.story.append(f"▸ @{self.bot['username']} {words}")
        asked = {"id": query_id, "from": self.user(chat), "query": words, "offset": "", "chat_type": "sender"}
        self.updates.add("inline_query", asked)
        return query_id

    def person_chooses(self, chat: Chat, query_id: str, result_id: str) -> Json:
        """The result's message is sent as the person's own."""
        query = self.inline_queries.get(query_id)
        results = query.results if query and query.chat is chat else []
        result = next((offered for offered in results if offered["id"] == result_id), None)
        if result is None:
            raise LookupError("no such result")
        return self.person_says(chat, {"text": result["text"], "via_bot": self.bot})

    def person_blocks(self, chat: Chat, blocked: bool) -> None:
        statuses = ("member", "kicked") if blocked else ("kicked", "member")
        old, new = ({"user": self.bot, "status": s, **_until(s)} for s in statuses)
        chat.blocked = blocked
        changed = {"chat": self.about(chat), "from": self.user(chat), "date": self.now()}
        self.updates.add("my_chat_member", {**changed, "old_chat_member": old, "new_chat_member": new})

    # how it looks

    def user(self, chat: Chat) -> Json:
        person = chat.person
        return {"id": person.id, "is_bot": False, "first_name": person.name, "language_code": person.language}

    def shown(self, chat: Chat, message: Json) -> Json:
        """A message with what the page needs besides: whose it is, and its words as HTML."""
        text, entities = _words(message)
        return {**message, "out": message["from"]["id"] == chat.person.id, "html": to_html(text, entities)}

    def count(self) -> int:
        """The next number of the world, for ids that need only be new."""
        self._counted += 1
        return self._counted

    def start_counting_at(self, number: int) -> None:
        self._counted = number

    def message(self, chat: Chat, sender: Json, content: Json) -> Json:
        chat.last_id += 1
        head = {"message_id": chat.last_id, "from": sender, "chat": self.about(chat), "date": self.now()}
        chat.messages[chat.last_id] = message = {**head, **content}
        return message

    def about(self, chat: Chat) -> Json:
        """The chat as a message names it."""
        title = "first_name" if chat.kind == "private" else "title"
        return {"id": chat.person.id, title: chat.person.name, "type": chat.kind}

    def now(self) -> int:
        return int(self.clock().timestamp())

    def _publish(self, kind: str, chat: Chat, message: Json) -> None:
        self.feed.publish({"type": kind, "user": chat.person.id, "message": self.shown(chat, message)})


def _until(status: str) -> Json:
    return {"until_date": 0} if status == "kicked" else {}


def _words(message: Json) -> tuple[str, list[Json]]:
    if "caption" in message:
        return message["caption"], message.get("caption_entities", [])
    return message.get("text", ""), message.get("entities", [])
