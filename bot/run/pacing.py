"""Calls that wait to be made again, and chats that are told much: both by the seconds that pass, not by the date."""

from dataclasses import dataclass, field

from bot.clock import Clock
from storage.queries.messages.outbox import WaitingCall

LONGEST = 60.0
"""Seconds that what an earlier run put off waits at most: its dates may have been written by a clock set wrong."""
REMEMBERED = 600.0
FILLED_WITHIN = 1.0
"""Seconds; about what Telegram allows a chat for long."""


@dataclass(frozen=True)
class _Wait:
    chat_id: int
    until: float


class Waits:
    """The moments of this run; `not_before` in the database is only what is left of them after a restart."""

    def __init__(self, clock: Clock) -> None:
        self.clock = clock
        self.waits: dict[tuple[int, int], _Wait] = {}
        """By call and its number of tries."""

    def put_off(self, call: WaitingCall, seconds: float, *, tries: int) -> None:
        self.waits[call.id, tries] = _Wait(call.chat_id, self.clock.seconds() + seconds)

    def has_come(self, call: WaitingCall) -> bool:
        """Whether the call may be made now. One put off by its turn or by an earlier run waits from its first sight."""
        if (call.id, call.tries) not in self.waits:
            if call.not_before is None:
                return True
            self.put_off(call, self._left(call), tries=call.tries)
        return self.waits[call.id, call.tries].until <= self.clock.seconds()

    def _left(self, call: WaitingCall) -> float:
        """A turn wrote both moments at once, so a jump between then and now does not matter."""
        since = call.created_at if call.tries == 0 else self.clock()
        left = (call.not_before - since).total_seconds() if call.not_before else 0.0
        return min(max(left, 0.0), LONGEST)

    def chats(self) -> set[int]:
        """Those whose first call waits: what comes after it waits as well."""
        now = self.clock.seconds()
        self.waits = {key: wait for key, wait in self.waits.items() if wait.until > now - REMEMBERED}
        return {wait.chat_id for wait in self.waits.values() if wait.until > now}

    def next(self) -> float | None:
        """Seconds until the earliest of them has come; None where nothing waits."""
        now = self.clock.seconds()
        return min((wait.until - now for wait in self.waits.values() if wait.until > now), default=None)


@dataclass
class Paces:
    """A bucket of one message for each chat: whose is empty is served when nobody else waits."""

    told: dict[int, float] = field(default_factory=dict)

    def note(self, chat_id: int, now: float) -> None:
        self.told[chat_id] = now

    def over(self, now: float) -> set[int]:
        """The chats whose bucket has not filled again."""
        self.told = {chat: moment for chat, moment in self.told.items() if moment > now - FILLED_WITHIN}
        return set(self.told)
