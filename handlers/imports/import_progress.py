"""How far an import or its dry run has come: one message that changes every few seconds, with [停止] below it."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from secrets import token_hex
from typing import Any

from handlers.imports.import_run import ImportObserver, ImportRun
from handlers.imports.imports_kept import RegisterToImport
from handlers.turn import screens
from handlers.turn.long_work import JobContext, Work, still_allowed
from handlers.turn.screens import Button, Recipient
from handlers.turn.workbook_kinds import SentWorkbook
from locales import N_, Text
from storage.database import Database, Session
from storage.queries.messages import job_queue, outbox
from storage.queries.people import people

PAUSE = timedelta(seconds=2)
SQUARES = 10
FIRST = "first"


class StoppedByUser(Exception):
    """The importer pressed [停止] or lost the right to import; batches that were taken stay."""


class ProgramStopping(Exception):
    """The program is being stopped; after its next start the work goes on."""


@dataclass
class ImportProgress(ImportObserver):
    """Of an import: beside every batch, in its transaction."""

    run: ImportRun
    work: Work[RegisterToImport]
    job: JobContext
    said_at: datetime | None = None

    def before(self, session: Session) -> None:
        go_on(session, self.work, self.job)

    def after(self, session: Session, run: ImportRun) -> None:
        """Beside the batch itself: after a crash the count goes on from here."""
        if run.behind > run.counted:
            job_queue.keep(session, self.work.id, {"behind": run.behind, "counts": run.counts()})
        now, person = self.job.now(), people.contact(session, self.work.person_id)
        if person is not None and (self.said_at is None or now - self.said_at >= PAUSE):
            show(session, person, self.work.id, self.work.asked, run.behind, now)
            self.said_at = now

    def committed(self, _run: ImportRun) -> None:
        self.job.said()
        self.job.failpoint("batch imported")


def show(session: Session, to: Recipient, job_id: int, asked: RegisterToImport, behind: int, now: datetime) -> None:
    """In place of the message whose button was pressed; one that still waits to be sent is overtaken."""
    start, rows = f"job:{job_id}:progress:", asked.rows
    text = N_("Importing {name}: {behind} of {rows} rows", name=asked.name, behind=f"{behind:,}", rows=f"{rows:,}")
    outbox.withdraw(session, start)
    _say(session, to, job_id, [text, bar(behind, rows)], f"{start}{token_hex(8)}", now, asked.message)


@dataclass
class CheckProgress(ImportObserver):
    """Of a dry run: a message of its own, once it takes longer than a moment."""

    db: Database
    work: Work[SentWorkbook]
    job: JobContext
    said_at: datetime

    def committed(self, run: ImportRun) -> None:
        now = self.job.now()
        if now - self.said_at >= PAUSE:
            self.said_at = now
            self.db.write_now(lambda session: self._say(session, run, now))
            self.job.said()

    def _say(self, session: Session, run: ImportRun, now: datetime) -> None:
        go_on(session, self.work, self.job)
        said, message = outbox.message_of(session, self._first)
        person = people.contact(session, self.work.person_id)
        if person is None or (said and message is None):  # on its way
            return
        done, rows = f"{run.behind:,}", f"{run.total:,}"
        text = N_("Checking {name}: {behind} of {rows} rows", name=self.work.asked.name, behind=done, rows=rows)
        nth = token_hex(8) if said else FIRST
        _say(session, person, self.work.id, [text, bar(run.behind, run.total)], nth, now, message)

    @property
    def _first(self) -> str:
        return f"job:{self.work.id}:progress:{FIRST}"

    @property
    def message(self) -> int | None:
        with self.db.snapshot() as session:
            return outbox.message_of(session, self._first)[1]


def go_on(session: Session, work: Work[Any], job: JobContext) -> None:
    """Raises ProgramStopping or StoppedByUser where the work must end."""
    if job.leaving():
        raise ProgramStopping
    if job_queue.asked_again(session, work.id).get("stop") or not still_allowed(session, work, work.asked.today):
        raise StoppedByUser


def bar(behind: int, rows: int) -> str:
    done = min(behind * SQUARES // max(rows, 1), SQUARES)
    return "■" * done + "□" * (SQUARES - done)


def _say(
    session: Session, to: Recipient, job_id: int, parts: list[Text], nth: str, now: datetime, edit: int | None
) -> None:
    stop = Button(N_("Stop"), "import.stop", {"job": job_id}, "danger")
    screens.send(session, to, parts, f"job:{job_id}:progress:{nth}", now, rows=[[stop]], edit=edit)
