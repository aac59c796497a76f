"""`xiaohao migrate`: the configured database with today's schema."""

from argparse import Namespace

from bot.cli.command import Command
from bot.console import say
from locales import N_


def run(_: Namespace) -> None:
    from bot.cli import loading

    loading.open_database().close()
    print(say(N_("The database is up to date.")))


COMMAND = Command(50, "migrate", N_("bring the database up to date"), run)
