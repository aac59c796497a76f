"""What happened, numbered and in order, for everybody who watches: the page over SSE, the robots in tests."""

import asyncio
from collections.abc import Coroutine
from typing import Any

Json = dict[str, Any]


class Feed:
    """A ring of the last happenings. Numbers never start again, so a watcher knows what it missed."""

    def __init__(self, keep: int = 5000) -> None:
        self.position = 0
        self._keep = keep
        self._happened: dict[int, Json] = {}
        self._news = asyncio.Event()

    def publish(self, happening: Json) -> None:
        self.position += 1
        self._happened[self.position] = happening
        self._happened.pop(self.position - self._keep, None)
        self._news.set()
        self._news = asyncio.Event()

    def since(self, position: int) -> list[tuple[int, Json]]:
        first = max(position + 1, self.position - self._keep + 1)
        return [(number, self._happened[number]) for number in range(first, self.position + 1)]

    def news(self) -> Coroutine[Any, Any, bool]:
        """Await this for the next happening. It counts from this call on, not from when a task gets to run it."""
        return self._news.wait()
