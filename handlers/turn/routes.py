"""Which function answers what. A conversation's file registers itself here, so adding one is adding a file.

@command("inspect", N_("Log inspection"), may="inspect", listed=Listed(10, N_("记检查 /inspect — log a visit")))
def log_inspection(turn: Turn) -> None: ...

@press("risk.close", may="follow_risk")
def close_out(turn: Turn, id: int, revision: int) -> None: ...
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from pkgutil import walk_packages
from typing import TYPE_CHECKING

from handlers.turn.rights import known
from handlers.turn.stored import ButtonArguments
from locales import Message, languages, tr

if TYPE_CHECKING:
    from handlers.turn.turn import Turn


@dataclass(frozen=True)
class Listed:
    """Where people read of a command, in the order of the places."""

    order: int
    help: Message | None = None
    """Its line in /help, for those who may."""
    menu: Message | None = None
    """What the messenger's menu of commands says of it."""


@dataclass(frozen=True)
class Route:
    answer: Callable[..., None]
    may: str
    word: Message | None = None
    in_place: bool = False
    arguments: ButtonArguments | None = None
    """Of a button: what has to go with it."""
    listed: Listed | None = None
    """Of a command."""


commands: dict[str, Route] = {}
presses: dict[str, Route] = {}


def command(
    name: str, word: Message | None = None, *, may: str, listed: Listed | None = None
) -> Callable[[Callable[[Turn], None]], Callable[[Turn], None]]:
    """Answers `/name`, and the word on the home keyboard, in any language."""

    def register(answer: Callable[[Turn], None]) -> Callable[[Turn], None]:
        commands[_new(name, commands)] = Route(answer, known(may), word, listed=listed)
        return answer

    return register


def press(action: str, *, may: str, in_place: bool = False) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """Answers a button; what was written with the button comes as keyword arguments.

    Their names and types are kept with the buttons for weeks. Once released, a parameter may be added with a default;
    buttons from before any other change are answered as expired, unless a migration rewrites them.
    `in_place` is for steps that leave nothing to come back to: their answer replaces the pressed message.
    """

    def register(answer: Callable[..., None]) -> Callable[..., None]:
        presses[_new(action, presses)] = Route(answer, known(may), in_place=in_place, arguments=ButtonArguments(answer))
        return answer

    return register


def _new(name: str, registered: dict[str, Route]) -> str:
    if name in registered:
        raise ValueError(f"two functions answer {name!r}")
    return name


def listed_commands() -> list[tuple[str, Route, Listed]]:
    """(name, route, where it is listed), in the order of their places."""
    told = [(name, route, route.listed) for name, route in commands.items() if route.listed is not None]
    return sorted(told, key=lambda command: command[2].order)


def command_in(text: str) -> tuple[Route, str] | None:
    """The route of `/inspect`, `/inspect@bot`, `/start payload` or a word like 记检查, and what follows it."""
    if text.startswith("/"):
        name, _, rest = text[1:].partition(" ")
        route = commands.get(name.partition("@")[0].lower())
        return (route, rest.strip()) if route else None
    words = _run_together(text)
    for route in commands.values():
        if route.word is not None and words in {_run_together(tr(route.word, language)) for language in languages()}:
            return route, ""
    return None


def _run_together(text: str) -> str:
    """Blanks and capitals do not count: “log  Inspection” is the key “Log inspection”."""
    return "".join(text.split()).casefold()


def load_conversations() -> None:
    """Imports every file of `handlers/`, so that each has registered what it answers."""
    import handlers

    for module in walk_packages(handlers.__path__, "handlers."):
        import_module(module.name)
