"""What the messenger shows of the bot before anybody writes: its commands and what it is for."""

import logging

from telegram import Bot, BotCommand
from telegram.error import TelegramError

from locales import N_, tr

log = logging.getLogger("xiaohao")

COMMANDS = (
    ("inspect", N_("Log inspection")),
    ("risk", N_("Report risk")),
    ("todo", N_("My to-do")),
    ("today", N_("My records today")),
    ("find", N_("Find entity")),
    ("report", N_("Reports")),
    ("deadlines", N_("Deadlines")),
    ("resume", N_("Unfinished forms")),
    ("cancel", N_("Leave the form")),
    ("status", N_("Is everything running?")),
    ("help", N_("What can I do?")),
)


async def introduce(bot: Bot) -> None:
    """Sets the commands; a server that does not take them is no reason not to start."""
    try:
        await bot.set_my_commands([BotCommand(name, tr(words)) for name, words in COMMANDS])
    except TelegramError as error:
        log.warning("the commands could not be set (%s)", type(error).__name__)
