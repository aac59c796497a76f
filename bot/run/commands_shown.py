"""What the messenger shows of the bot before anybody writes: its commands and what it is for."""

import logging

from telegram import Bot, BotCommand
from telegram.error import TelegramError

from handlers.turn.routes import listed_commands
from locales import languages, tr

log = logging.getLogger("xiaohao")


def shown_to(house: str) -> dict[str, str]:
    """The language that somebody's messenger speaks → ours for it; everybody else ("") sees that of the house."""
    return {"": house, **{language.messenger: key for key, language in languages().items() if key != house}}


def menu(language: str) -> list[BotCommand]:
    """The commands that say where they are listed, in a language."""
    listed = [(name, listed.menu) for name, _, listed in listed_commands()]
    return [BotCommand(name, tr(words, language)) for name, words in listed if words is not None]


async def introduce(bot: Bot, house: str) -> None:
    """Sets the commands; a server that does not take them is no reason not to start."""
    try:
        for theirs, ours in shown_to(house).items():
            await bot.set_my_commands(menu(ours), language_code=theirs or None)
    except TelegramError as error:
        log.warning("the commands could not be set (%s)", type(error).__name__)
