"""Methods that change what was said: edits of text, caption and buttons, deleting, and answers to pressed buttons."""

from typing import Any

from sandbox.params import Params
from sandbox.rules import LONGEST_ANSWER, bad_request, caption, message_text, reply_markup
from sandbox.sending import chat_of, open_chat
from sandbox.text_entities import utf16_length
from sandbox.world import Chat, World

Json = dict[str, Any]

DELETABLE_FOR = 48 * 3600
NOT_MODIFIED = (
    "message is not modified: specified new message content and reply markup are exactly the same "
    "as a current content and reply markup of the message"
)


def edit_message_text(world: World, params: Params) -> Json:
    content, markup = message_text(params), reply_markup(params)
    chat, message = _own_message(world, params)
    if "text" not in message:
        raise bad_request("there is no text in the message to edit")
    return _edit(world, chat, message, ("text", "entities"), content, markup)


def edit_message_caption(world: World, params: Params) -> Json:
    content, markup = caption(params), reply_markup(params)
    chat, message = _own_message(world, params)
    if "photo" not in message and "document" not in message:
        raise bad_request("there is no caption in the message to edit")
    return _edit(world, chat, message, ("caption", "caption_entities"), content, markup)


def edit_message_reply_markup(world: World, params: Params) -> Json:
    markup = reply_markup(params)
    chat, message = _own_message(world, params)
    return _edit(world, chat, message, (), {}, markup)


def delete_message(world: World, params: Params) -> bool:
    chat = chat_of(world, params)
    message = chat.messages.get(_message_id(params))
    if message is None:
        raise bad_request("message to delete not found")
    if world.clock().timestamp() - message["date"] > DELETABLE_FOR:
        raise bad_request("message can't be deleted for everyone")
    world.bot_deletes(chat, message["message_id"])
    return True


def answer_callback_query(world: World, params: Params) -> bool:
    query_id, text = params.text("callback_query_id"), params.text("text")
    if query_id not in world.queries:
        raise bad_request("query is too old and response timeout expired or query ID is invalid")
    if utf16_length(text) > LONGEST_ANSWER:
        raise bad_request("MESSAGE_TOO_LONG")
    world.bot_answers(query_id, text, params.flag("show_alert"))
    return True


def _own_message(world: World, params: Params) -> tuple[Chat, Json]:
    if not params.text("chat_id") and not params.text("message_id"):
        raise bad_request("Message identifier is not specified")
    chat = open_chat(world, params)
    message = chat.messages.get(_message_id(params))
    if message is None:
        raise bad_request("message to edit not found")
    if message["from"]["id"] != world.bot["id"]:
        raise bad_request("message can't be edited")
    return chat, message


def _message_id(params: Params) -> int:
    return params.integer("message_id")


def _edit(world: World, chat: Chat, message: Json, fields: tuple[str, ...], content: Json, markup: Json | None) -> Json:
    kept = {key: value for key, value in message.items() if key not in (*fields, "reply_markup", "edit_date")}
    same_words = all(message.get(field) == content.get(field) for field in fields)
    buttons = (markup or {}).get("inline_keyboard") or None
    if same_words and buttons == message.get("reply_markup", {}).get("inline_keyboard"):
        raise bad_request(NOT_MODIFIED)
    return world.bot_edits(chat, {**kept, **content}, markup)
