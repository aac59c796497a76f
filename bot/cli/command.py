"""A command of the command line: one file of `bot/cli/commands/` holds one, as `COMMAND`, and is found there.

A command with commands of its own is a folder, whose `__init__.py` holds a `GROUP`. What is heavy is imported when a
command runs, so that help is instant.
"""

from argparse import ArgumentParser, Namespace
from collections.abc import Callable
from dataclasses import dataclass

from locales import Message


def no_arguments(_: ArgumentParser) -> None:
    pass


@dataclass(frozen=True)
class Command:
    order: int
    """Where it stands in the list of commands."""
    name: str
    about: Message
    run: Callable[[Namespace], None]
    """Prints what came of it; CommandFailed with one sentence that says what to do."""
    arguments: Callable[[ArgumentParser], None] = no_arguments


@dataclass(frozen=True)
class CommandGroup:
    order: int
    name: str
    about: Message
