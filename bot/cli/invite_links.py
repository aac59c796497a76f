"""Links printed on the terminal: the first administrator's, and `xiaohao invite` as the way back in."""

import asyncio
import json
import sys
from dataclasses import dataclass
from datetime import UTC, date, datetime

from telegram.error import TelegramError

from bot import qr
from bot.cli.loading import open_database
from bot.console import CommandFailed, say
from bot.run.app import build_bot
from bot.settings import Settings, read_settings
from handlers.joining.invite import VALID_FOR, from_operator, link
from handlers.words import ROLES
from locales import N_
from storage.database import Session
from storage.queries.organisation import units
from storage.queries.people import people
from storage.queries.register import entities

ASKING_SECONDS = 5


@dataclass(frozen=True)
class InvitationTarget:
    """Where a new person is let in."""

    unit_id: int | None
    name: str
    entity_id: int | None = None


def invite(role: str, unit_name: str | None, entity_name: str | None, *, as_json: bool) -> None:
    """A link for one person; it needs no confirmation, for who works here has the whole machine."""
    settings, now = read_settings(), datetime.now(UTC)
    db = open_database(settings)
    with db.transaction() as session:
        into = _into(session, role, unit_name, entity_name, now.date())
        token = from_operator(session, role, into.unit_id, now, into.entity_id)
    db.close()
    name = _bot_name(settings)
    if as_json:
        facts = {
            "role": role,
            "into": into.name,
            "start": f"/start {token}",
            "link": link(name, token) if name else None,
        }
        print(json.dumps(facts | {"expires_at": (now + VALID_FOR).isoformat()}, ensure_ascii=False))
        return
    print(
        say(
            N_(
                "{role} · {into}: send this to the person; it works once, for 72 hours.",
                role=ROLES[role],
                into=into.name,
            )
        )
    )
    show(name, token)


def _into(session: Session, role: str, unit_name: str | None, entity_name: str | None, today: date) -> InvitationTarget:
    if role == "enterprise":
        return _enterprise(session, entity_name, today)
    if unit_name is None and role == "admin" and people.nobody(session):
        return InvitationTarget(None, say(N_("the first one")))
    unit = units.unit_by_key_or_name(session, unit_name) if unit_name else units.root_unit(session)
    if unit is None:
        raise CommandFailed(N_("There is no unit “{unit}”.", unit=unit_name) if unit_name else NO_UNITS)
    return InvitationTarget(unit.id, unit.name)


NO_UNITS = N_("There are no units yet. First let an administrator join: xiaohao invite --role admin")


def _enterprise(session: Session, name: str | None, today: date) -> InvitationTarget:
    if name is None:
        raise CommandFailed(N_("An enterprise contact answers for one enterprise: add --entity NAME."))
    entity = entities.named(session, name)
    unit_id = entities.unit_of(session, entity.id, today) if entity else None
    if entity is None or unit_id is None:
        raise CommandFailed(N_("There is no single enterprise called “{name}”.", name=name))
    return InvitationTarget(unit_id, entity.name, entity.id)


def show(bot_name: str, token: str) -> None:
    """The link with its picture, and the words that do the same in the chat; without the bot's name only those."""
    if bot_name:
        print(link(bot_name, token))
        print(qr.in_terminal(link(bot_name, token)))
        print(say(N_("or send this to the bot:")))
    print(f"/start {token}")
    if not bot_name:
        print(say(N_("or as a link: https://t.me/<name of your bot>?start={token}", token=token)))
    sys.stdout.flush()


def _bot_name(settings: Settings) -> str:
    """Asked of the server; nothing where there is no token, or no answer soon."""
    if settings.token is None:
        return ""
    try:
        return asyncio.run(_asked(settings))
    except (TelegramError, TimeoutError):
        return ""


async def _asked(settings: Settings) -> str:
    if settings.token is None:
        return ""
    bot = build_bot(settings.token.get_secret_value(), settings.api_base)
    try:
        async with asyncio.timeout(ASKING_SECONDS):
            return (await bot.get_me()).username or ""
    finally:
        await bot.shutdown()
