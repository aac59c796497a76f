"""`xiaohao campaign export`: a plan as a workbook to edit, or as YAML."""

from argparse import ArgumentParser, Namespace
from pathlib import Path

from bot.cli.command import Command
from bot.console import say
from locales import N_


def arguments(parser: ArgumentParser) -> None:
    parser.add_argument("pack", metavar="PACK", help=say(N_("key of a plan, such as shizhu-2025, or a file")))
    parser.add_argument("--xlsx", type=Path, metavar="FILE", help=say(N_("workbook for Excel or WPS")))
    parser.add_argument("--yaml", type=Path, metavar="FILE", help=say(N_("YAML file")))


def run(asked: Namespace) -> None:
    from bot.cli import exchange

    exchange.export(asked.pack, asked.xlsx, asked.yaml)


COMMAND = Command(70, "export", N_("write a plan as a workbook to edit, or as YAML"), run, arguments)
