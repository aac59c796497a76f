"""`xiaohao try`: the bot and a chat page on this machine, with invented example data."""

from argparse import ArgumentParser, Namespace
from datetime import date
from pathlib import Path

from bot.cli.command import Command
from bot.console import say
from locales import N_


def arguments(parser: ArgumentParser) -> None:
    which = N_("key of a plan, such as shizhu-2025 (the default), or a file")
    parser.add_argument("plan", nargs="?", default="shizhu-2025", metavar="PLAN", help=say(which))
    begins = N_("day to begin on, such as 2025-06-20 (default: one that shows the plan well)")
    parser.add_argument("--from", dest="first", type=date.fromisoformat, metavar="DAY", help=say(begins))
    parser.add_argument("--port", type=int, default=0, help=say(N_("port of the page (default: a free one)")))
    parser.add_argument("--data", type=Path, help=say(N_("folder that keeps everything between runs")))
    parser.add_argument("--no-browser", action="store_true", help=say(N_("do not open the page by itself")))


def run(asked: Namespace) -> None:
    from bot.cli import trial

    trial.run(asked.plan, asked.first, asked.port, asked.data, open_browser=not asked.no_browser)


COMMAND = Command(10, "try", N_("try everything on this machine: chat page, bot, example data"), run, arguments)
