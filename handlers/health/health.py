"""How the program itself stands, for administrators: who is out of reach, what failed, what waits, the last backup."""

from datetime import datetime
from zoneinfo import ZoneInfo

from handlers.health import audit_alarm
from handlers.turn.admin_menu import admin_entry
from handlers.turn.long_work import JobResult, Work, ask_for, long_work
from handlers.turn.pager import page_of
from handlers.turn.rights import scope
from handlers.turn.routes import press
from handlers.turn.screens import Button
from handlers.turn.stored import Stored
from handlers.turn.turn import Turn, not_found
from handlers.words import day_in_words
from locales import N_, Text
from storage.backup import FOLDER, backup
from storage.database import Database
from storage.files import Files
from storage.queries.messages import job_queue
from storage.queries.messages import parked_updates as failed
from storage.queries.people import unreachable_people
from storage.queries.people.unreachable_people import UnreachedPerson
from storage.queries.running import queue_lengths

LINES = 20
"""Of people on a page: there is nothing to press."""


@press("health.unreachable", may="administer")
def unreachable(turn: Turn, first: int = 0) -> None:
    """Those who blocked the bot, then those who were invited and never came."""
    here = scope(turn.actor, "administer")
    blocked = unreachable_people.blocked_below(turn.session, here, turn.today)
    absent = unreachable_people.never_came(turn.session, here)
    named = [
        *(N_("· {name} ({unit})", name=person.name, unit=person.unit) for person in blocked),
        *(_never_came(turn, person) for person in absent),
    ]
    page = page_of(named, first, LINES)
    of_blocked = max(len(blocked) - page.first, 0)
    lines: list[Text] = [
        N_("Blocked me, nothing reaches them: {count}", count=len(blocked)),
        *page.lines[:of_blocked],
        N_("Invited and never started: {count}", count=len(absent)),
        *page.lines[of_blocked:],
    ]
    if named:
        lines.append(N_("Call them; until then their reminders reach only the others in charge."))
    turn.say(*lines, rows=page.turning("health.unreachable"))


def _never_came(turn: Turn, person: UnreachedPerson) -> Text:
    day = day_in_words(person.invited_at.astimezone(turn.zone).date()) if person.invited_at else ""
    return N_("· {name} ({unit}), invited on {day}", name=person.name or N_("no name"), unit=person.unit, day=day)


@press("health.parked", may="administer_all")
def parked(turn: Turn, first: int = 0) -> None:
    """Updates that were set aside, the newest first; each can be tried once more, after a new version for instance."""
    page = page_of(failed.newest(turn.session), first)
    if not page.total:
        turn.say(N_("No update has failed."))
        return
    lines = [
        N_("{number} · {moment}", number=update.error or "", moment=_moment(update.received_at, turn.zone))
        for update in page.lines
    ]
    rows = [
        [
            Button(N_("Try {number} again", number=update.error or ""), "health.retry", {"inbox": update.id}),
            Button(N_("Done with it"), "health.dismiss", {"inbox": update.id}),
        ]
        for update in page.lines
    ]
    rows += page.turning("health.parked")
    turn.say(N_("Updates that failed: {count}", count=page.total), *lines, rows=rows)


@press("health.retry", may="administer_all")
def retry(turn: Turn, inbox: int) -> None:
    if not failed.try_again(turn.session, inbox, turn.by):
        raise not_found()
    turn.say(N_("It is tried again within a minute. If it fails once more, it comes back under a new number."))


@press("health.dismiss", may="administer_all")
def dismiss(turn: Turn, inbox: int) -> None:
    if not failed.dismiss(turn.session, inbox, turn.by):
        raise not_found()
    parked(turn)


@press("health.queues", may="administer_all")
def queues(turn: Turn) -> None:
    lengths = queue_lengths.of_queues(turn.session, besides=int(turn.key))
    last = job_queue.last_done(turn.session, "backup")
    turn.say(
        *([audit_alarm.BROKEN] if audit_alarm.is_raised(turn.session) else []),
        N_("Updates waiting: {count}, set aside: {parked}", count=max(lengths.waiting - 1, 0), parked=lengths.parked),
        N_("Messages to send: {count}, perhaps not delivered: {unsure}", count=lengths.to_send, unsure=lengths.unsure),
        N_("Last backup made here: {moment}", moment=_moment(last.created_at, turn.zone) if last else N_("none yet")),
        rows=[[Button(N_("Back up now"), "health.backup")]],
    )


@press("health.backup", may="administer_all")
def back_up(turn: Turn) -> None:
    ask_for(turn, "backup", Stored())
    turn.say(N_("Making a backup, I shall say when it is done."))


@long_work("backup", Stored, may="administer_all", sorry=N_("The backup failed; is the disk full? The log says more."))
def make_backup(db: Database, files: Files, work: Work[Stored]) -> JobResult:
    """Beside the photos, which never change and only have to be copied along."""
    if db.engine.dialect.name != "sqlite":
        return JobResult([N_("This database is PostgreSQL: back it up with pg_dump.")])
    path = backup(db, files.folder.parent / FOLDER, work.created_at)
    size = N_("{count} MB", count=max(round(path.stat().st_size / 1024 / 1024), 1))
    return JobResult(
        [
            N_("✅ Backup made and checked: {name}, {size}.", name=f"{FOLDER}/{path.name}", size=size),
            N_("Photos lie beside it in the folder files; copy both to another machine."),
        ]
    )


def _moment(at: datetime, zone: ZoneInfo) -> Text:
    local = at.astimezone(zone)
    return N_("{moment}", moment=local)


admin_entry(70, N_("Unreachable people"), "health.unreachable")
admin_entry(80, N_("Failed updates"), "health.parked")
admin_entry(90, N_("Queues and backup"), "health.queues")
