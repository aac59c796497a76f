"""`xiaohao import`: a register's workbook tried first, then taken in, as in chat."""

from argparse import ArgumentParser, Namespace
from pathlib import Path

from bot.cli.command import Command
from bot.console import say
from locales import N_


def arguments(parser: ArgumentParser) -> None:
    parser.add_argument("file", nargs="?", type=Path, metavar="FILE", help=say(N_("workbook (.xlsx)")))
    parser.add_argument("--yes", action="store_true", help=say(N_("import the right rows without asking")))
    parser.add_argument("--unit", help=say(N_("only this unit and what is below it, by key or name (default: all)")))
    whose = N_("who counts as having recorded the records (default: the first administrator)")
    parser.add_argument("--as", dest="as_", metavar="NAME", help=say(whose))
    parser.add_argument("--wrong-rows", type=Path, metavar="FILE", help=say(N_("write wrong rows here, with reasons")))
    parser.add_argument("--json", action="store_true", help=say(N_("print JSON")))
    empty = say(N_("write an empty workbook to fill in, and do nothing else"))
    template = Path("监管对象导入模板.xlsx")
    parser.add_argument("--template", nargs="?", type=Path, const=template, metavar="FILE", help=empty)


def run(asked: Namespace) -> None:
    from bot.cli import import_file

    import_file.import_(asked)


COMMAND = Command(80, "import", N_("take in a register's workbook: tried first, then asked"), run, arguments)
