"""Raw updates, before anybody has understood them: their ids, their lanes, and how they go on disk.

Nothing here fails, whatever comes: an update that makes no sense is found out in its lane, and parked there.
"""

import hashlib
import re
from collections.abc import Sequence
from typing import Any

from bot.run import lenient_json
from storage.ids import is_id

KINDS = ["message", "edited_message", "callback_query", "inline_query", "my_chat_member"]
GREATEST = 2**40
"""Telegram's ids have 32 bits. An offset beyond the true ids would confirm everything to come, unseen."""
FAR = 1000
"""Updates that follow each other have ids that do; after a pause of days there may be a gap."""
MADE_UP_BELOW = -(2**62)
"""Ids that we give ourselves lie below; those of the messenger are positive, of updates tried again small negatives."""


def row(update: Any) -> tuple[int, int, str]:
    """(update id, lane, raw JSON) for the inbox. Without a usable id it gets one of its own, the same each time."""
    raw, number = lenient_json.write(update), id_of(update)
    if number is None:
        digest = hashlib.sha256(raw.encode()).digest()
        number = MADE_UP_BELOW - int.from_bytes(digest[:7], "big")
    return number, lane_of(update), raw


def id_of(update: Any) -> int | None:
    """The messenger's id of the update; 7 of 7, 7.0 and "7", none of anything else."""
    number: Any = update.get("update_id") if isinstance(update, dict) else None
    if isinstance(number, str):
        number = int(number) if re.fullmatch(r"[0-9]{1,18}", number) else None
    if isinstance(number, float) and number.is_integer():
        number = int(number)
    return number if is_id(number) and 0 <= number < GREATEST else None


def offset_after(batch: Sequence[Any], offset: int | None) -> int | None:
    """The offset that confirms a batch, and with it nothing that was not seen. None: it cannot be confirmed yet.

    A batch comes in the order of its ids, so its last one counts, and one that stands before smaller ones does not. An
    id far off is believed when others agree with it. Updates without a usable id are passed as so many steps: as many
    ids, at least, lie between the offset and the end of the batch.
    """
    ids = [number for number in map(id_of, batch) if number is not None]
    near = ids if offset is None else [number for number in ids if offset <= number < offset + FAR]
    if not near and len(ids) > 1:
        near = ids
    if not near:
        return None if offset is None else offset + len(batch)
    middle = sorted(near)[len(near) // 2]
    return [number for number in near if abs(number - middle) < FAR][-1] + 1


def lane_of(update: Any) -> int:
    """The chat that an update belongs to, the person where there is no chat, 0 where there is neither."""
    if not isinstance(update, dict):
        return 0
    thing = next((update[kind] for kind in KINDS if kind in update), None)
    message = _inside(thing, "message") or thing
    chat = _inside(message, "chat") or _inside(thing, "from")
    number = chat.get("id") if chat else None
    return number if is_id(number) else 0


def pressed(update: Any) -> str | None:
    """The id under which the messenger waits for the answer to a pressed button."""
    query_id = (_inside(update, "callback_query") or {}).get("id")
    return query_id if isinstance(query_id, str) else None


def read(raw: str) -> dict[str, object]:
    """What lies on disk. Raises ValueError where it is no update, or none that says what it is about."""
    update = lenient_json.read(raw)
    if not isinstance(update, dict):
        raise ValueError("no object")
    if any(kind in update and not isinstance(update[kind], dict) for kind in KINDS):
        raise ValueError("an update about nothing")
    if id_of(update) is None:
        update["update_id"] = 0  # the library wants one; the row has its own
    return update


def _inside(thing: Any, name: str) -> dict[str, object] | None:
    inner = thing.get(name) if isinstance(thing, dict) else None
    return inner if isinstance(inner, dict) else None
