"""The real python-telegram-bot library works against the sandbox as against Telegram."""

import io

from telegram import Bot, InlineKeyboardButton, InlineKeyboardMarkup, InputMediaPhoto, ReplyKeyboardMarkup
from telegram.error import BadRequest, Conflict, Forbidden, RetryAfter
from telegram.request import HTTPXRequest

from sandbox.phone import PATIENCE

LI = 9000000000000001
BUTTONS = InlineKeyboardMarkup(
    [[InlineKeyboardButton("提交", callback_data="a.0"), InlineKeyboardButton("修改", callback_data="a.1")]]
)


def bot_for(running):
    addresses = {"base_url": f"{running.address}/bot", "base_file_url": f"{running.address}/file/bot"}
    return Bot("42:test-token", **addresses, request=_patient(), get_updates_request=_patient())


def _patient():
    """The library would give up after five seconds."""
    return HTTPXRequest(**dict.fromkeys(("read_timeout", "write_timeout", "connect_timeout", "pool_timeout"), PATIENCE))


def test_a_conversation_with_buttons_and_edits(trial):
    async def body(running):
        async with bot_for(running) as bot:
            assert bot.username == "xiaohao_bot"
            running.li.send("/start 记检查")
            (update,) = await bot.get_updates(timeout=50)
            assert update.message.entities[0].type == "bot_command"
            assert update.effective_user.language_code == "zh-hans"
            assert update.message.date.isoformat() == "2025-06-20T01:00:00+00:00"

            said = await bot.send_message(LI, "<b>核对</b>一下", parse_mode="HTML", reply_markup=BUTTONS)
            assert said.text_html == "<b>核对</b>一下"
            running.li.press("修改")
            (update,) = await bot.get_updates(offset=update.update_id + 1, timeout=50)
            assert update.callback_query.data == "a.1"
            await update.callback_query.answer("好")
            edited = await update.callback_query.edit_message_text("修改哪一项？", reply_markup=BUTTONS)
            assert (edited.message_id, edited.text) == (said.message_id, "修改哪一项？")

            await bot.send_message(
                LI, "首页", reply_markup=ReplyKeyboardMarkup([["记检查", "报隐患"]], is_persistent=True)
            )
            assert running.li.keyboard == ["记检查", "报隐患"]
            await bot.set_my_commands([("inspect", "记检查")])
            assert [command.command for command in await bot.get_my_commands()] == ["inspect"]
            await bot.send_chat_action(LI, "typing")
            assert await bot.delete_message(LI, said.message_id)

    trial(body)


def test_files_go_up_and_come_down(trial, png):
    async def body(running):
        async with bot_for(running) as bot:
            table = await bot.send_document(LI, io.BytesIO(b"sheet"), filename="任务表.xlsx", caption="二季度")
            assert table.document.mime_type == "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
            assert running.li.last.file_name == "任务表.xlsx"
            album = await bot.send_media_group(LI, [InputMediaPhoto(png), InputMediaPhoto(png, caption="二")])
            assert len({message.media_group_id for message in album}) == 1
            assert running.li.last.file == png

            running.li.send_album([png, png], caption="门头")
            updates = await bot.get_updates()
            assert [update.message.caption for update in updates] == ["门头", None]
            photo = updates[0].message.photo[-1]
            assert (photo.width, photo.height, photo.file_size) == (640, 480, len(png))
            assert photo.file_unique_id == updates[1].message.photo[-1].file_unique_id
            assert bytes(await (await photo.get_file()).download_as_bytearray()) == png
            await bot.send_photo(LI, photo.file_id, caption="原图")

    trial(body)


def test_what_else_people_send_is_understood(trial):
    async def body(running):
        async with bot_for(running) as bot:
            running.li.send_sticker()
            running.li.send_location(29.99, 108.11)
            running.li.edit(running.li.send("二人"), "2人")
            running.li.block()
            sticker, place, _, edited, blocked = await bot.get_updates(allowed_updates=[])
            assert sticker.message.sticker.emoji == "👍"
            assert place.message.location.latitude == 29.99
            assert edited.edited_message.text == "2人"
            assert blocked.my_chat_member.new_chat_member.status == "kicked"

    trial(body)


async def raised(call):
    try:
        await call
    except (BadRequest, Conflict, Forbidden, RetryAfter) as error:
        return error
    raise AssertionError("nothing was refused")


def test_errors_arrive_as_the_librarys_own(trial):
    async def body(running):
        async with bot_for(running) as bot:
            unclosed = await raised(bot.send_message(LI, "<b>", parse_mode="HTML"))
            assert str(unclosed) == "Can't parse entities: can't find end tag corresponding to start tag \"b\""
            running.sandbox.faults.add("sendMessage", "429", retry_after=7)
            assert str(await raised(bot.send_message(LI, "一"))) == "Flood control exceeded. Retry in 7 seconds"
            running.li.block()
            assert isinstance(await raised(bot.send_message(LI, "一")), Forbidden)

    trial(body)
