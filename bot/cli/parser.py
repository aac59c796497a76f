"""The command line: `xiaohao --help`. The commands are files of `bot/cli/commands/`."""

import argparse
import gettext
import os
import sys
from collections.abc import Callable, Sequence
from importlib import import_module
from pkgutil import iter_modules
from types import ModuleType

from bot.cli import commands
from bot.cli.command import Command, CommandGroup
from bot.console import CommandFailed, language, say
from locales import HERE as LOCALES
from locales import N_

# argparse's own words, for the catalogue: it looks them up with gettext, where `speak` points to our locales.
ARGPARSE = (
    N_("usage: "),
    N_("positional arguments"),
    N_("options"),
    N_("show this help message and exit"),
    N_("%(prog)s: error: %(message)s\n"),
    N_("argument %(argument_name)s: %(message)s"),
    N_("invalid choice: %(value)r (choose from %(choices)s)"),
    N_("the following arguments are required: %s"),
    N_("unrecognized arguments: %s"),
    N_("expected one argument"),
    N_("invalid %(type)s value: %(value)r"),
)


def speak() -> None:
    """Lets argparse speak the reader's language."""
    os.environ["LANGUAGE"] = language()
    gettext.bindtextdomain("messages", str(LOCALES))
    gettext.textdomain("messages")


class HelpFormatter(argparse.HelpFormatter):
    """Lists the commands without a line that only repeats the heading above them."""

    def _format_action(self, action: argparse.Action) -> str:
        shown = super()._format_action(action)
        return shown.partition("\n")[2] if action.nargs == argparse.PARSER else shown


def main(arguments: Sequence[str] | None = None) -> int:
    """The exit code: 0 done, 1 not done, 2 not understood."""
    speak()
    asked = parser().parse_args(arguments)
    from bot.settings import InvalidSetting

    try:
        run: Callable[[argparse.Namespace], None] = asked.run
        run(asked)
    except (CommandFailed, InvalidSetting) as error:
        print(error, file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130
    return 0


def parser() -> argparse.ArgumentParser:
    about = say(N_("销号 Xiaohao: runs regulatory campaigns inside workplace messaging."))
    whole = argparse.ArgumentParser(prog="xiaohao", description=about, formatter_class=HelpFormatter)
    _add_commands(whole, commands)
    return whole


def _add_commands(parser: argparse.ArgumentParser, folder: ModuleType) -> None:
    """Those that are found in a folder, in the order of their places."""
    title, metavar = say(N_("Commands")), say(N_("COMMAND"))
    actions = parser.add_subparsers(title=title, metavar=metavar, required=True)
    modules = [import_module(found.name) for found in iter_modules(folder.__path__, f"{folder.__name__}.")]
    for module in sorted(modules, key=lambda module: _declared(module).order):
        declared = _declared(module)
        words = say(declared.about)
        added = actions.add_parser(declared.name, help=words, description=words, formatter_class=HelpFormatter)
        if isinstance(declared, CommandGroup):
            added.set_defaults(run=None)
            _add_commands(added, module)
        else:
            added.set_defaults(run=declared.run)
            declared.arguments(added)


def _declared(module: ModuleType) -> Command | CommandGroup:
    declared: Command | CommandGroup = getattr(module, "GROUP", None) or module.COMMAND
    return declared
