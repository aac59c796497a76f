"""`xiaohao campaign copy`: a plan moved to another year."""

from argparse import ArgumentParser, Namespace
from pathlib import Path

from bot.cli.command import Command
from bot.console import say
from locales import N_


def arguments(parser: ArgumentParser) -> None:
    parser.add_argument("pack", metavar="PACK", help=say(N_("key of a plan, such as shizhu-2025, or a file")))
    parser.add_argument("--year", type=int, required=True, metavar="YEAR", help=say(N_("the new year")))
    parser.add_argument("--out", type=Path, metavar="FILE", help=say(N_("where to (default: KEY.yaml in this folder)")))


def run(asked: Namespace) -> None:
    from bot.cli import campaign_files

    campaign_files.copy(asked.pack, asked.year, asked.out)


COMMAND = Command(60, "copy", N_("move a plan to another year, as a new file"), run, arguments)
