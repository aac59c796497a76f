"""`xiaohao campaign load`: puts a plan into force."""

from argparse import ArgumentParser, Namespace

from bot.cli.command import Command
from bot.console import say
from locales import N_


def arguments(parser: ArgumentParser) -> None:
    parser.add_argument("pack", metavar="PACK", help=say(N_("key of a plan, such as shizhu-2025, or a file")))


def run(asked: Namespace) -> None:
    from bot.cli import loading

    loading.load(asked.pack)


COMMAND = Command(80, "load", N_("put a plan into force; makes its units"), run, arguments)
