"""The world on disk: one JSON file and a folder of files, so that a chat can be taken up again tomorrow."""

import json
from datetime import datetime
from pathlib import Path
from typing import Any

from sandbox.sent_files import StoredFile
from sandbox.world import World

Json = dict[str, Any]

CHAT_FIELDS = ("messages", "keyboard", "unread", "blocked", "last_id", "story")


def save(world: World, folder: Path) -> None:
    files = folder / "files"
    files.mkdir(parents=True, exist_ok=True)
    for file in world.files.all():
        (files / file.file_id).write_bytes(file.data)
    saved = {
        "now": world.clock().isoformat(),
        "chats": {str(chat.person.id): {f: getattr(chat, f) for f in CHAT_FIELDS} for chat in world.chats.values()},
        "files": [{**vars(file), "data": None} for file in world.files.all()],
        "updates": world.updates.as_json(),
        "settings": world.settings,
        "counted": world.count(),
    }
    beside = folder / "world.json.new"  # written whole, then put in place: half a world is none
    beside.write_text(json.dumps(saved, ensure_ascii=False), encoding="utf-8")
    beside.replace(folder / "world.json")


def load(world: World, folder: Path) -> datetime | None:
    """The moment at which the world was saved; None where there is nothing to take up."""
    path = folder / "world.json"
    if not path.exists():
        return None
    saved = json.loads(path.read_text(encoding="utf-8"))
    for person_id, chat in world.chats.items():
        for field, value in saved["chats"].get(str(person_id), {}).items():
            setattr(chat, field, _with_numbers(value) if field == "messages" else value)
    for file in saved["files"]:
        data = (folder / "files" / file["file_id"]).read_bytes()
        world.files.put(StoredFile(**{**file, "data": data}))
    world.updates.restore(saved["updates"])
    world.settings = saved["settings"]
    world.start_counting_at(saved["counted"])
    return datetime.fromisoformat(saved["now"])


def _with_numbers(messages: Json) -> dict[int, Json]:
    return {int(message_id): message for message_id, message in messages.items()}
