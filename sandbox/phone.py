"""What a person does with their phone, and what they see: the robots of our tests hold one, and so does the page.

officer = sandbox.person(9000000000000001)
officer.send("记检查")
question = await officer.reply(containing="查的是哪一家")
officer.press("康民大药房")
print(officer.transcript())
"""

import asyncio
import base64
from typing import Any

from sandbox import transcript
from sandbox.world import Chat, Query, World

Json = dict[str, Any]

PATIENCE = 200.0
"""Seconds that somebody waits for an answer. It guards against hanging and nothing else: on a busy machine any answer
may take long. Every wait of the tests ends here; the limit on a whole test (pyproject.toml) holds three of them."""
THUMBS_UP = base64.b64decode("UklGRiIAAABXRUJQVlA4IBYAAAAwAQCdASoBAAEADsD+JaQAA3AAAAAA")  # the smallest WebP


class Bubble:
    """One message of the bot as the person sees it."""

    def __init__(self, world: World, message: Json) -> None:
        self._world = world
        self.json = message

    @property
    def message_id(self) -> int:
        return int(self.json["message_id"])

    @property
    def text(self) -> str:
        return str(self.json.get("text", self.json.get("caption", "")))

    @property
    def buttons(self) -> list[list[str]]:
        """The labels of the inline buttons, row by row."""
        rows = self.json.get("reply_markup", {}).get("inline_keyboard", [])
        return [[button["text"] for button in row] for row in rows]

    @property
    def file_name(self) -> str:
        return str(self.json.get("document", {}).get("file_name", ""))

    @property
    def file(self) -> bytes:
        """The bytes of the document or of the largest picture."""
        given = self.json.get("document") or self.json["photo"][-1]
        stored = self._world.files.get(given["file_id"])
        return stored.data if stored else b""

    def __str__(self) -> str:
        return transcript.said_by_bot(self.json)


class Phone:
    def __init__(self, world: World, chat: Chat) -> None:
        self._world = world
        self._chat = chat
        self._seen = world.feed.position

    @property
    def id(self) -> int:
        return self._chat.person.id

    @property
    def messages(self) -> list[Bubble]:
        """What the bot said and did not delete, oldest first."""
        ours = [m for m in self._chat.messages.values() if m["from"]["id"] == self._world.bot["id"]]
        return [Bubble(self._world, message) for message in ours]

    @property
    def last(self) -> Bubble:
        return self.messages[-1]

    @property
    def keyboard(self) -> list[str]:
        return transcript.keys_of(self._chat.keyboard)

    @property
    def mark(self) -> int:
        """This moment, for `reply(after=mark)`."""
        return self._world.feed.position

    def send(self, text: str) -> int:
        """Longer texts than a message holds go as several, as from any Telegram app; the id is the last one's."""
        self._seen = self.mark
        for start in range(0, max(len(text), 1), 4096):
            message = self._world.person_says(self._chat, {"text": text[start : start + 4096]})
        return int(message["message_id"])

    def press(self, button: str | tuple[int, int, int]) -> Query | None:
        """Press a button by its label, or the start of it, on the newest message that has one; or by (message, row,
        column). A key of the reply keyboard is pressed by its label too."""
        self._seen = self.mark
        if not isinstance(button, str):
            return self._world.person_presses(self._chat, *button)
        pressed = self._find(button)
        if pressed:
            return self._world.person_presses(self._chat, *pressed)
        if button in self.keyboard:
            self.send(button)
            return None
        raise LookupError(f"no button [{button}] in this chat:\n{self.transcript()}")

    def send_photo(self, data: bytes, caption: str | None = None) -> int:
        self._seen = self.mark
        return self._say({"photo": self._world.files.photo(data), **({"caption": caption} if caption else {})})

    def send_album(self, pictures: list[bytes], caption: str | None = None) -> list[int]:
        """Photos chosen at once: one message each, held together by a media_group_id, the caption on the first."""
        self._seen = self.mark
        group = {"media_group_id": str(13_000_000_000_000_000 + self._world.count())}
        contents = [{**group, "photo": self._world.files.photo(data)} for data in pictures]
        if caption:
            contents[0]["caption"] = caption
        return [self._say(content) for content in contents]

    def send_document(self, data: bytes, name: str, mime_type: str = "", caption: str | None = None) -> int:
        self._seen = self.mark
        document = self._world.files.document(data, name, mime_type)
        return self._say({"document": document, **({"caption": caption} if caption else {})})

    def send_location(self, latitude: float, longitude: float) -> int:
        self._seen = self.mark
        return self._say({"location": {"latitude": latitude, "longitude": longitude}})

    def send_sticker(self) -> int:
        self._seen = self.mark
        picture = self._world.files.sticker(THUMBS_UP)
        shape = {"type": "regular", "width": 512, "height": 512, "is_animated": False, "is_video": False}
        return self._say({"sticker": {**picture, **shape, "emoji": "👍"}})

    def ask_inline(self, words: str) -> str:
        """Types `@bot words`; the number of the query."""
        self._seen = self.mark
        return self._world.person_asks_inline(self._chat, words)

    def choose(self, query_id: str, result_id: str) -> int:
        """Taps one of the results."""
        self._seen = self.mark
        return int(self._world.person_chooses(self._chat, query_id, result_id)["message_id"])

    def edit(self, message_id: int, text: str) -> None:
        self._seen = self.mark
        self._world.person_edits(self._chat, message_id, text)

    def block(self, blocked: bool = True) -> None:
        self._world.person_blocks(self._chat, blocked)

    async def reply(  # a test reads better with its own timeout than inside a block of one
        self,
        containing: str = "",
        after: int | None = None,
        timeout: float = PATIENCE,  # noqa: ASYNC109
    ) -> Bubble:
        """The next thing that the bot says or edits since the person's last act (or since the last reply read here)."""
        if after is not None:
            self._seen = after
        try:
            async with asyncio.timeout(timeout):
                while (bubble := self._next_bubble(containing)) is None:
                    await self._world.feed.news()
                return bubble
        except TimeoutError:
            raise TimeoutError(f"the bot did not say “{containing}”:\n{self.transcript()}") from None

    def transcript(self) -> str:
        """The chat since the start as plain text. An edited message is printed again where it was edited."""
        return "\n".join(self._chat.story)

    def _next_bubble(self, containing: str) -> Bubble | None:
        for position, event in self._world.feed.since(self._seen):
            self._seen = position
            if event["type"] in ("message", "edit") and event["user"] == self.id and not event["message"]["out"]:
                bubble = Bubble(self._world, event["message"])
                if containing in bubble.text:
                    return bubble
        return None

    def _find(self, label: str) -> tuple[int, int, int] | None:
        """(message, row, column) of the newest button of this name, else of one that begins so."""
        buttons = [
            (text, (bubble.message_id, row, column))
            for bubble in reversed(self.messages)
            for row, labels in enumerate(bubble.buttons)
            for column, text in enumerate(labels)
        ]
        same = (where for text, where in buttons if text == label)
        return next(same, next((where for text, where in buttons if text.startswith(label)), None))

    def _say(self, content: Json) -> int:
        return int(self._world.person_says(self._chat, content)["message_id"])
