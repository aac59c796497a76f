"""Groups: people bring the bot into one, speak there, and throw it out again; the bot speaks, and leaves."""

from typing import Any

from sandbox.formatted import with_found
from sandbox.params import Params
from sandbox.sending import open_chat
from sandbox.world import Chat, Person, World

Json = dict[str, Any]


def make_group(world: World, chat_id: int, title: str) -> Chat:
    """A supergroup; its id is negative, as Telegram's are. The bot is not in it yet."""
    chat = Chat(Person(chat_id, title), kind="supergroup", blocked=True)
    world.chats[chat_id] = chat
    return chat


def person_brings_bot(world: World, group: Chat, person: Chat, *, out: bool = False) -> None:
    """Into the group, or out of it."""
    group.blocked = out
    old, new = ("member", "left") if out else ("left", "member")
    changed = {"chat": world.about(group), "from": world.user(person), "date": world.now()}
    before, after = ({"user": world.bot, "status": status} for status in (old, new))
    world.updates.add("my_chat_member", {**changed, "old_chat_member": before, "new_chat_member": after})


def person_says_there(world: World, group: Chat, person: Chat, text: str, reply_to: Json | None = None) -> None:
    entities = with_found(text, [])
    content: Json = {"text": text, **({"entities": entities} if entities else {})}
    if reply_to:
        content["reply_to_message"] = reply_to
    world.updates.add("message", world.message(group, world.user(person), content))


def leave_chat(world: World, params: Params) -> bool:
    open_chat(world, params).blocked = True
    return True
