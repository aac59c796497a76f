"""Logs without secrets: a filter takes the token out of every line, tracebacks included."""

import logging
import re
import sys

TOKEN = re.compile(r"\d{1,12}:[A-Za-z0-9_-]{20,}")


class WithoutToken(logging.Formatter):
    """Formats first and redacts then, so that nothing that ends up in the line escapes."""

    def format(self, record: logging.LogRecord) -> str:
        return TOKEN.sub("<token>", super().format(record))


def set_up(level: int = logging.INFO) -> None:
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(WithoutToken("%(asctime)s %(levelname)s %(name)s: %(message)s"))
    logging.basicConfig(level=level, handlers=[handler], force=True)
    for chatty in ("httpx", "httpcore", "apscheduler", "aiohttp.access", "alembic"):
        logging.getLogger(chatty).setLevel(logging.WARNING)
