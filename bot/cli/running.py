"""`xiaohao run`: the bot in earnest, polling, until it is told to stop."""

import asyncio
from zoneinfo import ZoneInfo

from telegram.error import InvalidToken

from bot import logs
from bot.cli import invite_links
from bot.cli.loading import open_database
from bot.clock import Clock, SystemClock
from bot.console import CommandFailed, say
from bot.run.app import App
from bot.run.lock_file import only_one
from bot.run.stopping import told_to_stop
from bot.settings import need_token, read_settings
from handlers.joining.invite import for_the_first
from locales import N_
from storage.files import Files


def run(clock: Clock | None = None) -> None:
    """Until it is told to stop or fails for good; a test passes another clock."""
    settings = read_settings()
    token = need_token(settings)
    logs.set_up()
    with only_one(settings.data_dir) as lock:
        db = open_database(settings, lock)
        files, zone = Files(settings.files_dir), ZoneInfo(settings.timezone)
        app = App(token, settings.api_base, db, files, clock or SystemClock(), zone, settings.audit_head, lock)
        try:
            asyncio.run(_until_told_to_stop(app))
        except InvalidToken:
            raise CommandFailed(
                N_("XIAOHAO_TOKEN is refused by {server}; copy it anew from @BotFather.", server=settings.api_base)
            ) from None
        finally:
            db.close()


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
        invite_links.show(app.bot.username, token)
    print(say(N_("Running as @{name}. Ctrl-C stops it.", name=app.bot.username)), flush=True)
    await app.wait()
