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
    ("language", N_("Language")),
    ("help", N_("What can I do?")),
)
SPOKEN = {"zh": "zh_Hans_CN", "en": "en"}
"""The language that somebody's messenger speaks, and ours for it; everybody else sees that of the house."""


def shown_to(house: str) -> dict[str, str]:
    return {"": house, **{theirs: ours for theirs, ours in SPOKEN.items() if ours != house}}


async def introduce(bot: Bot, house: str) -> None:
    """Sets the commands; a server that does not take them is no reason not to start."""
    try:
        for theirs, ours in shown_to(house).items():
            commands = [BotCommand(name, tr(words, ours)) for name, words in COMMANDS]
            await bot.set_my_commands(commands, language_code=theirs or None)
    except TelegramError as error:
        log.warning("the commands could not be set (%s)", type(error).__name__)
