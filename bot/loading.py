"""Commands that fill or prepare the configured database: migrate, campaign load, demo."""

import json
from dataclasses import asdict
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from bot.campaigning import read_pack, say_what_waits
from bot.cli import Failed, say
from bot.settings import Settings, read_settings
from locales import N_
from storage import migrate
from storage.database import Database
from storage.queries import audit, people, units
from storage.queries.audit import Operator
from storage.queries.into_force import put_into_force


def open_database(settings: Settings | None = None) -> Database:
    """The configured database with today's schema."""
    settings = settings or read_settings()
    return brought_up_to_date(Database(settings.database_url, settings.locale))


def brought_up_to_date(db: Database) -> Database:
    """With today's schema; raises Failed for a database that a newer program made."""
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
        now = datetime.now(ZoneInfo(pack.zone))
        done = put_into_force(session, pack, now.date())
        if done.changed:
            after = {"version": done.running.version_id, "key": pack.key}
            audit.note(session, Operator(now), "campaign.load", "campaign", done.running.campaign_id, after=after)
        first = people.nobody(session)
    db.close()
    if not done.changed:
        print(say(N_("{title} is in force already, just as it is.", title=pack.title)))
    elif done.is_new:
        print(say(N_("In force: {title}. New units: {units}.", title=pack.title, units=done.new_units or N_("none"))))
    else:
        print(say(N_("From today on in force as changed: {title}. All records stay.", title=pack.title)))
    if done.changed:
        say_what_waits(pack)
    if first:
        print(say(N_("Next: xiaohao run, which prints the link for the first administrator.")))


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
