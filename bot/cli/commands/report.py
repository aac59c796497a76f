"""`xiaohao report`: the same reports as in chat, as a file or on the terminal."""

from argparse import ArgumentParser, Namespace
from datetime import date
from pathlib import Path

from bot.cli.command import Command
from bot.console import say
from locales import N_


def arguments(parser: ArgumentParser) -> None:
    parser.add_argument("name", nargs="?", metavar="NAME", help=say(N_("which report; --list shows them")))
    parser.add_argument("--list", action="store_true", help=say(N_("list the reports")))
    parser.add_argument("--campaign", metavar="KEY", help=say(N_("key of a running campaign (default: the newest)")))
    parser.add_argument("--unit", help=say(N_("the unit's key or name (default: the topmost)")))
    parser.add_argument("--period", metavar="KEY", help=say(N_("such as 2025Q2 or 2025 (default: the running one)")))
    parser.add_argument("--as-of", type=date.fromisoformat, metavar="DAY", help=say(N_("such as 2025-06-20")))
    parser.add_argument("--format", choices=("xlsx", "json", "text"), default="text", help=say(N_("file format")))
    parser.add_argument("--out", type=Path, metavar="FILE", help=say(N_("where to (xlsx needs it)")))


def run(asked: Namespace) -> None:
    from bot.cli import reporting

    reporting.report(asked)


COMMAND = Command(100, "report", N_("write a report to a file or the terminal"), run, arguments)
