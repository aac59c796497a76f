"""A chat as text, as docs and tests print it: `▸ what the person does`, what the bot says, `[button]`, `‹key›`."""

from typing import Any

Json = dict[str, Any]


def said_by_person(message: Json, keyboard: Json | None) -> str:
    text = str(message.get("text", ""))
    if text in keys_of(keyboard):
        return f"▸ ‹{text}›"
    return "▸ " + (_content(message) or text)


def said_by_bot(message: Json, keyboard: Json | None = None) -> str:
    """The keyboard is given only where it came with the message."""
    lines = [
        _content(message),
        str(message.get("text", "")),
        _rows(message.get("reply_markup"), "inline_keyboard", "[{}]"),
    ]
    return "\n".join(line for line in [*lines, _rows(keyboard, "keyboard", "‹{}›")] if line)


def pressed(label: str) -> str:
    return f"▸ [{label}]"


def keys_of(keyboard: Json | None) -> list[str]:
    """The labels of a reply keyboard."""
    return [button["text"] for row in (keyboard or {}).get("keyboard", []) for button in row]


def _content(message: Json) -> str:
    caption = str(message.get("caption", ""))
    if "photo" in message:
        return f"照片 {caption}".rstrip()
    if "document" in message:
        return f"文件 {message['document']['file_name']}" + (f"\n{caption}" if caption else "")
    if "location" in message:
        return f"位置 {message['location']['latitude']}, {message['location']['longitude']}"
    return "表情" if "sticker" in message else ""


def _rows(markup: Json | None, field: str, bracket: str) -> str:
    rows = (markup or {}).get(field, [])
    return "\n".join(" ".join(bracket.format(button["text"]) for button in row) for row in rows)
