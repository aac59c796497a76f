"""Updates and answers of a server, as they should be and as they should not be: a mutator over a corpus."""

import copy
import json
import random
from collections.abc import Iterator
from typing import Any

DEEP = "@deep@"
BROKEN_BYTES = "@bytes@"
ODD_VALUES: list[Any] = [
    *(None, True, False, 0, -1, 1.5, -0.0, 2**31, 2**53, 2**63 - 1, 2**63, -(2**63), 2**64, 10**40, 1e308),
    *(float("nan"), float("inf"), -float("inf")),
    *("", " ", "0", "x", "\x00", "\ud800", "好\udfff", "a" * 5000, "\n", "‮", "😀", "'; DROP TABLE inbox; --"),
    *(BROKEN_BYTES, DEEP, [], {}, [[]], [None], {"": None}, {"id": None}, [1, "x", {}]),
]
"""What is put in the place of any value. Two of them stand for bytes that JSON itself cannot hold."""


def corpus(officer: int, contact: int, stranger: int) -> list[dict[str, Any]]:
    """One update of every kind that the bot asks for, and some that it does not, from people known and unknown."""
    updates = [_update(officer, content) for content in _contents()]
    for number in (contact, stranger):
        updates += [_update(number, {"text": "在吗"}), _update(number, {"sticker": {**_file(), "width": 1}})]
    pressed = {"id": "44", "from": _user(officer), "chat_instance": "1", "data": "abcdefgh.0"}
    updates.append({"callback_query": {**pressed, "message": _message(officer, {"text": "？"})}})
    updates.append({"callback_query": {**pressed, "inline_message_id": "7"}})
    updates.append({"edited_message": {**_message(officer, {"text": "/help"}), "edit_date": 1_750_380_001}})
    updates.append({"inline_query": {**pressed, "query": "km", "offset": "", "chat_type": "sender"}})
    updates.append({"my_chat_member": _member(officer, {"id": officer, "type": "private"}, "member", "kicked")})
    updates.append({"my_chat_member": _member(stranger, _group(), "left", "member")})
    updates.append({"message": {**_message(stranger, {"text": "二季度"}), "chat": _group()}})
    updates.append({"message": {**_message(officer, {"migrate_to_chat_id": -1009}), "chat": _group()}})
    updates.append({"poll": {"id": "1", "question": "？", "options": []}})
    return updates


def _contents() -> Iterator[dict[str, Any]]:
    yield from (
        {"text": text} for text in ("/help", "/todo", "记检查", "康民", "昨天", "/cancel", "检查 1", "/find 药店")
    )
    yield {"photo": [{**_file(), "width": 90, "height": 60}], "caption": "一张", "media_group_id": "7"}
    yield {"document": {**_file(), "file_name": "IMG_0012.HEIC", "mime_type": "application/octet-stream"}}
    yield {"document": {**_file(), "file_name": "名录.xlsx"}}
    yield {"location": {"latitude": 29.99, "longitude": 108.11}}
    yield {"contact": {"phone_number": "10012345678", "first_name": "某"}}
    yield {"voice": {**_file(), "duration": 3}}
    entities = [{"type": "mention", "offset": 0, "length": 12}, {"type": "url", "offset": 1, "length": 5}]
    yield {"text": "@xiaohao_bot 二季度", "entities": entities}
    yield {"text": "😀 /status", "reply_to_message": _message(7, {"text": "？"})}


def _file() -> dict[str, Any]:
    return {"file_id": "f1", "file_unique_id": "u1", "file_size": 10}


def _user(number: int) -> dict[str, Any]:
    return {"id": number, "is_bot": False, "first_name": "某", "language_code": "zh-hans"}


def _group() -> dict[str, Any]:
    return {"id": -1001, "type": "supergroup", "title": "某群"}


def _message(chat: int, content: dict[str, Any]) -> dict[str, Any]:
    private = {"id": chat, "type": "private", "first_name": "某"}
    return {"message_id": 5, "from": _user(chat), "chat": private, "date": 1_750_380_000, **content}


def _update(chat: int, content: dict[str, Any]) -> dict[str, Any]:
    return {"message": _message(chat, content)}


def _member(who: int, chat: dict[str, Any], before: str, after: str) -> dict[str, Any]:
    bot = {"id": 4242, "is_bot": True, "first_name": "销号"}
    old, new = ({"status": status, "user": bot, "until_date": 0} for status in (before, after))
    changed = {"chat": chat, "from": _user(who), "date": 1_750_380_000}
    return {**changed, "old_chat_member": old, "new_chat_member": new}


def mutated(update: dict[str, Any], chance: random.Random) -> Any:
    """The same with one to three places changed: another value, no value, another name, a place doubled or swapped.
    Now and then no update at all."""
    if chance.random() < 0.03:
        return copy.deepcopy(chance.choice(ODD_VALUES))
    changed = copy.deepcopy(update)
    for _ in range(chance.choice((1, 1, 1, 2, 3))):
        place, name = chance.choice(list(_places(changed)))
        match chance.randrange(10):
            case 0 | 1:
                del place[name]
            case 2 if isinstance(place, dict):
                place[chance.choice(("", "id", "\ud800", str(name) * 300))] = place.pop(name)
            case 3:
                place[name] = [place[name], place[name]]
            case 4:
                other, its_name = chance.choice(list(_places(changed)))
                place[name] = copy.deepcopy(other[its_name])
            case _:
                place[name] = copy.deepcopy(chance.choice(ODD_VALUES))
        if not changed:
            break
    return changed


def _places(value: Any) -> Iterator[tuple[Any, Any]]:
    """Every (container, name or index) in it, the outermost a little more often."""
    inner = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for name, below in inner:
        yield value, name
        yield from _places(below)
        if name == "update_id":
            yield from [(value, name)] * 3


def in_bytes(value: Any, chance: random.Random) -> bytes:
    """As a careless server would write it."""
    text = json.dumps(value, ensure_ascii=chance.random() < 0.7).encode("utf-8", "surrogatepass")
    depth = chance.choice((255, 300, 1100, 5000))
    text = text.replace(f'"{DEEP}"'.encode(), b"[" * depth + b"]" * depth)
    return text.replace(BROKEN_BYTES.encode(), chance.choice((b"\xff", b"\xe9\x94", b"\xed\xa0\x80", b"\xc0\xaf")))


BODIES: list[bytes] = [
    *(b"", b" ", b"null", b"true", b"5", b'"x"', b"[]", b"{}", b"[" * 5000, b"\xff\xfe", b"<html>404 Not Found</html>"),
    *(b'{"ok": true}', b'{"ok": true, "result": null}', b'{"ok": false}', b'{"ok": NaN, "result": NaN}'),
    *(b'{"result": "\\ud800"}', b'{"ok": true, "result": ' + b"[" * 300 + b"]" * 300 + b"}"),
    *(b'{"ok": false, "error_code": 500, "description": 5, "parameters": 7}', b'{"ok": false, "description": null}'),
]
RESULTS: list[bytes] = [
    *(b"true", b"false", b"0", b'"x"', b"[]", b"{}", b"[null]", b'{"message_id": "x"}', b'{"message_id": 1e300}'),
    *(b'{"message_id": 9223372036854775808}', b'{"message_id": -5}', b'{"message_id": [1]}', b'{"file_path": 5}'),
]
WAITS: list[bytes] = [b'"x"', b"-5", b"0", b"2.5", b"null", b"[]", b"3", b"1" + b"0" * 18, b"true", b"NaN"]
PASSING = (301, 408, 409, 500, 502, 503, 599, 999)
REFUSING = (400, 401, 403, 404, 413, 418)


def mutated_answer(good: bytes, chance: random.Random, *, refusing: bool) -> tuple[int, bytes]:
    """Another status, another body, or the same body cut off or with a bit flipped; `refusing`: also for good."""
    statuses = (*PASSING, *(REFUSING if refusing else ()))
    match chance.randrange(7):
        case 0:
            return 200, chance.choice(BODIES)
        case 1:
            return chance.choice(statuses), chance.choice(BODIES)
        case 2:
            return 200, b'{"ok": true, "result": %s}' % chance.choice(RESULTS)
        case 3:
            return 429, b'{"ok": false, "parameters": {"retry_after": %s}}' % chance.choice(WAITS)
        case 4:
            return 200, good[: chance.randrange(len(good))]
        case 5 if b"update_id" not in good:  # a server that lies about an id cannot be found out
            at = chance.randrange(len(good))
            return 200, good[:at] + bytes([good[at] ^ 1 << chance.randrange(8)]) + good[at + 1 :]
        case _:
            return chance.choice(statuses), b'{"description": "no", "parameters": {"migrate_to_chat_id": "x"}}'
