"""`xiaohao run`: the bot in earnest, polling, until it is told to stop."""

import asyncio
import signal
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from telegram.error import InvalidToken

from bot import logs
from bot.app import App
from bot.cli import Failed, say
from bot.loading import open_database
from bot.settings import need_token, read_settings
from locales import N_
from storage.files import Files


def run() -> None:
    settings = read_settings()
    token = need_token(settings)
    logs.set_up()
    db = open_database(settings)
    app = App(token, settings.api_base, db, Files(settings.files_dir), _now, ZoneInfo(settings.timezone))
    try:
        asyncio.run(_until_told_to_stop(app))
    except InvalidToken:
        raise Failed(
            N_("XIAOHAO_TOKEN is refused by {server}; copy it anew from @BotFather.", server=settings.api_base)
        ) from None
    finally:
        db.close()


def _now() -> datetime:
    return datetime.now(UTC)


async def _until_told_to_stop(app: App) -> None:
    told = asyncio.Event()
    for sign in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(sign, told.set)
    await app.start()
    print(say(N_("Running as @{name}. Ctrl-C stops it.", name=app.application.bot.username)), flush=True)
    failing = asyncio.create_task(app.wait())
    await asyncio.wait({failing, asyncio.create_task(told.wait())}, return_when=asyncio.FIRST_COMPLETED)
    await app.stop()
    if failing.done() and not failing.cancelled():
        failing.result()
