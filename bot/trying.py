"""`xiaohao try`: sandbox and bot in one process with one movable clock, on a plan with an invented past."""

import asyncio
import json
import logging
import shutil
import tempfile
import webbrowser
from collections.abc import Sequence
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from bot import logs
from bot.app import App
from bot.cli import Failed, language, say
from bot.demo import DemoPerson, fill
from bot.running import only_one
from bot.stopping import told_to_stop
from campaigns.load import load_pack
from handlers.home import ROLES
from locales import N_
from sandbox.clock import MovableClock
from sandbox.server import Sandbox
from sandbox.world import Person
from storage import migrate
from storage.audit_head import HeadFile
from storage.database import Database
from storage.files import Files

ZONE = ZoneInfo("Asia/Shanghai")
BEGINS = datetime(2025, 6, 20, 9, 0, tzinfo=ZONE)
PACK = "shizhu-2025"
TOKEN = "1:try-it-on-this-machine"  # noqa: S105 - the sandbox's own, worth nothing elsewhere
SHOWN = 6
NEWCOMER = 9_000_000_009_000_001
"""Somebody who has not joined, to be invited."""


class Trial:
    """The bot and its chat page over one folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.fresh = folder / "fresh"
        self.clock = MovableClock(BEGINS)
        self.app: App | None = None

    def prepare(self) -> list[DemoPerson]:
        """The people; makes the example data once, so that 重新开始 only copies a file."""
        listed = self.fresh / "people.json"
        if not listed.exists():
            db = Database(f"sqlite:///{self.fresh / 'xiaohao.db'}", language())
            migrate.upgrade(db)
            with db.transaction() as session:
                people = fill(session, load_pack(PACK), BEGINS, history=True)
            db.close()
            listed.write_text(json.dumps([asdict(person) for person in people], ensure_ascii=False))
        return [DemoPerson(**person) for person in json.loads(listed.read_text())]

    async def begin(self, people: Sequence[DemoPerson], port: int) -> str:
        self.people = people
        shown = [Person(p.telegram_id, p.name, say(ROLES[p.role]), p.unit, p.hint) for p in people]
        newcomer = Person(NEWCOMER, say(N_("Newcomer")), say(N_("not joined yet: paste an invitation's link here")))
        self.sandbox = Sandbox(self.clock, [*shown, newcomer], TOKEN, load_pack(PACK).title)
        self.sandbox.on_clock_moved = self._clock_moved
        self.sandbox.on_restart = self._restart
        if self._kept.exists():
            self.sandbox.load(self.folder / "sandbox")
        try:
            self.address = await self.sandbox.start(port=port)
        except OSError:
            raise Failed(N_("Port {port} is taken; choose another one with --port.", port=port)) from None
        await self._start_bot()
        return self.address

    async def _start_bot(self) -> None:
        new = not self._kept.exists()
        if new:
            shutil.copy(self.fresh / "xiaohao.db", self._kept)
            for person in self.people[:SHOWN]:
                self.sandbox.person(person.telegram_id).send("/start")
        db = Database(f"sqlite:///{self._kept}", language())
        files, head = Files(self.folder / "files"), HeadFile(self._audit_head)
        self.app = App(TOKEN, self.address, db, files, self.clock, ZONE, head)
        await self.app.start()

    @property
    def _kept(self) -> Path:
        return self.folder / "xiaohao.db"

    @property
    def _audit_head(self) -> Path:
        return self.folder / "audit-head.json"

    async def _clock_moved(self) -> None:
        if self.app is not None:
            await self.app.tick()
            self.app.delivery.wake()

    async def _restart(self) -> None:
        await self._stop_bot()
        for file in self.folder.glob("xiaohao.db*"):
            file.unlink()
        self._audit_head.unlink(missing_ok=True)
        self.sandbox.world.clear()
        await self._start_bot()

    async def _stop_bot(self) -> None:
        if self.app is not None:
            await self.app.stop()
            self.app.db.close()
            self.app = None

    async def failed(self) -> None:
        """Raises the error of a bot that has failed for good; a bot that 重新开始 has stopped is no failure."""
        while True:
            if self.app is not None:
                await self.app.wait()
            await asyncio.sleep(1)

    async def end(self, *, keep: bool) -> None:
        await self._stop_bot()
        if keep:
            self.sandbox.save(self.folder / "sandbox")
        await self.sandbox.stop()


def run(port: int, data: Path | None, *, open_browser: bool) -> None:
    logs.set_up(logging.WARNING)
    with tempfile.TemporaryDirectory(prefix="xiaohao-") as throw_away, only_one(data or Path(throw_away)):
        asyncio.run(_run(Trial(data or Path(throw_away)), port, keep=data is not None, open_browser=open_browser))


async def _run(trial: Trial, port: int, *, keep: bool, open_browser: bool) -> None:
    print(say(N_("1/2 making example data (invented people and enterprises) ...")), flush=True)
    people = trial.prepare()
    print(say(N_("2/2 starting the bot and the chat page ...")), flush=True)
    address = await trial.begin(people, port)
    print(say(N_("Open {address} — Ctrl-C stops it.", address=address)), flush=True)
    if open_browser:
        await asyncio.to_thread(webbrowser.open, address)
    try:
        await told_to_stop(trial.failed())
    finally:
        await trial.end(keep=keep)
    print(say(N_("Stopped.")), flush=True)


def run_sandbox_alone(port: int, token: str, people: Path | None) -> None:
    """The stand-in alone; the bot runs elsewhere with XIAOHAO_API_BASE."""
    asyncio.run(_sandbox_alone(port, token, listed(people) if people else []))


def listed(file: Path) -> list[DemoPerson]:
    """The people of a file, as `xiaohao demo --json` prints them; without a role they are nobody yet."""
    try:
        people = [DemoPerson(**person) for person in json.loads(file.read_text("utf-8"))]
    except OSError as error:
        raise Failed(N_("{file}: {what}", file=str(file), what=error.strerror or "")) from None
    except (ValueError, TypeError):
        raise Failed(N_("{file} is not a list of people as `xiaohao demo --json` prints it.", file=str(file))) from None
    for person in people:
        if person.role and person.role not in ROLES:
            raise Failed(N_("{file}: there is no role “{role}”.", file=str(file), role=person.role))
    return people


async def _sandbox_alone(port: int, token: str, people: Sequence[DemoPerson]) -> None:
    shown = [Person(p.telegram_id, p.name, say(ROLES.get(p.role, "")), p.unit, p.hint) for p in people]
    sandbox = Sandbox(MovableClock(datetime.now(UTC)), shown, token)
    print(await sandbox.start(port=port), flush=True)
    await told_to_stop()
    await sandbox.stop()
