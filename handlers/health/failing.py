"""What the program itself cannot do just now: the administrators at the top are told once, and see it until it is well.

A path of `storage/attempts` in words: `campaign:3/risk:17` → “隐患-2025-0017（2025年石柱县…）”.
"""

from collections.abc import Callable, Collection, Sequence
from datetime import date, datetime
from secrets import token_hex
from typing import TypeVar
from zoneinfo import ZoneInfo

from handlers.turn import screens
from handlers.turn.admin_menu import admin_entry
from handlers.turn.rights import role_for
from handlers.turn.routes import press
from handlers.turn.status_lines import status_lines
from handlers.turn.turn import Turn
from locales import N_, Text
from storage.attempts import PieceByPiece
from storage.database import Session
from storage.queries.organisation import succession, units
from storage.queries.people import memberships, people
from storage.queries.plans import campaigns
from storage.queries.records import risk_items
from storage.queries.running import tick_failures
from storage.tables import Failure

Name = TypeVar("Name")

MOST_TOLD = 10


def note(session: Session, attempts: PieceByPiece, today: date, now: datetime) -> Collection[Failure]:
    """Writes down what failed and what is well again, and tells of both once; returns what is new."""
    change = tick_failures.note(session, attempts.failed, attempts.is_well, today, now)
    if change.new:
        _tell(session, [FAILING, *_lines(session, change.new, today), GOES_ON], today, now)
    if change.well:
        _tell(session, [WELL_AGAIN, *_lines(session, change.well, today)], today, now)
    return change.new


FAILING = N_("⚠️ Some work fails, and is tried again every minute:")
GOES_ON = N_("Everything else goes on. See /admin, “Failing work”, until it is put right.")
WELL_AGAIN = N_("✅ What failed before works again:")


def _tell(session: Session, parts: Sequence[Text], today: date, now: datetime) -> None:
    """Whom it cannot be told is no reason to forget what failed."""
    attempts = PieceByPiece()
    top = units.root_unit(session)
    for admin in people.people_with_role(session, "admin", top.id, today) if top is not None else []:
        with attempts.savepoint(session, f"tell:{admin.person_id}"):
            screens.send(session, admin, parts, f"failing:{token_hex(8)}>{admin.person_id}", now, nudge=True)
            session.flush()


@status_lines(10)
def lines_for_status(turn: Turn) -> list[Text]:
    """Nothing while all is well. Names are for the administrators of everything."""
    failures = tick_failures.failing(turn.session)
    if not failures:
        return []
    if not role_for(turn.actor, "administer_all"):
        return [N_("Some work in the background fails. The administrators have been told.")]
    return [FAILING, *_seen(turn, failures[:MOST_TOLD]), *_more(failures)]


@press("health.failing", may="administer_all")
def show(turn: Turn) -> None:
    failures = tick_failures.failing(turn.session)
    if not failures:
        turn.say(N_("Nothing fails."))
    else:
        turn.say(FAILING, *_seen(turn, failures))


def _seen(turn: Turn, failures: Collection[Failure]) -> list[Text]:
    return [
        N_(
            "· {what}: since {moment}, {count} ×, last {last}, number {number}",
            what=what_fails(turn.session, row.path, turn.today),
            moment=_moment(row.since, turn.zone),
            count=row.times,
            last=_moment(row.last_at, turn.zone),
            number=row.number,
        )
        for row in failures
    ]


def _lines(session: Session, failures: Collection[Failure], today: date) -> list[Text]:
    listed = list(failures)[:MOST_TOLD]
    said: list[Text] = [
        N_("· {what}, number {number}", what=what_fails(session, row.path, today), number=row.number) for row in listed
    ]
    return [*said, *_more(failures)]


def _more(failures: Collection[Failure]) -> list[Text]:
    left = len(failures) - MOST_TOLD
    return [N_("… and {count} more", count=left)] if left > 0 else []


def _moment(at: datetime, zone: ZoneInfo) -> Text:
    return N_("{moment}", moment=at.astimezone(zone))


# --- in words --------------------------------------------------------------------------------------------


def what_fails(session: Session, path: str, today: date) -> Text:
    """What fails may be the very row that is asked for its name: then its number stands there instead."""
    first, _, rest = path.partition("/")
    noun, _, number = first.partition(":")
    if noun == "campaign" and number:
        return _of_campaign(session, int(number), rest, today)
    words: dict[str, Callable[[], Text]] = {
        "campaign": lambda: N_("which plans are running"),
        "calendar": lambda: N_("the declared working days; the published ones hold meanwhile"),
        "hours": lambda: N_("working hours of {unit}; the plan's hold meanwhile", unit=_unit(session, number)),
        "stand_ins": lambda: N_("who stands in for whom"),
        "digest": lambda: N_("the reminder to {name}", name=_person(session, number)),
        "nudges": lambda: N_("all reminders"),
        "units": lambda: N_("the merger or move of {unit}", unit=_unit(session, number)),
        "loop": lambda: LOOPS.get(number, number),
        "seal": lambda: N_("sealing the audit"),
        "erase": lambda: N_("erasing old messages"),
    }
    return words[noun]() if noun in words else path


LOOPS: dict[str, Text] = {
    "delivery": N_("sending messages, which began anew"),
    "lanes": N_("answering messages, which began anew"),
    "jobs": N_("files and imports, which began anew"),
    "quick jobs": N_("making files, which began anew"),
    "slow jobs": N_("imports, which began anew"),
}


def _of_campaign(session: Session, campaign_id: int, piece: str, today: date) -> Text:
    title = _asked(session, lambda: campaigns.title(session, campaign_id)) or f"#{campaign_id}"
    noun, _, part = piece.partition(":")
    if not piece:
        return N_("{title}: the whole plan cannot be read", title=title)
    if noun == "risk" and part:
        item = _asked(session, lambda: risk_items.number_of(session, int(part))) or part
        return N_("{title}: risk item {number}", title=title, number=item)
    if noun == "risk":
        return N_("{title}: all risk items", title=title)
    names = _asked(session, lambda: succession.names(session, campaign_id, today)) or {}
    unit = names.get(part, part) or ALL_UNITS
    if noun == "plan":
        return N_("{title}: checks still to do, {unit}", title=title, unit=unit)
    return N_("{title}: deadlines, {unit}", title=title, unit=unit)


ALL_UNITS = N_("all units")


def _unit(session: Session, number: str) -> Text:
    if not number:
        return ALL_UNITS
    return _asked(session, lambda: units.unit(session, int(number)).name) or f"#{number}"


def _person(session: Session, number: str) -> Text:
    if not number:
        return N_("everybody")
    return _asked(session, lambda: memberships.person(session, int(number)).name) or f"#{number}"


def _asked(session: Session, ask: Callable[[], Name]) -> Name | None:
    with PieceByPiece().savepoint(session, "name"):
        return ask()
    return None


admin_entry(85, N_("Failing work"), "health.failing")
