"""Commands that fill or prepare the configured database: migrate, campaign load, invite, demo."""

import json
from dataclasses import asdict
from datetime import UTC, date, datetime

from bot.campaigning import read_pack
from bot.cli import Failed, say
from bot.settings import Settings, read_settings
from handlers.newcomers import new_invitation
from locales import N_
from storage import migrate
from storage.database import Database
from storage.queries import units
from storage.queries.campaigns import add_campaign


def open_database(settings: Settings | None = None) -> Database:
    """The configured database with today's schema; one made by a newer program is refused."""
    db = Database((settings or read_settings()).database_url)
    try:
        if not migrate.is_current(db):
            migrate.upgrade(db)
    except migrate.NewerDatabase:
        db.close()
        raise Failed(
            N_("This database was made by a newer version; install that version, or restore a backup.")
        ) from None
    return db


def load(name: str) -> None:
    from bot.demo.units import add_units

    pack, db = read_pack(name), open_database()
    with db.transaction() as session:
        since = date(pack.year, 1, 1)
        add_campaign(session, pack, add_units(session, pack, since), since)
    db.close()
    print(say(N_("In force: {title}. Next: xiaohao invite --role admin", title=pack.title)))


def invite(role: str, unit_name: str | None) -> None:
    db = open_database()
    with db.transaction() as session:
        unit = units.unit_by_key_or_name(session, unit_name) if unit_name else units.root_unit(session)
        if unit is None:
            hint = N_("There is no unit “{unit}”.", unit=unit_name) if unit_name else NO_UNITS
            raise Failed(hint)
        token = new_invitation(session, role, unit.id, datetime.now(UTC))
    db.close()
    print(say(N_("Send this to the person; it works once, for 72 hours:")))
    print(f"/start {token}")
    print(say(N_("or as a link: https://t.me/<name of your bot>?start={token}", token=token)))


NO_UNITS = N_("There are no units yet. First put a plan into force: xiaohao campaign load PACK")


def demo(name: str, *, history: bool, as_json: bool) -> None:
    from bot.demo import fill

    pack, db = read_pack(name), open_database()
    with db.transaction() as session:
        if units.root_unit(session) is not None:
            raise Failed(N_("This database holds units already; examples only go into an empty one."))
        people = fill(session, pack, datetime.now(UTC), history=history)
    db.close()
    if as_json:
        print(json.dumps([asdict(person) for person in people], ensure_ascii=False, indent=1))
    else:
        print(say(N_("Filled with {title}: {count} invented people.", title=pack.title, count=len(people))))
