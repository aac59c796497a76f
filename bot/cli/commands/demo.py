"""`xiaohao demo`: the configured database filled with a plan and invented examples."""

from argparse import ArgumentParser, Namespace

from bot.cli.command import Command
from bot.console import say
from locales import N_


def arguments(parser: ArgumentParser) -> None:
    parser.add_argument("pack", metavar="PACK", help=say(N_("key of a plan, such as shizhu-2025, or a file")))
    parser.add_argument("--history", action="store_true", help=say(N_("with a plausible past")))
    parser.add_argument("--json", action="store_true", help=say(N_("print the people as JSON")))


def run(asked: Namespace) -> None:
    from bot.cli import loading

    loading.demo(asked.pack, history=asked.history, as_json=asked.json)


COMMAND = Command(40, "demo", N_("fill the database with a plan and invented examples"), run, arguments)
