"""The queue of updates that the bot has not confirmed yet, with Telegram's rules of confirmation.

The rules follow tdlib/telegram-bot-api (Client::do_get_updates and its TQueue), quoted where they surprise.
"""

import asyncio
from collections import deque
from collections.abc import Callable
from datetime import datetime, timedelta
from itertools import islice
from typing import Any

from sandbox.rules import ErrorAnswer

Json = dict[str, Any]

KEPT_FOR = timedelta(hours=24)
LONGEST_WAIT = 50
NOT_BY_DEFAULT = {"chat_member", "message_reaction", "message_reaction_count"}
TERMINATED = "Conflict: terminated by other getUpdates request; make sure that only one bot instance is running"


class UpdateQueue:
    def __init__(self, clock: Callable[[], datetime], next_id: int) -> None:
        self._clock = clock
        self._next_id = next_id
        self._pending: deque[tuple[datetime, Json]] = deque()
        self._allowed: list[str] = []
        self._arrived = asyncio.Event()
        self._poll: asyncio.Future[None] | None = None
        self.waited_for = asyncio.Event()  # set while a long poll stands open

    def __len__(self) -> int:
        return len(self._pending)

    def add(self, kind: str, content: Json) -> None:
        """What the bot did not ask for is never queued, so asking for it later does not bring it back."""
        if kind not in self._allowed if self._allowed else kind in NOT_BY_DEFAULT:
            return
        self._pending.append((self._clock(), {"update_id": self._next_id, kind: content}))
        self._next_id += 1
        self._arrived.set()
        self._arrived = asyncio.Event()

    def remember_allowed(self, kinds: list[str]) -> None:
        self._allowed = kinds

    def take(self, offset: int = 0, limit: int = 100) -> list[Json]:
        """Confirm everything below `offset`, then the earliest updates left; they stay until they are confirmed."""
        oldest = self._clock() - KEPT_FOR
        self._forget_while(lambda since, _number: since < oldest)
        if offset < 0:
            self._forget_while(lambda _since, _number: len(self._pending) > -offset)
        # "Specified from_id is in the future": an offset far above the last id confirms nothing at all.
        elif offset <= self._next_id + 10:
            self._forget_while(lambda _since, number: number < offset)
        return [update for _, update in islice(self._pending, limit)]

    async def poll(self, offset: int = 0, limit: int = 100, wait: float = 0) -> list[Json]:
        """Like `take`, but waits up to `wait` seconds for the first update; a later wait ends an earlier one."""
        updates = self.take(offset, limit)
        if updates or not wait:
            return updates
        self._end_other_poll()
        self._poll = mine = asyncio.get_running_loop().create_future()
        self.waited_for.set()
        arrival = asyncio.ensure_future(self._arrived.wait())
        try:
            await asyncio.wait({mine, arrival}, timeout=min(wait, LONGEST_WAIT), return_when=asyncio.FIRST_COMPLETED)
            if mine.done():
                raise ErrorAnswer(409, TERMINATED)
            return self.take(offset, limit)
        finally:
            arrival.cancel()
            if self._poll is mine:
                self._poll = None
                self.waited_for.clear()

    def clear(self) -> None:
        self._pending.clear()

    def as_json(self) -> Json:
        pending = [[since.isoformat(), update] for since, update in self._pending]
        return {"next_id": self._next_id, "allowed": self._allowed, "pending": pending}

    def restore(self, saved: Json) -> None:
        self._next_id, self._allowed = saved["next_id"], saved["allowed"]
        self._pending = deque((datetime.fromisoformat(since), update) for since, update in saved["pending"])

    def _forget_while(self, unwanted: Callable[[datetime, int], bool]) -> None:
        while self._pending and unwanted(self._pending[0][0], self._pending[0][1]["update_id"]):
            self._pending.popleft()

    def _end_other_poll(self) -> None:
        if self._poll and not self._poll.done():
            self._poll.set_result(None)
