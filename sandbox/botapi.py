"""The Bot API over HTTP: `/bot<token>/<method>` and `/file/bot<token>/<path>`, with the real server's envelope."""

import asyncio
import inspect
from collections import deque
from collections.abc import Callable
from typing import Any

from aiohttp import web

from sandbox import account, group_chats, inline_queries, message_edits, sending
from sandbox.failures import DAMAGES, DOWNLOAD, GAVE_UP, PlannedFailure, PlannedFailures
from sandbox.params import Params, read_params
from sandbox.rules import LONGEST_UPLOAD, ErrorAnswer
from sandbox.world import World

Json = dict[str, Any]

METHODS: dict[str, Callable[[World, Params], Any]] = {
    "getMe": account.get_me,
    "getUpdates": account.get_updates,
    "getFile": account.get_file,
    "setMyCommands": account.set_my_commands,
    "getMyCommands": account.get_my_commands,
    "deleteMyCommands": account.delete_my_commands,
    "setMyDescription": account.set_my_description,
    "setMyShortDescription": account.set_my_short_description,
    "setChatMenuButton": account.set_chat_menu_button,
    "setWebhook": account.set_webhook,
    "deleteWebhook": account.delete_webhook,
    "getWebhookInfo": account.get_webhook_info,
    "sendMessage": sending.send_message,
    "sendPhoto": sending.send_photo,
    "sendDocument": sending.send_document,
    "sendMediaGroup": sending.send_media_group,
    "sendLocation": sending.send_location,
    "sendChatAction": sending.send_chat_action,
    "editMessageText": message_edits.edit_message_text,
    "editMessageCaption": message_edits.edit_message_caption,
    "editMessageReplyMarkup": message_edits.edit_message_reply_markup,
    "deleteMessage": message_edits.delete_message,
    "answerCallbackQuery": message_edits.answer_callback_query,
    "answerInlineQuery": inline_queries.answer_inline_query,
    "leaveChat": group_chats.leave_chat,
}
BY_SMALL_NAME = {name.lower(): name for name in METHODS}  # the real server does not mind the case
BODY_ROOM = 64 * 1024  # what multipart needs around a file


class BotApi:
    def __init__(self, world: World, token: str, faults: PlannedFailures) -> None:
        self._world = world
        self._token = token
        self._faults = faults
        self.calls: deque[Json] = deque(maxlen=10_000)
        self.stopping = asyncio.Event()

    def routes(self) -> list[web.RouteDef]:
        return [
            web.route("*", "/bot{token}/{method}", self.call),
            web.get("/file/bot{token}/{path:.+}", self.download),
        ]

    async def call(self, request: web.Request) -> web.StreamResponse:
        method = BY_SMALL_NAME.get(request.match_info["method"].lower(), "")
        if request.match_info["token"] != self._token:
            return refusal(ErrorAnswer(401, "Unauthorized"))
        if not method:
            return refusal(ErrorAnswer(404, "Not Found"))
        if (request.content_length or 0) > LONGEST_UPLOAD + BODY_ROOM:
            return refusal(ErrorAnswer(413, "Request Entity Too Large"))
        try:
            params = await read_params(request)
        except ValueError:
            return refusal(ErrorAnswer(400, "Bad Request: can't parse JSON object"))
        fault = self._faults.next_for(method)
        if fault and fault.kind != "timeout_after":
            self._note(method, params, fault.kind)
            return await self._fail(request, fault)
        answer = await self._answer(method, params)
        self._note(method, params, "timeout_after" if fault else answer.status)
        return await self._never() if fault else answer

    async def download(self, request: web.Request) -> web.Response:
        file = self._world.files.at(request.match_info["path"])
        if request.match_info["token"] != self._token:
            return refusal(ErrorAnswer(401, "Unauthorized"))
        if file is None:
            return refusal(ErrorAnswer(404, "Not Found"))
        if (fault := self._faults.next_for(DOWNLOAD)) and fault.kind not in DAMAGES:
            return refusal(fault.refusal)
        data = fault.damaged(file.data) if fault else file.data
        return web.Response(body=data, content_type="application/octet-stream")

    async def _answer(self, method: str, params: Params) -> web.Response:
        try:
            result = METHODS[method](self._world, params)
            if inspect.isawaitable(result):
                result = await self._unless_stopping(result)
        except ErrorAnswer as refused:
            return refusal(refused)
        return web.json_response({"ok": True, "result": result})

    async def _unless_stopping(self, waiting: Any) -> Any:
        """Long polls end when the server stops, or stopping would take as long as they do."""
        call, stop = asyncio.ensure_future(waiting), asyncio.ensure_future(self.stopping.wait())
        try:
            await asyncio.wait({call, stop}, return_when=asyncio.FIRST_COMPLETED)
            return call.result() if call.done() else []
        finally:
            call.cancel()
            stop.cancel()

    async def _fail(self, request: web.Request, fault: PlannedFailure) -> web.StreamResponse:
        if fault.kind == "timeout_before":
            return await self._never()
        if fault.kind == "reset" and request.transport:
            request.transport.abort()
        if fault.kind == "502":
            page = "<html><head><title>502 Bad Gateway</title></head><body>502 Bad Gateway</body></html>"
            return web.Response(status=502, text=page, content_type="text/html")
        return refusal(fault.refusal)

    async def _never(self) -> web.Response:
        if not self._faults.hasty:
            await self.stopping.wait()
        return web.Response(status=GAVE_UP)

    def _note(self, method: str, params: Params, status: int | str) -> None:
        self.calls.append({"method": method, "params": dict(params.values), "status": status})


def refusal(refused: ErrorAnswer) -> web.Response:
    body: Json = {"ok": False, "error_code": refused.status, "description": refused.description}
    if refused.parameters:
        body["parameters"] = refused.parameters
    return web.json_response(body, status=refused.status)
