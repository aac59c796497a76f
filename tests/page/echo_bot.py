"""A small scripted bot that talks to the sandbox over the real HTTP Bot API, so that the page is not alone."""

import io
from typing import Any

import aiohttp
from openpyxl import Workbook
from openpyxl.styles import Alignment, Font

Json = dict[str, Any]

HOME = {"keyboard": [[{"text": "记检查"}, {"text": "二季度汇总"}], [{"text": "表格"}]], "resize_keyboard": True}
REVIEW = {
    "inline_keyboard": [
        [
            {"text": "提交", "callback_data": "submit", "style": "primary"},
            {"text": "修改", "callback_data": "change"},
        ],
        [{"text": "取消", "callback_data": "cancel", "style": "danger"}],
    ]
}
STATIONS = ["南宾所 11/11  7/7", "万安所 10/10  8/8", "黄水所  4/9   2/5"]
SUMMARY = "<b>2025年二季度</b>\n<pre>" + "\n".join(STATIONS) + "</pre>\n未销 9"


class EchoBot:
    def __init__(self, address: str, token: str) -> None:
        self._address = f"{address}/bot{token}"
        self._albums: set[str] = set()
        self.unanswered = ""

    async def run(self) -> None:
        async with aiohttp.ClientSession() as self._http:
            offset = 0
            while True:
                for update in await self.call("getUpdates", offset=offset, timeout=20):
                    offset = update["update_id"] + 1
                    await self._take(update)

    async def call(self, method: str, **params: Any) -> Any:
        async with self._http.post(f"{self._address}/{method}", json=params) as response:
            answer = await response.json()
        assert answer["ok"], answer
        return answer["result"]

    async def say(self, chat_id: int, text: str, **params: Any) -> None:
        await self.call("sendMessage", chat_id=chat_id, text=text, parse_mode="HTML", **params)

    async def _take(self, update: Json) -> None:
        if query := update.get("callback_query"):
            await self._pressed(query)
        elif query := update.get("inline_query"):
            said = {"message_text": f"选了 {query['query']}"}
            result = {"type": "article", "id": "1", "title": query["query"], "description": "回声"}
            article = {**result, "input_message_content": said}
            await self.call("answerInlineQuery", inline_query_id=query["id"], results=[article])
        elif message := update.get("message"):
            await self._heard(message["chat"]["id"], message)

    async def _heard(self, chat: int, message: Json) -> None:
        await self.call("sendChatAction", chat_id=chat, action="typing")
        match message.get("text"):
            case "/start":
                await self.say(chat, "您好，可以用 /help", reply_markup=HOME)
            case "记检查":
                await self.say(chat, "核对一下：", reply_markup=REVIEW)
            case "二季度汇总":
                await self.say(chat, SUMMARY)
            case "表格":
                await self._send_workbook(chat)
            case "很多":
                for number in range(1, 31):
                    await self.say(chat, f"第 {number} 条")
            case None:
                await self._got(chat, message)
            case text:
                await self.say(chat, f"收到：{text}")

    async def _got(self, chat: int, message: Json) -> None:
        kind = next(kind for kind in ("photo", "document", "location", "sticker") if kind in message)
        group = message.get("media_group_id")
        if group not in self._albums:
            await self.say(chat, f"收到 {kind}")
        if group:
            self._albums.add(group)

    async def _pressed(self, query: Json) -> None:
        chat, message = query["message"]["chat"]["id"], query["message"]["message_id"]
        if query["data"] == "submit":
            text = "✅ 已保存 · 编号 检查-2025-0001"
            await self.call("editMessageText", chat_id=chat, message_id=message, text=text)
            await self.call("answerCallbackQuery", callback_query_id=query["id"], text="已保存")
        elif query["data"] == "change":
            # Left unanswered until the next message, so that a test can see the button wait.
            self.unanswered = query["id"]
            await self.say(chat, "改哪一项？")
        else:
            await self.call("deleteMessage", chat_id=chat, message_id=message)
            await self.call("answerCallbackQuery", callback_query_id=query["id"], text="真的取消了", show_alert=True)

    async def _send_workbook(self, chat: int) -> None:
        form = aiohttp.FormData({"chat_id": str(chat), "caption": "截至 2025-06-20"}, quote_fields=False)
        form.add_field("document", workbook(), filename="任务表.xlsx")
        async with self._http.post(f"{self._address}/sendDocument", data=form) as response:
            assert (await response.json())["ok"]


def workbook() -> bytes:
    """Two sheets, the first with a merged title over two header rows, like the annex."""
    book = Workbook()
    plan = book.worksheets[0]
    plan.title = "任务表"
    plan.append(["石柱县检查任务表"])
    plan.append(["单位", "一季度", None])
    plan.append([None, "经营", "使用"])
    plan.append(["南宾所", 11, 7])
    for area in ("A1:C1", "A2:A3", "B2:C2"):
        plan.merge_cells(area)
    plan["A1"].font = Font(bold=True)
    plan["A1"].alignment = Alignment(horizontal="center")
    plan.column_dimensions["A"].width = 40
    book.create_sheet("检查明细").append(["编号", "日期"])
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()
