"""`xiaohao campaign show`: a plan on one or two screens."""

from argparse import ArgumentParser, Namespace

from bot.cli.command import Command
from bot.console import say
from locales import N_


def arguments(parser: ArgumentParser) -> None:
    parser.add_argument("pack", metavar="PACK", help=say(N_("key of a plan, such as shizhu-2025, or a file")))
    parser.add_argument("--json", action="store_true", help=say(N_("print JSON")))


def run(asked: Namespace) -> None:
    from bot.cli import campaign_files

    campaign_files.show(asked.pack, as_json=asked.json)


COMMAND = Command(20, "show", N_("what a plan says; --json prints all of it"), run, arguments)
