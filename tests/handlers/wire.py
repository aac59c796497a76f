"""The bot's calls, answered in this process by the sandbox's own rules: the strictness of a server without HTTP."""

import inspect
import json
from typing import Any
from urllib.parse import urlparse

from telegram.request import BaseRequest, RequestData

from bot.run.network import in_the_library_s_words
from sandbox.botapi import METHODS
from sandbox.failures import DOWNLOAD, PlannedFailures
from sandbox.params import Params, Upload
from sandbox.rules import ErrorAnswer
from sandbox.world import World


class Wire(BaseRequest):
    """Every call is kept in `calls` as (method, parameters); `faults` says which are refused, or damaged on the way."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.faults = PlannedFailures()
        self.calls: list[tuple[str, dict[str, str]]] = []

    @property
    def read_timeout(self) -> float:
        return 1.0

    async def initialize(self) -> None: ...

    async def shutdown(self) -> None: ...

    async def do_request(
        self, url: str, method: str, request_data: RequestData | None = None, *_: Any, **__: Any
    ) -> tuple[int, bytes]:
        path = urlparse(url).path
        if path.startswith("/file/"):
            file = self.world.files.at(path.split("/", 3)[3])
            fault = self.faults.next_for(DOWNLOAD)
            return (200, fault.damaged(file.data) if fault else file.data) if file else (404, b"{}")
        name, params = path.rpartition("/")[2], _params(request_data)
        self.calls.append((name, params.values))
        try:
            if fault := self.faults.next_for(name):
                raise fault.refusal
            result = METHODS[name](self.world, params)
            if inspect.isawaitable(result):
                result = await result
        except ErrorAnswer as refused:
            answer = {"ok": False, "description": refused.description, "parameters": refused.parameters}
            return in_the_library_s_words(refused.status, _dump(answer))
        return 200, _dump({"ok": True, "result": result})


def _params(data: RequestData | None) -> Params:
    if data is None:
        return Params()
    files = {
        name: Upload(filename, media_type, content if isinstance(content, bytes) else content.read())
        for name, (filename, content, media_type) in (data.multipart_data or {}).items()
    }
    return Params(dict(data.json_parameters), files)


def _dump(answer: dict[str, Any]) -> bytes:
    return json.dumps(answer).encode()
