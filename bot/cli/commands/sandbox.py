"""`xiaohao sandbox`: the stand-in for Telegram alone."""

from argparse import ArgumentParser, Namespace
from pathlib import Path

from bot.cli.command import Command
from bot.console import say
from locales import N_


def arguments(parser: ArgumentParser) -> None:
    parser.add_argument("--port", type=int, default=0, help=say(N_("port (default: a free one)")))
    parser.add_argument("--token", default="1:sandbox", help=say(N_("the token it accepts")))
    parser.add_argument("--people", type=Path, help=say(N_("people as printed by `xiaohao demo --json`")))


def run(asked: Namespace) -> None:
    from bot.cli import sandbox_alone

    sandbox_alone.run_sandbox_alone(asked.port, asked.token, asked.people)


COMMAND = Command(30, "sandbox", N_("only the stand-in for Telegram, for tests of a running bot"), run, arguments)
