"""Tells chats of people with an account and of groups from chats of strangers, which are served last."""

from collections.abc import Iterable
from typing import Any

from sqlalchemy import ColumnElement, exists, or_
from sqlmodel import Session, col, select

from storage.chunks import chunks
from storage.tables import Account, GroupChat


def is_known(chat: Any) -> ColumnElement[bool]:
    """For a column of chat ids: an account's or a group's."""
    account = exists().where(col(Account.channel) == "telegram", col(Account.external_id) == chat)
    return or_(account, exists().where(col(GroupChat.chat_id) == chat, col(GroupChat.state) != "left"))


def known_chats(session: Session, chats: Iterable[int]) -> set[int]:
    """Those of some chats that are no strangers'."""
    known: set[int] = set()
    for some in chunks(sorted(set(chats))):
        accounts = select(Account.external_id).where(col(Account.channel) == "telegram")
        known.update(session.exec(accounts.where(col(Account.external_id).in_(some))))
        groups = select(GroupChat.chat_id).where(col(GroupChat.state) != "left")
        known.update(session.exec(groups.where(col(GroupChat.chat_id).in_(some))))
    return known
