"""Failures on order: what a network or Telegram itself does to a bot sooner or later."""

from dataclasses import dataclass

from sandbox.rules import ErrorAnswer

DOWNLOAD = "download"
"""What fetching a file is called here; it is no method of the Bot API."""
DAMAGES = ("short", "empty", "long")
"""What can become of a file on its way; the answer itself is a good one."""
KINDS = ("429", "500", "502", "403", "400", "413", "timeout_before", "timeout_after", "reset", *DAMAGES)


@dataclass
class PlannedFailure:
    """The next `count` calls of `method` ("*" for any but getUpdates and downloads) fail in this way."""

    method: str
    kind: str
    count: int = 1
    retry_after: int = 1
    description: str = ""

    @property
    def refusal(self) -> ErrorAnswer:
        """What a server answers that understood the call and will not do it."""
        match self.kind:
            case "429":
                seconds = self.retry_after
                return ErrorAnswer(429, f"Too Many Requests: retry after {seconds}", retry_after=seconds)
            case "403":
                return ErrorAnswer(403, self.description or "Forbidden: bot was blocked by the user")
            case "400":
                return ErrorAnswer(400, self.description or "Bad Request: something is wrong")
            case "413":
                return ErrorAnswer(413, "Request Entity Too Large")
        return ErrorAnswer(500, "Internal Server Error")

    def damaged(self, data: bytes) -> bytes:
        return {"short": data[: len(data) // 2], "empty": b"", "long": data + data[:1]}.get(self.kind, data)


GAVE_UP = 599
"""No status of HTTP."""


class PlannedFailures:
    """`hasty`: where the call would never be answered, 599 comes at once, and the client is to take it for a wait in
    vain. So a test need not set a time after which a call counts as lost, which a busy machine could miss."""

    def __init__(self) -> None:
        self._ordered: list[PlannedFailure] = []
        self.hasty = False

    def add(self, method: str, kind: str, count: int = 1, retry_after: int = 1, description: str = "") -> None:
        """`faults.add("sendMessage", "429", count=2, retry_after=3)`, `faults.add("download", "short")`"""
        if kind not in KINDS:
            raise ValueError(f"no such fault: {kind}; there are {', '.join(KINDS)}")
        self._ordered.append(PlannedFailure(method.lower(), kind, count, retry_after, description))

    def clear(self) -> None:
        self._ordered.clear()

    def next_for(self, method: str) -> PlannedFailure | None:
        """The fault that this call has to suffer, used up by asking. getUpdates and downloads fail only when named:
        a poll that stands open would otherwise swallow the failure meant for another call."""
        method = method.lower()
        for fault in self._ordered:
            if fault.method == method or (fault.method == "*" and method not in ("getupdates", DOWNLOAD)):
                fault.count -= 1
                if fault.count <= 0:
                    self._ordered.remove(fault)
                return fault
        return None
