"""Long work outside the turns, by kind (`handlers/turn/long_work`): made by a worker, and what came of it sent once."""

import asyncio
import logging
from collections.abc import Callable
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from bot.run.keep_running import Loops
from bot.run.retry_locked import patiently
from handlers.turn import screens
from handlers.turn.long_work import JobContext, JobResult, Work, kinds, read, still_allowed
from handlers.turn.turn import not_found
from locales import N_, Message, tr
from storage.database import Database, Session
from storage.files import Files
from storage.outbox_payload import FileToSend, OutboxPayload, plain_text
from storage.queries.messages import job_queue, outbox
from storage.queries.people import people
from storage.tables import Job

log = logging.getLogger("xiaohao.jobs")

FROM_BEFORE = N_("What you asked for before the update could not be made. Please ask for it once more.")


class Jobs:
    """One after another, and beside them one that takes minutes; what a crash interrupted is done again.

    Sent once, and only to who may still see it.
    """

    def __init__(
        self,
        db: Database,
        files: Files,
        clock: Callable[[], datetime],
        finished: Callable[[], None],
        failpoint: Callable[[str], None],
        zone: ZoneInfo,
        loops: Loops,
    ) -> None:
        self.db, self.files, self.clock, self.finished, self.failpoint = db, files, clock, finished, failpoint
        self.zone, self.loops = zone, loops
        self.leaving = False
        self.more = (asyncio.Event(), asyncio.Event())
        self.wake()

    def leave(self) -> None:
        """An import ends with the batch that it is at."""
        self.leaving = True

    def wake(self) -> None:
        for more in self.more:
            more.set()

    async def run(self) -> None:
        """An import keeps nobody's figures waiting, but the importer's own: a person's jobs stay in their order."""
        slow = [name for name, kind in kinds.items() if kind.minutes]
        (first, second), keep = self.more, self.loops.keep_running
        await asyncio.gather(
            keep("slow jobs", lambda: self._work(first, lambda session: job_queue.next_job(session, of=slow))),
            keep("quick jobs", lambda: self._work(second, lambda session: job_queue.next_job(session, but=slow))),
        )

    async def _work(self, more: asyncio.Event, next_job: Callable[[Session], Job | None]) -> None:
        while True:
            more.clear()
            while (job := await patiently(lambda: self.db.read(next_job))) is not None:
                await self._do(job)
                self.wake()  # the same person's next one may be of the other kind
            await more.wait()

    async def _do(self, job: Job) -> None:
        work = read(job)
        if work is None:
            await patiently(lambda: self.db.write(lambda session: self._give_up(session, job)))
        else:
            await self._done(work)
        self.finished()

    async def _done(self, work: Work[Any]) -> None:
        try:
            result = await self._made(work)
            sha256 = await asyncio.to_thread(self.files.put, result.content) if result.content else ""
        except Exception:
            log.exception("job %s failed", work.id)
            await patiently(lambda: self.db.write(lambda session: self._fail(session, work)))
        else:
            self.failpoint("report made")
            await patiently(lambda: self.db.write(lambda session: self._send(session, work, result, sha256)))

    async def _made(self, work: Work[Any]) -> JobResult:
        if await self.db.read(lambda session: self._allowed(session, work)):
            return await asyncio.to_thread(kinds[work.kind].make, self.db, self.files, work, self._job_context())
        return JobResult()  # the right is read once more when the answer is written, and that says so

    def _job_context(self) -> JobContext:
        """The work runs in a thread of its own; who sends lives in the loop."""
        loop = asyncio.get_running_loop()

        def said() -> None:
            loop.call_soon_threadsafe(self.finished)

        return JobContext(self.clock, said, self.failpoint, lambda: self.leaving)

    def _fail(self, session: Session, work: Work[Any]) -> None:
        """After some tries it is given up, and who asked is told."""
        if job_queue.count_failure(session, work.id):
            self._tell(session, work.id, work.chat_id, kinds[work.kind].sorry)

    def _give_up(self, session: Session, job: Job) -> None:
        """An earlier version was asked for it in words that this one does not know."""
        log.error("job %s (%s) is of another version", job.id, job.kind)
        job_queue.give_up(session, job.id)
        self._tell(session, job.id, job.chat_id, FROM_BEFORE)

    def _tell(self, session: Session, job_id: int, chat_id: int, words: Message) -> None:
        payload = plain_text(chat_id, tr(words, people.language_of(session, chat_id)))
        outbox.put(session, f"job:{job_id}", chat_id, "sendMessage", payload, self.clock())

    def _allowed(self, session: Session, work: Work[Any]) -> bool:
        return still_allowed(session, work, self.clock().astimezone(self.zone).date())

    def _send(self, session: Session, work: Work[Any], result: JobResult, sha256: str) -> None:
        if not job_queue.finish(session, work.id):
            return
        if not self._allowed(session, work):
            result, sha256 = JobResult(not_found().parts), ""
        if result.keep:
            job_queue.keep(session, work.id, result.keep.as_json())
        person = people.contact(session, work.person_id)
        if result.says and person:
            below = result.instead_of is None or person.last_message_id > result.instead_of
            edit = None if below else result.instead_of
            outbox.withdraw(session, f"job:{work.id}:progress:")
            if below and result.instead_of is not None:  # what told of the progress comes to rest as well
                ended = [N_("Ended, see below.")]
                screens.send(session, person, ended, f"job:{work.id}:end", self.clock(), edit=result.instead_of)
            screens.send(session, person, result.says, f"job:{work.id}:says", self.clock(), rows=result.rows, edit=edit)
        if sha256:
            file: FileToSend = {"field": "document", "sha256": sha256, "name": result.name}
            payload: OutboxPayload = {"chat_id": work.chat_id, "stored": file}
            outbox.put(session, f"job:{work.id}", work.chat_id, "sendDocument", payload, self.clock(), lasting=True)
