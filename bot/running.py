"""`xiaohao run`: the bot in earnest, polling, until it is told to stop."""

import asyncio
import fcntl
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from telegram.error import InvalidToken

from bot import inviting, logs
from bot.app import App
from bot.cli import Failed, say
from bot.loading import open_database
from bot.settings import need_token, read_settings
from bot.stopping import told_to_stop
from handlers.invitations import for_the_first
from locales import N_
from storage.files import Files


def _now() -> datetime:
    return datetime.now(UTC)


def run(clock: Callable[[], datetime] = _now) -> None:
    """Until it is told to stop or fails for good; a test passes another clock."""
    settings = read_settings()
    token = need_token(settings)
    logs.set_up()
    with only_one(settings.data_dir):
        db = open_database(settings)
        files, zone = Files(settings.files_dir), ZoneInfo(settings.timezone)
        app = App(token, settings.api_base, db, files, clock, zone, settings.audit_head)
        try:
            asyncio.run(_until_told_to_stop(app))
        except InvalidToken:
            raise Failed(
                N_("XIAOHAO_TOKEN is refused by {server}; copy it anew from @BotFather.", server=settings.api_base)
            ) from None
        finally:
            db.close()


@contextmanager
def only_one(folder: Path) -> Iterator[None]:
    """Two bots on one database would each answer half of what people write. The lock ends with the process."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        file = (folder / "lock").open("w")
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise Failed(
            N_("XIAOHAO_DATA_DIR cannot be used: {folder} ({reason}).", folder=str(folder), reason=reason)
        ) from None
    with file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise Failed(N_("Another Xiaohao is using {folder}; stop that one first.", folder=str(folder))) from None
        yield


async def _until_told_to_stop(app: App) -> None:
    try:
        await told_to_stop(_serve(app))
    finally:
        await app.stop()


async def _serve(app: App) -> None:
    await app.start()
    token = await app.db.write(lambda session: for_the_first(session, app.clock()))
    if token is not None:
        first = N_(
            "Nobody has joined yet. Whoever opens this link becomes the first administrator (once, within 72 hours):"
        )
        print(say(first))
        inviting.show(app.application.bot.username, token)
    print(say(N_("Running as @{name}. Ctrl-C stops it.", name=app.application.bot.username)), flush=True)
    await app.wait()
