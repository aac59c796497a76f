"""What Telegram refuses, in Telegram's own words. Pure: parameters in, checked values or `ErrorAnswer` out."""

from typing import Any

from sandbox.formatted import trimmed, with_found
from sandbox.params import Params
from sandbox.text_entities import BrokenHtml, Entity, parse_html, utf16_length

Json = dict[str, Any]

LONGEST_TEXT = 4096
LONGEST_CAPTION = 1024
LONGEST_UPLOAD = 50 * 1024 * 1024
LONGEST_DOWNLOAD = 20 * 1024 * 1024
LONGEST_PHOTO = 10 * 1024 * 1024
LONGEST_ANSWER = 200
MOST_BUTTONS = 100


class ErrorAnswer(Exception):
    """An error answer: HTTP status and description."""

    def __init__(self, status: int, description: str, **parameters: int) -> None:
        super().__init__(description)
        self.status, self.description, self.parameters = status, description, parameters


def bad_request(reason: str) -> ErrorAnswer:
    """Like the real server, which writes a sentence after the prefix in small letters but leaves CODES alone."""
    code = len(reason) > 1 and (reason[1] == "_" or reason[1].isupper())
    return ErrorAnswer(400, "Bad Request: " + (reason if code else reason[0].lower() + reason[1:]))


def message_text(params: Params) -> Json:
    if not params.text("text"):
        raise bad_request("Message text is empty")
    text, entities = _formatted(params, "text", "entities")
    if not text:
        raise bad_request("Text must be non-empty")
    if utf16_length(text) > LONGEST_TEXT:
        raise bad_request("Message is too long")
    return {"text": text, **({"entities": entities} if entities else {})}


def caption(params: Params) -> Json:
    text, entities = _formatted(params, "caption", "caption_entities")
    if utf16_length(text) > LONGEST_CAPTION:
        raise bad_request("Message caption is too long")
    if not text:
        return {}
    return {"caption": text, **({"caption_entities": entities} if entities else {})}


def _formatted(params: Params, text_field: str, entities_field: str) -> tuple[str, list[Entity]]:
    text, mode = params.text(text_field), params.text("parse_mode").lower()
    if len(text.encode()) > 1 << 15:
        raise bad_request("Text is too long")
    if mode == "html":
        try:
            text, entities = parse_html(text)
        except BrokenHtml as broken:
            raise bad_request(f"Can't parse entities: {broken}") from None
    elif mode in ("", "none"):
        given = params.json(entities_field, None)
        entities = [entity for entity in given if _is_entity(entity)] if isinstance(given, list) else []
    else:
        raise bad_request("Unsupported parse_mode")  # Markdown: the real server has it, nobody here writes it
    text, entities = trimmed(text, entities)
    return text, with_found(text, entities)


def _is_entity(entity: Any) -> bool:
    if not isinstance(entity, dict) or not isinstance(entity.get("type"), str):
        return False
    offset, length = entity.get("offset"), entity.get("length")
    return isinstance(offset, int) and isinstance(length, int) and offset >= 0 and length > 0


def reply_markup(params: Params) -> Json | None:
    """The keyboard that comes with a message; None when there is none."""
    if not params.text("reply_markup"):
        return None
    markup = params.json("reply_markup", bad_request("Can't parse reply keyboard markup JSON object"))
    if not isinstance(markup, dict):
        raise bad_request("Object expected as reply markup")
    if "inline_keyboard" in markup:
        of_arrays = 'Field "inline_keyboard" of the InlineKeyboardMarkup must be an Array of Arrays'
        rows = _rows(markup["inline_keyboard"], of_arrays)
        for button in (button for row in rows for button in row):
            _check_inline_button(button)
        if sum(map(len, rows)) > MOST_BUTTONS:
            raise bad_request("Reply markup is too long")
    if "keyboard" in markup:
        rows = _rows(markup["keyboard"], 'Field "keyboard" must be an Array of Arrays')
        markup["keyboard"] = [[_keyboard_button(button) for button in row] for row in rows]
    return markup


def _rows(rows: Any, complaint: str) -> list[list[Any]]:
    if not isinstance(rows, list) or not all(isinstance(row, list) for row in rows):
        raise bad_request(complaint)
    return rows


def _check_inline_button(button: Any) -> None:
    parsing = "Can't parse inline keyboard button: "
    if not isinstance(button, dict):
        raise bad_request(parsing + "InlineKeyboardButton must be an Object")
    _check_button_fields(button, parsing)
    if not button["text"].strip():
        raise bad_request("Inline keyboard button text must be non-empty")
    data = button.get("callback_data")
    if data is not None and not isinstance(data, str):
        raise bad_request(parsing + 'Field "callback_data" must be of type String')
    if data and len(data.encode()) > 64:
        raise bad_request("BUTTON_DATA_INVALID")
    if not any(button.get(key) for key in ("url", "callback_data", "copy_text", "web_app", "login_url")) and not any(
        key.startswith("switch_inline_query") or key in ("pay", "callback_game") for key in button
    ):
        raise bad_request(parsing + "Text buttons are unallowed in the inline keyboard")


def _keyboard_button(button: Any) -> Json:
    if isinstance(button, str):
        button = {"text": button}
    if not isinstance(button, dict):
        raise bad_request("Can't parse keyboard button: KeyboardButton must be a String or an Object")
    _check_button_fields(button, "Can't parse keyboard button: ")
    if not button["text"].strip():
        raise bad_request("Keyboard button text must be non-empty")
    return button


def _check_button_fields(button: Json, parsing: str) -> None:
    if "text" not in button:
        raise bad_request(parsing + 'Can\'t find field "text"')
    if not isinstance(button["text"], str):
        raise bad_request(parsing + 'Field "text" must be of type String')
    if button.get("style") not in (None, "", "default", "primary", "success", "danger"):
        raise bad_request(parsing + "invalid button style specified")
