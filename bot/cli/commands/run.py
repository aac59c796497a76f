"""`xiaohao run`: the bot in earnest."""

from argparse import Namespace

from bot.cli.command import Command
from locales import N_


def run(_: Namespace) -> None:
    from bot.cli import running

    running.run()


COMMAND = Command(20, "run", N_("run the bot (needs XIAOHAO_TOKEN)"), run)
