"""Things added as one file each, the way somebody would add them: written into a folder where catalogues look."""

import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from textwrap import dedent
from types import ModuleType
from typing import Any

import pytest

from handlers.chatform import filling, resuming
from handlers.records.record_entry import register_entries
from handlers.turn import opened_by_number, routes
from records import catalog as nouns
from tests.handlers.conftest import example, people, reused, stage, staged  # noqa: F401 - fixtures

Add = Callable[[ModuleType, str, str], None]


@pytest.fixture
def add(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Add]:
    """`add(catalog, "name", text)` puts one file beside those of the catalogue; nothing else is touched."""
    added: list[str] = []

    def add(catalog: ModuleType, name: str, text: str) -> None:
        folder = tmp_path / catalog.__name__
        folder.mkdir(exist_ok=True)
        (folder / f"{name}.py").write_text(dedent(text), "utf-8")
        monkeypatch.setattr(catalog, "__path__", [*catalog.__path__, str(folder)])
        added.append(f"{catalog.__name__}.{name}")

    yield add
    for name in added:
        sys.modules.pop(name, None)


@pytest.fixture
def add_noun(add: Add) -> Iterator[Callable[[str, str], None]]:
    """`add_noun("name", text)`: a noun with an entry, known in chat until the test is over."""
    routes.load_conversations()
    registries: tuple[dict[str, Any], ...] = (
        routes.commands,
        routes.presses,
        filling.conversations,
        resuming.starters,
        opened_by_number.openers,
    )
    before = [set(registry) for registry in registries]

    def add_noun(name: str, text: str) -> None:
        add(nouns, name, text)
        register_entries()

    yield add_noun
    for registry, known in zip(registries, before, strict=True):
        for added in set(registry) - known:
            del registry[added]
