"""Long work outside the turns: a report's workbook is made on a read connection and sent as a file, once."""

import asyncio
import logging
from collections.abc import Callable
from datetime import date, datetime

from bot.patience import patiently
from handlers import figures
from locales import N_, tr
from reports.xlsx import workbook
from storage.database import Database, Session
from storage.files import Files
from storage.queries import campaigns, jobs, outbox
from storage.tables import Job

log = logging.getLogger("xiaohao.jobs")


class Jobs:
    """One job after another; a job that a crash interrupted is done again, its file is sent once."""

    def __init__(
        self,
        db: Database,
        files: Files,
        clock: Callable[[], datetime],
        finished: Callable[[], None],
        reach: Callable[[str], None],
    ) -> None:
        self.db, self.files, self.clock, self.finished, self.reach = db, files, clock, finished, reach
        self.more = asyncio.Event()
        self.more.set()

    def wake(self) -> None:
        self.more.set()

    async def run(self) -> None:
        while True:
            await self.more.wait()
            self.more.clear()
            while (job := await patiently(lambda: self.db.read(jobs.next_job))) is not None:
                await self._do(job)

    async def _do(self, job: Job) -> None:
        try:
            name, content = await self.db.read(lambda session: _workbook(session, job))
            sha256 = await asyncio.to_thread(self.files.put, content)
        except Exception:
            log.exception("job %s failed", job.id)
            await patiently(lambda: self.db.write(lambda session: self._fail(session, job)))
        else:
            self.reach("report made")
            await patiently(lambda: self.db.write(lambda session: self._send(session, job, name, sha256)))
        self.finished()

    def _fail(self, session: Session, job: Job) -> None:
        """After some tries it is given up, and who asked is told."""
        if jobs.count_failure(session, job.id):
            sorry = N_(
                "The workbook could not be made. Please ask once more; if it fails again, tell the administrator."
            )
            payload = {"chat_id": job.chat_id, "text": tr(sorry)}
            outbox.put(session, f"job:{job.id}", job.chat_id, "sendMessage", payload, self.clock())

    def _send(self, session: Session, job: Job, name: str, sha256: str) -> None:
        if jobs.finish(session, job.id):
            payload = {"chat_id": job.chat_id, "stored": {"field": "document", "sha256": sha256, "name": name}}
            outbox.put(session, f"job:{job.id}", job.chat_id, "sendDocument", payload, self.clock(), lasting=True)


def _workbook(session: Session, job: Job) -> tuple[str, bytes]:
    today = date.fromisoformat(job.asked["today"])
    running = campaigns.version(session, job.asked["version_id"])
    question = figures.Question(running, job.asked["period"], job.asked["unit_id"], today)
    return figures.file_name(session, question), workbook(figures.workbook_tables(session, question))
