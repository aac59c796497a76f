"""The page's side: everything a person does over HTTP, and the events that tell the page what happened."""

import asyncio
import io
import json
from datetime import UTC, datetime

import aiohttp
from openpyxl import Workbook
from openpyxl.styles import Border, Font, Side

from sandbox.phone import PATIENCE
from sandbox.world import Person

LI, WANG = 9000000000000001, 9000000000000002
PRESS = {"inline_keyboard": [[{"text": "提交", "callback_data": "a.1"}]]}


async def next_event(stream):
    """The next event of a stream: its number and what happened."""
    number = 0
    while line := (await asyncio.wait_for(stream.content.readline(), PATIENCE)).decode().rstrip("\n"):
        if line.startswith("id: "):
            number = int(line[4:])
        if line.startswith("data: "):
            await stream.content.readline()
            return number, json.loads(line[6:])
    return await next_event(stream)


def test_the_state_says_who_there_is_and_what_time_it_is(trial):
    async def body(running):
        await running.result("sendMessage", chat_id=LI, text="一")
        state = await running.get("/try/state")
        assert (state["title"], state["now"]) == ("石柱 2025", "2025-06-20T09:00:00+08:00")
        assert state["bot"] == {"name": "销号", "username": "xiaohao_bot"}
        expected = {"id": LI, "name": "李示例", "role": "监管人员", "unit": "南宾所", "hint": "记检查"}
        expected |= {"language": "zh-hans", "unread": 1}
        assert state["people"][0] == expected
        assert (await running.get("/try/healthz"))["ok"] is True

    trial(body)


def test_a_chat_shows_messages_keyboard_and_commands_and_is_read_by_looking(trial):
    async def body(running):
        keyboard = {"keyboard": [["记检查", {"text": "报隐患"}]], "resize_keyboard": True, "is_persistent": True}
        await running.result("sendMessage", chat_id=LI, text="<b>首页</b>", parse_mode="HTML", reply_markup=keyboard)
        await running.result("setMyCommands", commands=[{"command": "/inspect", "description": "记检查"}])
        await running.post("/try/send", user=LI, text="1 < 2")
        chat = await running.get(f"/try/chat/{LI}")
        assert [(m["out"], m["html"]) for m in chat["messages"]] == [(False, "<b>首页</b>"), (True, "1 &lt; 2")]
        assert chat["keyboard"]["keyboard"] == [[{"text": "记检查"}, {"text": "报隐患"}]]
        assert chat["commands"] == [{"command": "inspect", "description": "记检查"}]
        assert (await running.get("/try/state"))["people"][0]["unread"] == 0
        await running.result("sendMessage", chat_id=LI, text="再见", reply_markup={"remove_keyboard": True})
        assert (await running.get(f"/try/chat/{LI}"))["keyboard"] is None
        assert "error" in await running.get("/try/chat/7")

    trial(body)


def test_the_page_hears_of_everything_and_catches_up_after_a_gap(trial):
    async def body(running):
        async with running.http.get(f"{running.address}/try/events") as stream:
            assert stream.content_type == "text/event-stream"
            await stream.content.readline()
            said = await running.result("sendMessage", chat_id=LI, text="一", reply_markup=PRESS)
            number, event = await next_event(stream)
            assert (event["type"], event["user"], event["message"]["html"]) == ("message", LI, "一")
            await running.result("sendChatAction", chat_id=LI, action="typing")
            assert (await next_event(stream))[1] == {"type": "typing", "user": LI, "action": "typing"}
            await running.result("editMessageText", chat_id=LI, message_id=said["message_id"], text="二")
            assert (await next_event(stream))[1]["type"] == "edit"
            await running.result("deleteMessage", chat_id=LI, message_id=said["message_id"])
            assert (await next_event(stream))[1] == {"type": "delete", "user": LI, "message_id": said["message_id"]}
            await running.post("/try/clock", to="2025-06-25T09:00")
            assert (await next_event(stream))[1] == {"type": "clock", "now": "2025-06-25T09:00:00+08:00"}
        async with running.http.get(f"{running.address}/try/events", headers={"Last-Event-ID": str(number)}) as stream:
            await stream.content.readline()
            await stream.content.readline()
            assert (await next_event(stream))[1]["type"] == "typing"
        async with running.http.get(f"{running.address}/try/events", headers={"Last-Event-ID": "999"}) as stream:
            assert (await next_event(stream))[1] == {"type": "restarted"}

    trial(body)


def test_pressing_waits_for_the_bots_answer_and_shows_it(trial):
    async def body(running):
        said = await running.result("sendMessage", chat_id=LI, text="核对", reply_markup=PRESS)
        mark = running.li.mark
        pressing = asyncio.create_task(running.post("/try/press", user=LI, message_id=said["message_id"], row=0, col=0))
        (update,) = await running.updates(timeout=50)
        assert not pressing.done()
        query = update["callback_query"]["id"]
        await running.result("answerCallbackQuery", callback_query_id=query, text="已保存", show_alert=True)
        assert await pressing == {"answered": True}
        toast = {"type": "toast", "user": LI, "text": "已保存", "alert": True}
        assert toast in [event for _, event in running.sandbox.world.feed.since(mark)]
        missing = await running.post("/try/press", user=LI, message_id=said["message_id"], row=3, col=0)
        assert "error" in missing

    trial(body)


def test_files_are_uploaded_and_shown_without_being_run(trial, png):
    async def body(running):
        form = aiohttp.FormData({"user": str(LI), "as": "photo", "caption": "门头"})
        for name in ("a.png", "b.png"):
            form.add_field("file", png, filename=name, content_type="image/png")
        async with running.http.post(f"{running.address}/try/upload", data=form) as answer:
            assert len((await answer.json())["message_ids"]) == 2
        photos = [update["message"]["photo"] for update in await running.updates()]
        async with running.http.get(f"{running.address}/try/file/{photos[0][-1]['file_id']}") as shown:
            assert (shown.content_type, await shown.read()) == ("image/png", png)
            assert shown.headers["Content-Security-Policy"] == "sandbox"
        form = aiohttp.FormData({"user": str(LI), "as": "document"}, quote_fields=False)  # as browsers do
        form.add_field("file", b"a,b", filename="台账.csv", content_type="text/csv")
        await running.http.post(f"{running.address}/try/upload", data=form)
        document = (await running.updates())[-1]["message"]["document"]
        assert (document["file_name"], document["mime_type"], document["file_size"]) == ("台账.csv", "text/csv", 3)
        assert "error" in await running.get(f"/try/sheet/{document['file_id']}")

    trial(body)


def test_a_workbook_is_shown_as_cells(trial):
    async def body(running):
        workbook = Workbook()
        sheet = workbook.active
        sheet.title = "任务表"
        sheet.append(["单位", "一季度", None])
        sheet.append(["南宾所", 0.785, 1234])
        sheet.merge_cells("B1:C1")
        sheet["A1"].font = Font(bold=True)
        sheet["A2"].border = Border(left=Side("thin"))
        sheet["B2"].number_format = "0.0%"
        sheet["C2"].number_format = "#,##0"
        sheet.column_dimensions["A"].width = 20
        file = io.BytesIO()
        workbook.save(file)
        running.li.send_document(file.getvalue(), "任务表.xlsx")
        file_id = (await running.updates())[0]["message"]["document"]["file_id"]
        (shown,) = (await running.get(f"/try/sheet/{file_id}"))["sheets"]
        assert (shown["title"], shown["widths"][0]) == ("任务表", 20)
        (unit, quarter, covered), figures = shown["rows"]
        assert (unit["bold"], quarter["colspan"], quarter["rowspan"], covered) == (True, 2, 1, None)
        assert [cell["text"] for cell in figures] == ["南宾所", "78.5%", "1,234"]
        assert [cell["number"] for cell in figures] == [False, True, True]
        assert [cell["border"] for cell in figures] == [True, False, False]

    trial(body)


def test_places_stickers_edits_and_blocking_go_over_http_too(trial):
    async def body(running):
        await running.post("/try/location", user=LI, latitude=29.99, longitude=108.11)
        await running.post("/try/sticker", user=LI)
        (sent,) = (await running.post("/try/send", user=LI, text="二人"))["message_ids"]
        await running.post("/try/edit", user=LI, message_id=sent, text="2人")
        await running.post("/try/block", user=LI)
        kinds = [list(update)[1] for update in await running.updates()]
        assert kinds == ["message", "message", "message", "edited_message", "my_chat_member"]
        assert "error" in await running.post("/try/send", user=7, text="谁？")
        assert "error" in await running.post("/try/send", user=LI)

    trial(body)


def test_the_clock_moves_forward_only_and_tells_the_bot(trial):
    async def body(running):
        moved = []

        async def note():
            moved.append(running.sandbox.clock())

        running.sandbox.on_clock_moved = note
        assert (await running.post("/try/clock", by_minutes=60))["now"] == "2025-06-20T10:00:00+08:00"
        assert "only moves forward" in (await running.post("/try/clock", to="2025-06-20T09:00"))["error"]
        assert [moment.isoformat() for moment in moved] == ["2025-06-20T02:00:00+00:00"]

    trial(body)


def test_another_plan_brings_other_people_another_title_and_another_time(trial):
    async def body(running):
        assert (await running.get("/try/state"))["plans"] == []
        assert "error" in await running.post("/try/plan", key="xizang-2022")
        heard = []

        async def change(key):
            heard.append(key)
            people = [Person(LI, "李示例", "监管人员", "拉萨市")]
            running.sandbox.take_up(people, key, "西藏 2022", datetime(2022, 8, 22, 1, tzinfo=UTC))

        running.sandbox.plans = {"shizhu-2025": "石柱县 2025", "xizang-2022": "西藏自治区 2022"}
        running.sandbox.on_plan = change
        running.li.send("一")
        mark = running.sandbox.world.feed.position
        assert (await running.post("/try/plan", key="xizang-2022"))["now"] == "2022-08-22T09:00:00+08:00"
        state = await running.get("/try/state")
        assert (heard, state["plan"], state["title"]) == (["xizang-2022"], "xizang-2022", "西藏 2022")
        assert state["plans"][1] == {"key": "xizang-2022", "label": "西藏自治区 2022"}
        assert [person["unit"] for person in state["people"]] == ["拉萨市"]
        assert (await running.get(f"/try/chat/{LI}"))["messages"] == []
        assert "error" in await running.get(f"/try/chat/{WANG}")
        told = [event["type"] for _, event in running.sandbox.world.feed.since(mark)]
        assert told == ["restarting", "restarted", "clock"]
        assert "error" in await running.post("/try/plan", key="nonsense")
        running.sandbox.person(LI).send("二")
        assert [update["message"]["text"] for update in await running.updates()] == ["二"]

    trial(body)


def test_starting_again_empties_the_world_but_gives_no_id_twice(trial):
    async def body(running):
        restarts = []

        async def note():
            restarts.append(await running.get(f"/try/chat/{LI}"))

        running.sandbox.on_restart = note
        running.li.send("一")
        (before,) = await running.updates()
        await running.post("/try/clock", by_minutes=60)
        assert (await running.post("/try/restart"))["now"] == "2025-06-20T09:00:00+08:00"
        assert restarts[0]["messages"] == []
        assert await running.updates() == []
        running.li.send("二")
        (after,) = await running.updates()
        assert after["update_id"] == before["update_id"] + 1
        assert after["message"]["message_id"] == 2

    trial(body)
