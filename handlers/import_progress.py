"""How far an import has come: one message that changes every few seconds, with [停止] below it."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from secrets import token_hex
from typing import Any

from handlers import screens
from handlers.import_run import Quiet, Run
from handlers.long_work import Beside, still_allowed
from handlers.screens import Button, Recipient
from locales import N_
from storage.database import Session
from storage.queries import jobs, outbox, people
from storage.tables import Job

PAUSE = timedelta(seconds=2)
SQUARES = 10


class Stopped(Exception):
    """Somebody pressed [停止], or may no longer import; what is behind us stays."""


@dataclass
class Progress(Quiet):
    run: Run
    job: Job
    beside: Beside
    said_at: datetime | None = None

    def before(self, session: Session) -> None:
        asked = jobs.asked_again(session, self.job.id)
        if asked.get("stop") or not still_allowed(session, self.job, date.fromisoformat(self.job.asked["today"])):
            raise Stopped

    def after(self, session: Session, run: Run) -> None:
        """Beside the batch itself: after a crash the count goes on from here."""
        if run.behind > run.counted:
            jobs.keep(session, self.job.id, {"behind": run.behind, "counts": run.counts()})
        now, person = self.beside.now(), people.contact(session, self.job.person_id)
        if person is not None and (self.said_at is None or now - self.said_at >= PAUSE):
            show(session, person, self.job.id, self.job.asked, run.behind, now)
            self.said_at = now

    def committed(self, run: Run) -> None:
        self.beside.said()
        self.beside.reach("batch imported")


def show(session: Session, to: Recipient, job_id: int, asked: dict[str, Any], behind: int, now: datetime) -> None:
    """In place of the message whose button was pressed; one that still waits to be sent is overtaken."""
    rows = asked["rows"]
    done = min(behind * SQUARES // max(rows, 1), SQUARES)
    text = N_("Importing {name}: {behind} of {rows} rows", name=asked["name"], behind=f"{behind:,}", rows=f"{rows:,}")
    start = f"job:{job_id}:progress:"
    outbox.withdraw(session, start)
    screens.send(
        session,
        to,
        [text, "■" * done + "□" * (SQUARES - done)],
        f"{start}{token_hex(8)}",
        now,
        rows=[[Button(N_("Stop"), "import.stop", {"job": job_id}, "danger")]],
        edit=asked["message"],
    )
