"""`xiaohao campaign forms`: a plan's forms and tables, blank, a file each."""

from argparse import ArgumentParser, Namespace
from pathlib import Path

from bot.cli.command import Command
from bot.console import say
from locales import N_


def arguments(parser: ArgumentParser) -> None:
    parser.add_argument("pack", metavar="PACK", help=say(N_("key of a plan, such as shizhu-2025, or a file")))
    parser.add_argument("--out", type=Path, required=True, metavar="DIR", help=say(N_("folder to write them into")))
    whose = N_("only the self-check form for this entity, its head filled in")
    parser.add_argument("--entity", metavar="NAME", help=say(whose))


def run(asked: Namespace) -> None:
    from bot.cli import blank_forms

    blank_forms.write_forms(asked.pack, asked.out, asked.entity)


ABOUT = N_("write a plan's forms and tables, blank, as .xlsx; unclear places as an administrator has confirmed them")
COMMAND = Command(50, "forms", ABOUT, run, arguments)
