"""导入导出 in /admin: the empty workbook, the register of one's scope as a workbook."""

from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

from handlers.imports.register_vocabulary import Vocabulary
from handlers.turn.admin_menu import admin_entry
from handlers.turn.long_work import JobResult, Work, ask_for, long_work, scope_of
from handlers.turn.routes import press
from handlers.turn.screens import Button
from handlers.turn.stored import Stored
from handlers.turn.turn import Turn
from locales import N_, tr
from storage.database import Database, Session
from storage.files import Files
from storage.queries.ground.unit_paths import Scope, ids_in
from storage.queries.imports.exported_register import ExportedRegister
from storage.queries.organisation import units
from workbooks.register.register_export import write_register
from workbooks.register.register_template import template


class RegisterFile(Stored):
    """Asked in the name of a unit, on a day."""

    unit_id: int
    today: date


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
    ask_for(turn, kind, RegisterFile(unit_id=turn.role.unit_id, today=turn.today))
    turn.say(N_("The file is being made and comes in a moment."))


@press("register.template", may="administer", in_place=True)
def ask_for_template(turn: Turn) -> None:
    _ask(turn, "register template")


@press("register.export", may="administer", in_place=True)
def ask_for_export(turn: Turn) -> None:
    _ask(turn, "register export")


SORRY = N_("The file could not be made. Please try once more.")


@long_work("register template", RegisterFile, may="administer", sorry=SORRY)
def make_template(db: Database, _files: Files, work: Work[RegisterFile]) -> JobResult:
    with db.snapshot() as session:
        words = Vocabulary.of(session, work.asked.today)
    return JobResult(name=tr(N_("Register, empty workbook")) + ".xlsx", content=template(words.choices))


@long_work("register export", RegisterFile, may="administer", sorry=SORRY)
def make_export(db: Database, _files: Files, work: Work[RegisterFile]) -> JobResult:
    with db.snapshot() as session:
        day = work.asked.today
        scope = scope_of(session, work, day)
        names = [units.unit(session, ids_in(path)[-1]).name for path in scope]
        return JobResult(
            name=tr(N_("{unit}, register of {day}", unit=names, day=day.isoformat())) + ".xlsx",
            content=exported(session, scope, day),
        )


def exported(session: Session, scope: Scope, today: date) -> bytes:
    with TemporaryDirectory() as folder:
        file = Path(folder) / "register.xlsx"
        write_register(file, ExportedRegister(session, scope, today).sheets(), Vocabulary.of(session, today).choices)
        return file.read_bytes()
