"""Commands that fill or prepare the configured database: migrate, campaign load, demo."""

import json
from dataclasses import asdict
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from bot.cli.campaign_files import read_pack, say_what_waits
from bot.console import CommandFailed, say
from bot.run.lease import in_use, is_dead, is_running
from bot.run.lock_file import LockFile, only_one
from bot.settings import Settings, read_settings
from locales import N_
from storage import migrate
from storage.database import Database
from storage.queries.ground import audit_rows
from storage.queries.ground.audit_rows import Operator
from storage.queries.organisation import units
from storage.queries.people import people
from storage.queries.plans.into_force import put_into_force
from storage.queries.running import lease_row
from storage.tables import Lease

ZONE = ZoneInfo("Asia/Shanghai")


def open_database(settings: Settings | None = None, lock: LockFile | None = None) -> Database:
    """The configured database with today's schema. `lock` is that of the data folder, where the caller holds it."""
    settings = settings or read_settings()
    db, zone = Database(settings.database_url, settings.locale), ZoneInfo(settings.timezone)
    if lock is not None or migrate.is_current(db):
        return brought_up_to_date(db, lock, zone)
    with only_one(settings.data_dir) as lock:
        return brought_up_to_date(db, lock, zone)


def brought_up_to_date(db: Database, lock: LockFile | None = None, zone: ZoneInfo = ZONE) -> Database:
    """With today's schema; raises Failed for a database that a newer program made, or below a bot that runs."""
    try:
        if not migrate.is_current(db):
            _refuse_below_a_bot(db, lock, zone)
            migrate.upgrade(db)
    except migrate.NewerDatabase:
        db.close()
        raise CommandFailed(
            N_("This database was made by a newer version; install that version, or restore a backup.")
        ) from None
    return db


def _refuse_below_a_bot(db: Database, lock: LockFile | None, zone: ZoneInfo) -> None:
    """What runs would find other tables than it knows."""
    if migrate.has_table(db, Lease):
        with db.snapshot() as session:
            holder = lease_row.present(session)
        if holder is not None and not is_dead(holder, lock) and is_running(holder, datetime.now(UTC)):
            db.close()
            raise CommandFailed(in_use(holder, zone))


def load(name: str) -> None:
    """Puts a plan into force, or a changed one from today on."""
    pack, db = read_pack(name), open_database()
    with db.transaction() as session:
        now = datetime.now(ZoneInfo(pack.zone))
        done = put_into_force(session, pack, now.date())
        if done.changed:
            after = {"version": done.running.version_id, "key": pack.key}
            audit_rows.note(session, Operator(now), "campaign.load", "campaign", done.running.campaign_id, after=after)
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
    from demo import fill

    pack, db = read_pack(name), open_database()
    with db.transaction() as session:
        if units.root_unit(session) is not None:
            raise CommandFailed(N_("This database holds units already; examples only go into an empty one."))
        people = fill(session, pack, datetime.now(UTC), history=history)
    db.close()
    if as_json:
        print(json.dumps([asdict(person) for person in people], ensure_ascii=False, indent=1))
    else:
        print(say(N_("Filled with {title}: {count} invented people.", title=pack.title, count=len(people))))
