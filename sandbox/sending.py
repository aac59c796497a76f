"""Methods with which the bot says something: texts, photos, documents, albums, places, and “is typing”."""

from typing import Any

from sandbox.params import Params, Upload
from sandbox.rules import LONGEST_PHOTO, LONGEST_UPLOAD, ErrorAnswer, bad_request, caption, message_text, reply_markup
from sandbox.sent_files import image_size
from sandbox.world import Chat, World

Json = dict[str, Any]

ACTIONS = {
    "typing", "upload_photo", "record_video", "upload_video", "record_voice", "upload_voice", "upload_document",
    "choose_sticker", "find_location", "record_video_note", "upload_video_note",
}  # fmt: skip


def chat_of(world: World, params: Params) -> Chat:
    """The chat that a call names, when the bot may look into it."""
    if not params.text("chat_id"):
        raise bad_request("chat_id is empty")
    chat = world.chats.get(params.integer("chat_id"))
    if chat is None:
        raise bad_request("chat not found")
    return chat


def open_chat(world: World, params: Params) -> Chat:
    chat = chat_of(world, params)
    if chat.blocked and chat.kind == "private":
        raise ErrorAnswer(403, "Forbidden: bot was blocked by the user")
    if chat.blocked:
        raise ErrorAnswer(403, f"Forbidden: bot is not a member of the {chat.kind} chat")
    return chat


def send_message(world: World, params: Params) -> Json:
    return _say(world, params, message_text(params))


def send_photo(world: World, params: Params) -> Json:
    return _say(world, params, {"photo": _photo(world, params, params.text("photo"), "photo"), **caption(params)})


def send_document(world: World, params: Params) -> Json:
    document = _document(world, params, params.text("document"), "document")
    return _say(world, params, {"document": document, **caption(params)})


def send_location(world: World, params: Params) -> Json:
    place = {}
    for field in ("latitude", "longitude"):
        if not params.text(field).strip():
            raise bad_request(f"{field} is empty")
        try:
            place[field] = float(params.text(field))
        except ValueError:
            raise bad_request(f"{field} is invalid") from None
    return _say(world, params, {"location": place})


def send_media_group(world: World, params: Params) -> list[Json]:
    media = params.json("media", bad_request("Can't parse media JSON object"))
    if not isinstance(media, list):
        raise bad_request("Expected an Array of InputMedia")
    if not 2 <= len(media) <= 10:
        raise bad_request("Wrong number of items in the album")
    contents = [_album_item(world, params, item) for item in media]
    chat = open_chat(world, params)
    group = {"media_group_id": str(13_000_000_000_000_000 + world.count()), **_reply(chat, params)}
    return [world.bot_says(chat, {**group, **content}) for content in contents]


def send_chat_action(world: World, params: Params) -> bool:
    if params.text("action").lower() not in ACTIONS:
        raise bad_request("Wrong parameter action in request")
    chat = open_chat(world, params)
    world.feed.publish({"type": "typing", "user": chat.person.id, "action": params.text("action").lower()})
    return True


def _say(world: World, params: Params, content: Json) -> Json:
    markup = reply_markup(params)
    chat = open_chat(world, params)
    return world.bot_says(chat, {**content, **_reply(chat, params)}, markup)


def _reply(chat: Chat, params: Params) -> Json:
    """The message that is replied to, in the new or the old way of saying it."""
    asked = params.json("reply_parameters", None) or {}
    if not isinstance(asked, dict):
        raise bad_request("Object expected as reply parameters")
    message_id = asked.get("message_id") or params.integer("reply_to_message_id")
    if not message_id:
        return {}
    message = chat.messages.get(message_id) if isinstance(message_id, int) else None
    if message:
        return {"reply_to_message": {key: value for key, value in message.items() if key != "reply_to_message"}}
    if asked.get("allow_sending_without_reply") or params.flag("allow_sending_without_reply"):
        return {}
    raise bad_request("message to be replied not found")


def _album_item(world: World, params: Params, item: Any) -> Json:
    if not isinstance(item, dict):
        raise bad_request("Can't parse InputMedia: expected an Object")
    described = Params({field: str(item[field]) for field in ("caption", "parse_mode") if item.get(field)})
    media, kind = str(item.get("media", "")), item.get("type")
    if kind == "photo":
        return {"photo": _photo(world, params, media, ""), **caption(described)}
    if kind == "document":
        return {"document": _document(world, params, media, ""), **caption(described)}
    raise bad_request("Can't use the media of the specified type in the album")


def _photo(world: World, params: Params, given: str, field: str) -> list[Json]:
    upload = _upload(params, given, field)
    if upload is None:
        known = _known_file(world, given, "photo")
        return world.files.photo(known)
    if len(upload.data) > LONGEST_PHOTO:
        size = len(upload.data)
        raise bad_request(
            f"File of size {size} bytes is too big for a photo; the maximum size is {LONGEST_PHOTO} bytes"
        )
    if image_size(upload.data) is None:
        raise bad_request("IMAGE_PROCESS_FAILED")
    return world.files.photo(upload.data)


def _document(world: World, params: Params, given: str, field: str) -> Json:
    upload = _upload(params, given, field)
    if upload:
        return world.files.document(upload.data, upload.name or "file", upload.mime_type)
    known = world.files.get(given)
    _known_file(world, given, "document")
    return {**known.facts(), "file_name": known.name, "mime_type": known.mime_type} if known else {}


def _upload(params: Params, given: str, field: str) -> Upload | None:
    """The file that came with the call: under its own field, or under the name that attach:// gives."""
    name = given.removeprefix("attach://") if given.startswith("attach://") else field
    upload = params.uploads.get(name)
    if upload is None:
        return None
    if not upload.data:
        raise bad_request("File must be non-empty")
    if len(upload.data) > LONGEST_UPLOAD:
        raise ErrorAnswer(413, "Request Entity Too Large")
    return upload


def _known_file(world: World, file_id: str, kind: str) -> bytes:
    if not file_id:
        raise bad_request(f"There is no {kind} in the request")
    known = world.files.get(file_id)
    if known is None:  # addresses, too: nothing is fetched from elsewhere
        raise bad_request("Wrong file identifier/HTTP URL specified")
    if not known.path.startswith(f"{kind}s/"):
        raise bad_request(f"can't use file of type {known.path.split('/')[0].rstrip('s').title()} as {kind.title()}")
    return known.data
