"""`xiaohao campaign deadlines`: what a plan wants by when."""

from argparse import ArgumentParser, Namespace
from datetime import date

from bot.cli.command import Command
from bot.console import say
from locales import N_


def arguments(parser: ArgumentParser) -> None:
    parser.add_argument("pack", metavar="PACK", help=say(N_("key of a plan, such as shizhu-2025, or a file")))
    parser.add_argument("--json", action="store_true", help=say(N_("print JSON")))
    parser.add_argument("--from", dest="first", type=date.fromisoformat, metavar="DAY", help=say(N_("first day")))
    parser.add_argument("--to", dest="last", type=date.fromisoformat, metavar="DAY", help=say(N_("last day")))
    as_of = N_("say how many days are left from this day, such as 2025-06-20")
    parser.add_argument("--as-of", type=date.fromisoformat, metavar="DAY", help=say(as_of))


def run(asked: Namespace) -> None:
    from bot.cli import campaign_files

    campaign_files.deadlines(asked.pack, asked.first, asked.last, asked.as_of, as_json=asked.json)


COMMAND = Command(40, "deadlines", N_("what a plan wants by when, from whom"), run, arguments)
