"""`xiaohao export`: units, people and the register of a scope as a workbook."""

from argparse import ArgumentParser, Namespace
from pathlib import Path

from bot.cli.command import Command
from bot.console import say
from locales import N_


def arguments(parser: ArgumentParser) -> None:
    parser.add_argument("file", type=Path, metavar="FILE", help=say(N_("workbook (.xlsx)")))
    parser.add_argument("--unit", help=say(N_("only this unit and what is below it, by key or name (default: all)")))


def run(asked: Namespace) -> None:
    from bot.cli import import_file

    import_file.export(asked.file, asked.unit)


COMMAND = Command(90, "export", N_("write units, people and the register as a workbook"), run, arguments)
