"""`xiaohao campaign check`: every mistake in a plan, with its place."""

from argparse import ArgumentParser, Namespace

from bot.cli.command import Command
from bot.console import say
from locales import N_


def arguments(parser: ArgumentParser) -> None:
    parser.add_argument("pack", metavar="PACK", help=say(N_("key of a plan, such as shizhu-2025, or a file")))


def run(asked: Namespace) -> None:
    from bot.cli import campaign_files

    campaign_files.check(asked.pack)


COMMAND = Command(30, "check", N_("name every mistake in a plan's file, and what would be right"), run, arguments)
