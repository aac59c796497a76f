"""HTTP for python-telegram-bot on aiohttp and orjson: a quarter of the CPU of its own httpx backend.

The one thing that callers must know of a failed call is whether it may have arrived: `NotSent` says that it did not.
"""

from typing import Any

import aiohttp
from telegram._utils.defaultvalue import DEFAULT_NONE, DefaultValue
from telegram._utils.types import ODVInput
from telegram.error import NetworkError, TelegramError, TimedOut
from telegram.request import BaseRequest, RequestData

from bot.run import lenient_json
from storage.ids import is_id

READ_SECONDS = 20.0
UPLOAD_SECONDS = 120.0
LONGEST_RETRY = 24 * 3600
"""Seconds: who asks us to wait longer does not mean it."""
NO_ANSWER = "Invalid server response"
BAD_REQUEST, TOO_LARGE = 400, 413
KNOWN = (401, 403, 404, 408, 409, 425, 429)
"""Refusals that the library tells apart, or that mean: later."""


class NotSent(NetworkError):
    """No connection came about, so the other side has not seen the call."""


class AiohttpRequest(BaseRequest):
    """One session for all calls; made in `initialize()`, closed in `shutdown()`."""

    def __init__(self, connections: int = 64) -> None:
        self._connections = connections
        self._session: aiohttp.ClientSession | None = None

    @property
    def read_timeout(self) -> float | None:
        return READ_SECONDS

    async def initialize(self) -> None:
        if self._session is None:
            connector = aiohttp.TCPConnector(limit=self._connections)
            self._session = aiohttp.ClientSession(connector=connector, trust_env=True)

    async def shutdown(self) -> None:
        if self._session is not None:
            await self._session.close()
            self._session = None

    async def do_request(
        self,
        url: str,
        method: str,
        request_data: RequestData | None = None,
        read_timeout: ODVInput[float] = DEFAULT_NONE,
        write_timeout: ODVInput[float] = DEFAULT_NONE,
        connect_timeout: ODVInput[float] = DEFAULT_NONE,
        pool_timeout: ODVInput[float] = DEFAULT_NONE,
    ) -> tuple[int, bytes]:
        if self._session is None:
            raise RuntimeError("the request was not initialized")
        read = READ_SECONDS if isinstance(read_timeout, DefaultValue) or read_timeout is None else read_timeout
        uploads = request_data is not None and request_data.contains_files
        timeout = aiohttp.ClientTimeout(total=UPLOAD_SECONDS if uploads else None, sock_connect=10, sock_read=read)
        try:
            async with self._session.request(method, url, data=_body(request_data), timeout=timeout) as answer:
                return in_the_library_s_words(answer.status, await answer.read())
        except (aiohttp.ClientConnectorError, aiohttp.ConnectionTimeoutError) as error:
            raise NotSent(f"no connection ({type(error).__name__})") from None
        except TimeoutError:
            raise TimedOut from None
        except aiohttp.ClientError as error:
            # Not `from error`: its text holds the address, and the address holds the token.
            raise NetworkError(f"the connection broke ({type(error).__name__})") from None

    @staticmethod
    def parse_json_payload(payload: bytes) -> dict[str, object]:
        try:
            return envelope(lenient_json.read(payload))
        except (ValueError, RecursionError):
            raise TelegramError(NO_ANSWER) from None


class HttpAnswer(dict[str, Any]):
    """What a server answered. The library asks a good answer for its `result`; one that has none is no answer."""

    def __missing__(self, name: str) -> Any:
        raise TelegramError(NO_ANSWER)


def envelope(read: Any) -> HttpAnswer:
    """The parts of an answer that are what they should be. Raises ValueError where it is not an object.

    The library takes every part for what the documentation says, and fails over anything else.
    """
    if not isinstance(read, dict):
        raise ValueError("not an object")
    answer = HttpAnswer()
    if read.get("result") is not None:
        answer["result"] = read["result"]
    if isinstance(read.get("description"), str):
        answer["description"] = read["description"]
    parameters = read.get("parameters")
    if isinstance(parameters, dict):
        answer["parameters"] = _parameters(parameters)
    return answer


def _parameters(parameters: dict[str, object]) -> dict[str, int]:
    numbers = {name: parameters.get(name) for name in ("retry_after", "migrate_to_chat_id")}
    good = {name: number for name, number in numbers.items() if is_id(number)}
    if not 0 < good.get("retry_after", 0) <= LONGEST_RETRY:
        good.pop("retry_after", None)
    return good


def in_the_library_s_words(status: int, body: bytes) -> tuple[int, bytes]:
    """A call that the server will never take is a bad request. The library knows few refusals by their number: it
    would take the others for a broken line, and we would try for ever."""
    if status == TOO_LARGE:
        return BAD_REQUEST, b'{"ok": false, "description": "Request Entity Too Large"}'  # often a page of a proxy
    if 400 <= status < 500 and status not in KNOWN:
        return BAD_REQUEST, body
    return status, body


def _body(data: RequestData | None) -> aiohttp.FormData | dict[str, str] | None:
    if data is None or not data.contains_files:
        return data.json_parameters if data else None
    form = aiohttp.FormData(quote_fields=False)  # Chinese file names go as they are
    for name, value in data.json_parameters.items():
        form.add_field(name, value)
    for name, (filename, content, media_type) in (data.multipart_data or {}).items():
        form.add_field(name, content, filename=filename, content_type=media_type)
    return form
