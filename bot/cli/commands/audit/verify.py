"""`xiaohao audit verify`: the first row of the audit that is not as it was sealed."""

from argparse import ArgumentParser, Namespace

from bot.cli.command import Command
from bot.console import say
from locales import N_


def arguments(parser: ArgumentParser) -> None:
    parser.add_argument("--json", action="store_true", help=say(N_("print JSON")))
    accept = N_("go on from the audit as it is, after restoring a backup or setting a key; this is audited too")
    parser.add_argument("--accept", action="store_true", help=say(accept))


def run(asked: Namespace) -> None:
    from bot.cli import auditing

    auditing.verify(as_json=asked.json, accept=asked.accept)


COMMAND = Command(10, "verify", N_("find the first row of the audit that is not as it was sealed"), run, arguments)
