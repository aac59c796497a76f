"""导入导出 in /admin: the empty workbook, the register of one's scope as a workbook, and links for those imported."""

from datetime import date, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from zoneinfo import ZoneInfo

from handlers.imports.register_words import Vocabulary
from handlers.joining import invite
from handlers.turn.admin_menu import admin_entry
from handlers.turn.long_work import Beside, Made, Work, ask_for, long_work, scope_of, work_of_minutes
from handlers.turn.routes import press
from handlers.turn.screens import Button
from handlers.turn.stored import Stored
from handlers.turn.turn import Turn
from handlers.words import ROLES
from locales import N_, tr
from reports.catalog.invitation_links import LinkLine, invitation_links
from reports.drawing.xlsx import workbook
from storage.database import Database, Session
from storage.files import Files
from storage.queries.ground import audit_rows
from storage.queries.ground.audit_rows import By
from storage.queries.ground.unit_paths import Scope, ids_in
from storage.queries.organisation import units
from storage.queries.people import invitations as kept_invitations
from storage.queries.people.invitations import Invited
from storage.queries.register.register_rows import Register
from workbooks.register.register_export import write_register
from workbooks.register.register_template import template


class RegisterFile(Stored):
    """Asked in the name of a unit, on a day; `bot` is its name in links, in `zone` they say how long they hold."""

    unit_id: int
    today: date
    bot: str
    zone: str


admin_entry(50, N_("Import and export"), "register.files")


@press("register.files", may="administer")
def menu(turn: Turn) -> None:
    rows = [
        [Button(N_("Empty workbook"), "register.template"), Button(N_("Export the register"), "register.export")],
        [Button(N_("Links for people imported"), "register.links")],
    ]
    turn.say(
        N_("To import, send a workbook (.xlsx) here: it is checked first, and nothing changes before you confirm."),
        N_("The empty workbook has the sheets, the words to choose from and how to fill them in."),
        rows=rows,
    )


def _ask(turn: Turn, kind: str) -> None:
    asked = RegisterFile(unit_id=turn.role.unit_id, today=turn.today, bot=turn.bot_name, zone=str(turn.zone))
    ask_for(turn, kind, asked)
    turn.say(N_("The file is being made and comes in a moment."))


@press("register.template", may="administer", in_place=True)
def ask_for_template(turn: Turn) -> None:
    _ask(turn, "register template")


@press("register.export", may="administer", in_place=True)
def ask_for_export(turn: Turn) -> None:
    _ask(turn, "register export")


@press("register.links", may="administer", in_place=True)
def ask_for_links(turn: Turn) -> None:
    _ask(turn, "invitation links")


SORRY = N_("The file could not be made. Please try once more.")


@long_work("register template", RegisterFile, may="administer", sorry=SORRY)
def make_template(db: Database, files: Files, work: Work[RegisterFile]) -> Made:
    with db.reading() as session:
        words = Vocabulary.of(session, work.asked.today)
    return Made(name=tr(N_("Register, empty workbook")) + ".xlsx", content=template(words.choices))


@long_work("register export", RegisterFile, may="administer", sorry=SORRY)
def make_export(db: Database, files: Files, work: Work[RegisterFile]) -> Made:
    with db.reading() as session:
        day = work.asked.today
        scope = scope_of(session, work, day)
        names = [units.unit(session, ids_in(path)[-1]).name for path in scope]
        return Made(
            name=tr(N_("{unit}, register of {day}", unit=names, day=day.isoformat())) + ".xlsx",
            content=exported(session, scope, day),
        )


def exported(session: Session, scope: Scope, today: date) -> bytes:
    with TemporaryDirectory() as folder:
        file = Path(folder) / "register.xlsx"
        write_register(file, Register(session, scope, today).sheets(), Vocabulary.of(session, today).choices)
        return file.read_bytes()


@work_of_minutes("invitation links", RegisterFile, may="manage_people", sorry=SORRY)
def make_links(db: Database, files: Files, work: Work[RegisterFile], beside: Beside) -> Made:
    """A new link for everybody who was imported and has not come; the links of an earlier file stop working."""
    now = beside.now()
    lines = db.write_now(lambda session: [_linked(session, one, work, now) for one in _not_come(session, work, now)])
    if not lines:
        return Made([N_("Everybody who was imported has come already, or nobody was.")])
    until = (now + invite.VALID_FOR).astimezone(ZoneInfo(work.asked.zone))
    table = invitation_links(lines, f"{until:%Y-%m-%d %H:%M}")
    says = [N_("Links for {count} people are in this workbook. Hand each person only their own.", count=len(lines))]
    return Made(says, name=tr(N_("Invitation links")) + ".xlsx", content=workbook([table]))


def _not_come(session: Session, work: Work[RegisterFile], now: datetime) -> list[Invited]:
    here = scope_of(session, work, work.asked.today)
    named = [one for one in kept_invitations.listed(session, here, now) if one.name and one.state == "open"]
    free = (one for one in named if one.newcomer_id is None and not one.is_over(work.asked.today))
    return sorted(free, key=lambda one: (one.path, one.id))


def _linked(session: Session, invited: Invited, work: Work[RegisterFile], now: datetime) -> LinkLine:
    token = invite.new_token()
    until = now + invite.VALID_FOR
    kept_invitations.renew(session, invited.id, invite.hash_of(token), until, work.person_id)
    by = By(now, work.person_id, work.asked.unit_id, "admin")
    audit_rows.note(session, by, "invitation.renew", "invitation", invited.id)
    role = ROLES[invited.role]
    return LinkLine(invited.entity or invited.unit, invited.name, role, invite.link(work.asked.bot, token))
