"""`xiaohao campaign list`: the plans that come with the program."""

from argparse import ArgumentParser, Namespace

from bot.cli.command import Command
from bot.console import say
from locales import N_


def arguments(parser: ArgumentParser) -> None:
    parser.add_argument("--json", action="store_true", help=say(N_("print JSON")))


def run(asked: Namespace) -> None:
    from bot.cli import campaign_files

    campaign_files.list_packs(as_json=asked.json)


COMMAND = Command(10, "list", N_("the plans that come with the program"), run, arguments)
