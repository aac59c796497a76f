"""What a call to the messenger says, as the outbox keeps it: the messenger's own names, and four of ours.

Ours are `stored` and `qr`, which become a file as it is sent, `secret` and `unanswered`, which are not sent.
"""

from collections.abc import Sequence
from typing import Annotated, Literal, Required, TypedDict

from storage.json_values import AsItIs


class InlineKeyboardButton(TypedDict, total=False):
    text: Required[str]
    callback_data: Required[str]
    style: str


class KeyboardButton(TypedDict, total=False):
    text: Required[str]
    request_location: bool


class ReplyMarkup(TypedDict, total=False):
    """Either buttons below the message, or the keys of the keyboard."""

    inline_keyboard: Sequence[Sequence[InlineKeyboardButton]]
    keyboard: Sequence[Sequence[KeyboardButton]]
    resize_keyboard: bool
    is_persistent: bool


class LinkPreviewOptions(TypedDict):
    is_disabled: bool


class FileToSend(TypedDict, total=False):
    """A file of ours: as what it goes out, its content, its name; `number` is what a picture is called."""

    field: Required[Literal["photo", "document"]]
    sha256: Required[str]
    name: Required[str]
    number: int


class MessageContent(TypedDict):
    message_text: str


class InlineArticle(TypedDict):
    """One answer to an inline query, and the message that choosing it sends."""

    type: Literal["article"]
    id: str
    title: str
    description: str
    input_message_content: MessageContent


class OutboxPayload(TypedDict, total=False):
    """Empty once it was erased; of a secret only the chat is left."""

    chat_id: int
    text: str
    caption: str
    parse_mode: Literal["HTML"]
    link_preview_options: LinkPreviewOptions
    reply_markup: ReplyMarkup
    message_id: int
    """Of the message to change; of a sent one, which message it became."""
    stored: FileToSend
    qr: str
    """The link to draw."""
    secret: bool
    """To be emptied once it was sent."""
    unanswered: int
    """How many more would have been told the same."""
    inline_query_id: str
    results: Sequence[InlineArticle]
    cache_time: int
    is_personal: bool


NOT_SENT = ("stored", "qr", "secret", "unanswered")
"""Names of ours, which the messenger does not know."""
PayloadColumn = Annotated[OutboxPayload, AsItIs]


def plain_text(chat_id: int, text: str) -> OutboxPayload:
    """Of `sendMessage`, without markup and buttons."""
    return {"chat_id": chat_id, "text": text}
