"""`xiaohao sandbox`: the stand-in alone, with the people of a file."""

import asyncio
import json
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

from bot.console import CommandFailed, say
from bot.run.stopping import told_to_stop
from demo.demo_people import DemoPerson
from handlers.words import ROLES
from locales import N_
from sandbox.movable_clock import MovableClock
from sandbox.server import Sandbox
from sandbox.world import Person


def run_sandbox_alone(port: int, token: str, people: Path | None) -> None:
    """The stand-in alone; the bot runs elsewhere with XIAOHAO_API_BASE."""
    asyncio.run(_sandbox_alone(port, token, listed(people) if people else []))


def listed(file: Path) -> list[DemoPerson]:
    """The people of a file, as `xiaohao demo --json` prints them; without a role they are nobody yet."""
    try:
        people = [DemoPerson(**person) for person in json.loads(file.read_text("utf-8"))]
    except OSError as error:
        raise CommandFailed(N_("{file}: {what}", file=str(file), what=error.strerror or "")) from None
    except (ValueError, TypeError):
        raise CommandFailed(
            N_("{file} is not a list of people as `xiaohao demo --json` prints it.", file=str(file))
        ) from None
    for person in people:
        if person.role and person.role not in ROLES:
            raise CommandFailed(N_("{file}: there is no role “{role}”.", file=str(file), role=person.role))
    return people


async def _sandbox_alone(port: int, token: str, people: Sequence[DemoPerson]) -> None:
    shown = [Person(p.telegram_id, p.name, say(ROLES.get(p.role, "")), p.unit, p.hint) for p in people]
    sandbox = Sandbox(MovableClock(datetime.now(UTC)), shown, token)
    print(await sandbox.start(port=port), flush=True)
    await told_to_stop()
    await sandbox.stop()
