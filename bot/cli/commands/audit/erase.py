"""`xiaohao audit erase`: a person's data, on request on paper."""

from argparse import ArgumentParser, Namespace

from bot.cli.command import Command
from bot.console import say
from locales import N_


def arguments(parser: ArgumentParser) -> None:
    whom = parser.add_mutually_exclusive_group(required=True)
    whom.add_argument("--person", type=int, metavar="ID", help=say(N_("the person's number")))
    contact = N_("the number of an enterprise's contact who never joined, as /audit shows it")
    whom.add_argument("--contact", type=int, metavar="ID", help=say(contact))


def run(asked: Namespace) -> None:
    from bot.cli import auditing

    if asked.contact is not None:
        auditing.erase_contact(asked.contact)
    else:
        auditing.erase_person(asked.person)


COMMAND = Command(20, "erase", N_("erase the name, post, phone and messages of a person who left"), run, arguments)
