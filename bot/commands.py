"""What the messenger shows of the bot before anybody writes: its commands and what it is for."""

import logging

from telegram import Bot, BotCommand
from telegram.error import TelegramError

from locales import DEFAULT_LANGUAGE, N_, tr

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
    ("language", N_("Language")),
    ("help", N_("What can I do?")),
)
SHOWN_TO = {"": DEFAULT_LANGUAGE, "en": "en"}
"""The language that somebody's messenger speaks, and ours for it; everybody else sees the first."""


async def introduce(bot: Bot) -> None:
    """Sets the commands; a server that does not take them is no reason not to start."""
    try:
        for theirs, ours in SHOWN_TO.items():
            commands = [BotCommand(name, tr(words, ours)) for name, words in COMMANDS]
            await bot.set_my_commands(commands, language_code=theirs or None)
    except TelegramError as error:
        log.warning("the commands could not be set (%s)", type(error).__name__)
