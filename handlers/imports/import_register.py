"""An administrator sends a register's workbook, sees what it would do, and takes it in with one button.

Nothing changes before [导入 309 行]. What is wrong comes back as a workbook with the reasons; the right rows can be
taken alone. The import goes on in short transactions beside everybody's turns, tells how far it has come, can be
stopped, and after a crash goes on where it was.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from handlers.imports import import_progress, unknown_units
from handlers.imports.import_run import ImportRun
from handlers.imports.import_words import examples, sheet_line
from handlers.imports.imports_kept import RegisterChecked, RegisterToImport, checked
from handlers.imports.register_vocabulary import Vocabulary
from handlers.turn.long_work import JobContext, JobResult, Work, ask_for, kept, read, scope_of, work_of_minutes
from handlers.turn.routes import press
from handlers.turn.screens import Button, Part
from handlers.turn.turn import Expired, Refused, Turn, not_found
from handlers.turn.workbook_kinds import SentWorkbook, WorkbookKind, workbook_kind
from locales import N_
from storage.database import Database
from storage.files import Files
from storage.queries.ground.audit_rows import ChangedBy
from storage.queries.imports.import_context import ImportContext
from storage.queries.messages import job_queue
from storage.queries.people import people
from workbooks.register.register_read import read_register
from workbooks.register.wrong_rows import wrong_rows

SORRY = N_("The workbook could not be checked. Please send it once more.")
BROKEN = N_("The import broke off. What was taken in stays; send the workbook once more for the rest.")


@work_of_minutes("register", SentWorkbook, may="administer", sorry=SORRY)
def examine(db: Database, files: Files, work: Work[SentWorkbook], job: JobContext) -> JobResult:
    """What the workbook would do, every row tried against the database as it stands, nothing written."""
    with opened(db, files, work, job.now(), writes=False) as run:
        checking = import_progress.CheckProgress(db, work, job, job.now())
        try:
            run.through(checking)
        except import_progress.StoppedByUser:
            return JobResult([N_("Stopped. Nothing was changed.")], instead_of=checking.message)
        result = unknown_units.question(work, run.context) if run.context.unknown else _found(run, work)
        return replace(result, instead_of=checking.message)


workbook_kind(WorkbookKind(90, lambda _names: True, examine))


def _found(run: ImportRun, work: Work[SentWorkbook]) -> JobResult:
    name, tallies = work.asked.name, run.tallies
    same = sum(tally.same for tally in tallies.values())
    says: list[Part] = [
        N_("{name}: {count} rows checked: {right} can be taken, {same} change nothing, {wrong} are wrong.",
           name=name, count=run.behind, right=run.right, same=same, wrong=run.wrong),
        *(sheet_line(sheet, tally) for sheet, tally in tallies.items()),
        *(note for sheet in run.book.sheets for note in sheet.notes),
        *run.book.notes,
        *examples(tallies),
    ]  # fmt: skip
    file = _given_back(run)
    if file:
        says.append(N_("The wrong rows are in the workbook below, with the reason in front. Correct them and send it."))
    rows = [[Button(N_("Import {count} rows", count=run.right), "import.start", {"job": work.id}, "success"),
             Button(N_("Do not import"), "import.leave")]] if run.right else []  # fmt: skip
    keep = checked(work, RegisterChecked, rows=run.behind, wrong=run.wrong)
    return JobResult(says, rows, name=_wrong_name(name), content=file, keep=keep)


def _wrong_name(name: str) -> str:
    return f"{Path(name).stem}（有问题的行）.xlsx"


def _given_back(run: ImportRun) -> bytes:
    if not run.wrong:
        return b""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "wrong.xlsx"
        wrong_rows(path, run.wrong_rows())
        return path.read_bytes()


@press("import.leave", may="administer", in_place=True)
def leave(turn: Turn) -> None:
    turn.say(N_("Nothing was changed."))


@press("import.start", may="administer")
def start(turn: Turn, job: int) -> None:
    """Once: the button's own message tells of the progress from now on."""
    found_checked = kept(turn, job, RegisterChecked)
    turn, _ = turn.over_unit("administer", found_checked.unit_id)
    if found_checked.started:
        raise Refused(N_("This import has been started already."))
    job_queue.keep(turn.session, job, {"started": True})
    about = found_checked.model_dump(exclude={"started", "today"})
    asked = RegisterToImport(**about, today=turn.today, message=turn.incoming.message_id)
    import_progress.show(turn.session, turn.actor, ask_for(turn, "import", asked), asked, 0, turn.now)


@press("import.stop", may="administer")
def stop(turn: Turn, job: int) -> None:
    asked = job_queue.of_person(turn.session, job, turn.actor.person_id)
    if asked is None:
        raise not_found()
    work = read(asked)
    if work is None or not isinstance(work.asked, RegisterToImport):
        raise Expired
    turn.over_unit("administer", work.asked.unit_id)
    if asked.state != "new":
        raise Refused(N_("It was finished already."))
    job_queue.keep(turn.session, job, {"stop": True})


@work_of_minutes("import", RegisterToImport, may="administer", sorry=BROKEN)
def take_in(db: Database, files: Files, work: Work[RegisterToImport], job: JobContext) -> JobResult:
    """Every row is tried once more as it is taken: the database may have changed since the dry run."""
    with opened(db, files, work, job.now(), writes=True) as run:
        if work.asked.behind is not None:
            run.go_on_from(work.asked.behind, work.asked.counts)
        progress = import_progress.ImportProgress(run, work, job)
        try:
            run.through(progress)
        except import_progress.StoppedByUser:
            return _stopped(run, work)
        return _done(run, work)


def _done(run: ImportRun, work: Work[RegisterToImport]) -> JobResult:
    name = work.asked.name
    says: list[Part] = [
        N_(
            "✅ {name} has been imported: {right} rows taken in, {wrong} left out.",
            name=name,
            right=run.right,
            wrong=run.wrong,
        )
        if run.wrong
        else N_("✅ {name} has been imported: {right} rows taken in.", name=name, right=run.right),
        *(sheet_line(sheet, tally) for sheet, tally in run.tallies.items()),
    ]
    file = _given_back(run) if run.wrong != work.asked.wrong else b""  # they were given back by the dry run
    invited = run.tallies.get("people")
    rows = []
    if invited and invited.new:
        says.append(N_("Everybody new needs a link to join."))
        rows = [[Button(N_("Make the links"), "register.links", style="primary")]]
    return JobResult(says, rows, name=_wrong_name(name), content=file, instead_of=work.asked.message)


def _stopped(run: ImportRun, work: Work[RegisterToImport]) -> JobResult:
    says: list[Part] = [
        N_("Stopped: {right} rows have been taken in and stay. For the rest send the workbook once more.",
           right=run.right),
        *(sheet_line(sheet, tally) for sheet, tally in run.tallies.items()),
    ]  # fmt: skip
    return JobResult(says, instead_of=work.asked.message)


@contextmanager
def opened(db: Database, files: Files, work: Work[Any], now: datetime, *, writes: bool) -> Iterator[ImportRun]:
    """The workbook and the database, ready to go through row by row."""
    asked, today = work.asked, work.asked.today
    with db.snapshot() as session:
        words = Vocabulary.of(session, today)
        scope, person = scope_of(session, work, today), people.contact(session, work.person_id)
    name = person.name if person else ""
    by = ChangedBy(now, work.person_id, asked.unit_id, "admin")
    context = ImportContext(by, work.person_id, name, scope, today, words.scheme, writes, asked.told)
    with read_register(files.path(asked.sha256), asked.name, words.choices) as book:
        yield ImportRun(db, book, context, words.choices)
