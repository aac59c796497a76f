"""`xiaohao invite`: a link with which one person joins, as the way back in."""

from argparse import ArgumentParser, Namespace

from bot.cli.command import Command
from bot.console import say
from locales import N_

ROLES = ("admin", "leader", "officer", "enterprise")


def arguments(parser: ArgumentParser) -> None:
    parser.add_argument("--role", required=True, choices=ROLES, help=say(N_("what the person will be")))
    parser.add_argument("--unit", help=say(N_("the unit's key or name (default: the topmost)")))
    parser.add_argument("--entity", metavar="NAME", help=say(N_("for an enterprise contact: which enterprise")))
    parser.add_argument("--json", action="store_true", help=say(N_("print JSON")))


def run(asked: Namespace) -> None:
    from bot.cli import invite_links

    invite_links.invite(asked.role, asked.unit, asked.entity, as_json=asked.json)


COMMAND = Command(70, "invite", N_("print a link with which one person joins"), run, arguments)
