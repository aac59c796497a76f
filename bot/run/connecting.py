"""The first call of a run: who are we? Waited for as long as the server gives no sensible answer."""

import asyncio
import logging

from telegram import Bot, User
from telegram.error import InvalidToken, TelegramError

from storage.ids import is_id

log = logging.getLogger("xiaohao")

AGAIN_SECONDS = 3.0
REFUSALS = 3
"""One may come from something between us and the server, which has not started yet either."""
REFUSED_SECONDS = 1.0


async def connect(bot: Bot) -> None:
    """As after a reboot that was faster than the network. Raises InvalidToken where the token is refused repeatedly."""
    refused = 0
    while True:
        try:
            await bot.initialize()
            if _is_known(bot.bot) or _is_known(await bot.get_me()):
                return
            why = "it does not say who we are"
        except InvalidToken:
            refused += 1
            if refused == REFUSALS:
                raise
            await asyncio.sleep(REFUSED_SECONDS)
            continue
        except TelegramError as error:
            why = error.message
        except Exception as error:  # the library fails over an answer that is not as documented
            why = type(error).__name__
        refused = 0
        log.warning("the server does not answer yet (%s), trying again", why)
        await asyncio.sleep(AGAIN_SECONDS)


def _is_known(me: User) -> bool:
    """Whether getMe gave what we go by: an id for the inbox, a name for links and groups."""
    return is_id(me.id) and isinstance(me.username, str)
