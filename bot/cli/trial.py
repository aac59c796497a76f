"""`xiaohao try`: sandbox and bot in one process with one movable clock, on a plan with an invented past."""

import asyncio
import logging
import shutil
import tempfile
import webbrowser
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from zoneinfo import ZoneInfo

from bot import logs
from bot.cli.loading import brought_up_to_date
from bot.cli.trial_plans import TrialPlan, move_in, offered
from bot.console import CommandFailed, language, say
from bot.run.app import App
from bot.run.lock_file import LockFile, only_one
from bot.run.stopping import told_to_stop
from demo import DemoPerson
from handlers.words import ROLES
from locales import N_
from sandbox.movable_clock import MovableClock
from sandbox.server import Sandbox
from sandbox.world import Person
from storage.audit_head import HeadFile
from storage.database import Database
from storage.files import Files

TOKEN = "1:try-it-on-this-machine"  # noqa: S105 - the sandbox's own, worth nothing elsewhere
SHOWN = 6
NEWCOMER = 9_000_000_009_000_001
"""Somebody who has not joined, to be invited."""


class Trial:
    """The bot and its chat page over one folder, on one plan at a time; each keeps what was done in it."""

    def __init__(self, folder: Path, plans: Sequence[TrialPlan], plan: TrialPlan, lock: LockFile | None = None) -> None:
        """`plan`: the one of them to begin with."""
        self.folder, self.lock = folder, lock
        self.plans = {trial_plan.key: trial_plan for trial_plan in plans}
        self.plan = plan
        self.app: App | None = None
        self._changing = asyncio.Lock()

    @property
    def _place(self) -> Path:
        return self.folder / self.plan.key

    def prepare(self) -> list[DemoPerson]:
        """The plan's people; makes its example the first time."""
        return self.plan.prepare(self._place)

    async def begin(self, port: int) -> str:
        self.sandbox = Sandbox(MovableClock(self.plan.begins), [], TOKEN)
        self.sandbox.on_clock_moved = self._clock_moved
        self.sandbox.on_restart = self._restart
        self.sandbox.on_plan = self._change
        self.sandbox.plans = {plan.key: plan.label for plan in self.plans.values()}
        self._take_up(self.prepare())
        try:
            self.address = await self.sandbox.start(port=port)
        except OSError:
            raise CommandFailed(N_("Port {port} is taken; choose another one with --port.", port=port)) from None
        await self._start_bot()
        return self.address

    def _take_up(self, people: Sequence[DemoPerson]) -> None:
        """The plan's people in the page, with the chats that they had."""
        self.people = people
        shown = [Person(p.telegram_id, p.name, say(ROLES[p.role]), p.unit, p.hint) for p in people]
        newcomer = Person(NEWCOMER, say(N_("Newcomer")), say(N_("not joined yet: paste an invitation's link here")))
        self.sandbox.take_up([*shown, newcomer], self.plan.key, self.plan.pack.title, self.plan.begins)
        if self._kept.exists():
            self.sandbox.load(self._place / "sandbox")

    async def _start_bot(self) -> None:
        if not self._kept.exists():
            shutil.copy(self._place / "fresh" / "xiaohao.db", self._kept)
            for person in self.people[:SHOWN]:
                self.sandbox.person(person.telegram_id).send("/start")
        db = brought_up_to_date(Database(f"sqlite:///{self._kept}", language()), self.lock)
        files, head, zone = Files(self._place / "files"), HeadFile(self._audit_head), ZoneInfo(self.plan.pack.zone)
        self.app = App(TOKEN, self.address, db, files, self.sandbox.clock, zone, head, self.lock)
        await self.app.start()

    @property
    def _kept(self) -> Path:
        return self._place / "xiaohao.db"

    @property
    def _audit_head(self) -> Path:
        return self._place / "audit-head.json"

    async def _clock_moved(self) -> None:
        if self.app is not None:
            await self.app.tick()
            self.app.delivery.wake()

    async def _restart(self) -> None:
        async with self._changing:
            await self._stop_bot()
            for file in self._place.glob("xiaohao.db*"):
                file.unlink()
            self._audit_head.unlink(missing_ok=True)
            self.sandbox.world.clear()
            await self._start_bot()

    async def _change(self, key: str) -> None:
        """To another plan, as it was left, or at its beginning; the one before stays as it is."""
        async with self._changing:
            plan = self.plans[key]
            people = await asyncio.to_thread(plan.prepare, self.folder / plan.key)
            await self._stop_bot()
            self.sandbox.save(self._place / "sandbox")
            self.plan = plan
            self._take_up(people)
            await self._start_bot()

    async def _stop_bot(self) -> None:
        if self.app is not None:
            await self.app.stop()
            self.app.db.close()
            self.app = None

    async def failed(self) -> None:
        """Raises the error of a bot that has failed for good; one that was stopped to begin anew is no failure."""
        while True:
            if self.app is not None:
                await self.app.wait()
            await asyncio.sleep(1)

    async def end(self, *, keep: bool) -> None:
        await self._stop_bot()
        if keep:
            self.sandbox.save(self._place / "sandbox")
        await self.sandbox.stop()


def run(wanted: str, first: date | None, port: int, data: Path | None, *, open_browser: bool) -> None:
    """`wanted`: a plan's key or a file of one's own; `first`: the day to begin on, None for a telling one."""
    logs.set_up(logging.WARNING)
    plans, plan = offered(wanted, first)
    with tempfile.TemporaryDirectory(prefix="xiaohao-") as throw_away, only_one(data or Path(throw_away)) as lock:
        folder = data or Path(throw_away)
        move_in(folder)
        asyncio.run(_run(Trial(folder, plans, plan, lock), port, keep=data is not None, open_browser=open_browser))


async def _run(trial: Trial, port: int, *, keep: bool, open_browser: bool) -> None:
    say_which(trial.plan)
    print(say(N_("1/2 making example data (invented people and enterprises) ...")), flush=True)
    trial.prepare()
    print(say(N_("2/2 starting the bot and the chat page ...")), flush=True)
    address = await trial.begin(port)
    print(say(N_("Open {address} — Ctrl-C stops it.", address=address)), flush=True)
    if open_browser:
        await asyncio.to_thread(webbrowser.open, address)
    try:
        await told_to_stop(trial.failed())
    finally:
        await trial.end(keep=keep)
    print(say(N_("Stopped.")), flush=True)


def say_which(plan: TrialPlan) -> None:
    print(plan.pack.title, flush=True)
    if plan.is_outside:
        day, first, last = (str(moment) for moment in (plan.first, plan.pack.first_day, plan.pack.last_day))
        print(
            say(
                N_(
                    "{day} lies outside the plan, {first} to {last}; tried all the same.",
                    day=day,
                    first=first,
                    last=last,
                )
            )
        )
