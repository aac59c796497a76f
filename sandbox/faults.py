"""Failures on order: what a network or Telegram itself does to a bot sooner or later."""

from dataclasses import dataclass

KINDS = ("429", "500", "502", "403", "timeout_before", "timeout_after", "reset")


@dataclass
class Fault:
    """The next `count` calls of `method` ("*" for any but getUpdates) fail in this way."""

    method: str
    kind: str
    count: int = 1
    retry_after: int = 1


GAVE_UP = 599
"""No status of HTTP."""


class Faults:
    """`hasty`: where the call would never be answered, 599 comes at once, and the client is to take it for a wait in
    vain. So a test need not set a time after which a call counts as lost, which a busy machine could miss."""

    def __init__(self) -> None:
        self._ordered: list[Fault] = []
        self.hasty = False

    def add(self, method: str, kind: str, count: int = 1, retry_after: int = 1) -> None:
        """`faults.add("sendMessage", "429", count=2, retry_after=3)`"""
        if kind not in KINDS:
            raise ValueError(f"no such fault: {kind}; there are {', '.join(KINDS)}")
        self._ordered.append(Fault(method.lower(), kind, count, retry_after))

    def clear(self) -> None:
        self._ordered.clear()

    def next_for(self, method: str) -> Fault | None:
        """The fault that this call has to suffer, used up by asking. getUpdates fails only when named:
        a poll that stands open would otherwise swallow the failure meant for another call."""
        method = method.lower()
        for fault in self._ordered:
            if fault.method == method or (fault.method == "*" and method != "getupdates"):
                fault.count -= 1
                if fault.count <= 0:
                    self._ordered.remove(fault)
                return fault
        return None
