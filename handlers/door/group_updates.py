"""What reaches the bot outside private conversations: it is brought into groups and spoken to there, or blocked."""

from telegram import ChatMember, ChatMemberUpdated, Update

from handlers.groups import bind_group
from handlers.turn import group_news
from handlers.turn.update_context import UpdateContext
from storage.database import Session
from storage.queries.organisation.bound_groups import move
from storage.queries.people import people


def answer(context: UpdateContext, update: Update) -> None:
    """Inside the caller's transaction, like a turn."""
    session = context.session
    changed, message = update.my_chat_member, update.message
    if changed is not None and changed.chat.type == "private":
        _blocked_or_not(session, changed)
    elif message is not None and message.migrate_to_chat_id is not None:
        move(session, message.chat.id, message.migrate_to_chat_id)
    elif (news := group_news.read(update, context.bot_name)) is not None:
        bind_group.hear(context, news)


def _blocked_or_not(session: Session, changed: ChatMemberUpdated) -> None:
    if changed.new_chat_member.status == ChatMember.BANNED:
        people.mark_unreachable(session, changed.chat.id)
    else:
        people.mark_reachable(session, changed.chat.id)
