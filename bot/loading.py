"""Commands that fill or prepare the configured database: migrate, campaign load, invite, demo."""

import json
from dataclasses import asdict
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from bot.campaigning import read_pack
from bot.cli import Failed, say
from bot.settings import Settings, read_settings
from handlers.newcomers import new_invitation
from locales import N_
from storage import migrate
from storage.database import Database
from storage.queries import people, units
from storage.queries.placing import put_into_force


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
    """Puts a plan into force, or a changed one from today on."""
    pack, db = read_pack(name), open_database()
    with db.transaction() as session:
        done = put_into_force(session, pack, datetime.now(ZoneInfo(pack.zone)).date())
        first = people.nobody(session)
    db.close()
    if not done.changed:
        print(say(N_("{title} is in force already, just as it is.", title=pack.title)))
    elif done.is_new:
        print(say(N_("In force: {title}. New units: {units}.", title=pack.title, units=done.new_units or N_("none"))))
    else:
        print(say(N_("From today on in force as changed: {title}. All records stay.", title=pack.title)))
    if first:
        print(say(N_("Next: xiaohao invite --role admin")))


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
