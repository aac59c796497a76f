"""What happens in a group or channel, as plain data: the bot is brought in, removed or spoken to."""

from dataclasses import dataclass
from typing import Literal

from telegram import ChatMember, Message, MessageEntity, Update

ADDRESSED = "?"
"""What was said where the bot was spoken to without any further word."""


@dataclass(frozen=True)
class GroupNews:
    """One thing that happened in a group or channel. `said` holds what was said to the bot itself, else nothing."""

    kind: Literal["added", "removed", "said", "overheard"]
    chat_id: int
    title: str
    sender: int
    said: str = ""


def read(update: Update, bot_name: str) -> GroupNews | None:
    """None for what is no group's business: presses, edits, private chats."""
    if (changed := update.my_chat_member) is not None:
        is_in = changed.new_chat_member.status in (ChatMember.MEMBER, ChatMember.ADMINISTRATOR)
        was_in = changed.old_chat_member.status in (ChatMember.MEMBER, ChatMember.ADMINISTRATOR)
        if is_in == was_in:
            return None
        kind: Literal["added", "removed"] = "added" if is_in else "removed"
        return GroupNews(kind, changed.chat.id, changed.chat.title or "", changed.from_user.id)
    message = update.message or update.channel_post
    if message is None or message.chat.type == "private":
        return None
    # an anonymous administrator or a channel speaks for nobody whose rights could be read
    sender = message.from_user.id if message.from_user and message.sender_chat is None else 0
    said = _said_to_bot(message, bot_name) if sender else ""
    return GroupNews("said" if said else "overheard", message.chat.id, message.chat.title or "", sender, said)


def _said_to_bot(message: Message, bot_name: str) -> str:
    """“二季度汇总” of “/report@bot 二季度汇总”, “@bot 二季度汇总”, or of a reply to one of the bot's own messages."""
    text, me = message.text or "", f"@{bot_name.lower()}"
    spoken = False
    for entity, words in message.parse_entities([MessageEntity.MENTION, MessageEntity.BOT_COMMAND]).items():
        if words.lower() == me or (entity.type == MessageEntity.BOT_COMMAND and words.lower().endswith(me)):
            spoken = True
            text = text.replace(words, " ")
    replied = message.reply_to_message
    if not spoken and not (replied and replied.from_user and (replied.from_user.username or "").lower() == me[1:]):
        return ""
    return " ".join(text.split()) or ADDRESSED
