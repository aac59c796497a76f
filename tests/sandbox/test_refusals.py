"""The sandbox refuses what Telegram refuses, in Telegram's words."""

import io

import pytest

LI = 9000000000000001
PRESS = {"inline_keyboard": [[{"text": "提交", "callback_data": "a.1", "style": "success"}]]}


def keyboard(**button):
    return {"inline_keyboard": [[button]]}


SENDING = [
    ({"text": "字" * 4097}, "message is too long"),
    ({"text": "👍" * 2049}, "message is too long"),
    ({"text": ""}, "message text is empty"),
    ({"text": " \n "}, "text must be non-empty"),
    ({"text": "x", "parse_mode": "Wiki"}, "unsupported parse_mode"),
    ({"text": "a<x>b", "parse_mode": "HTML"}, 'can\'t parse entities: Unsupported start tag "x" at byte offset 1'),
    ({"text": "字" * 20_000}, "text is too long"),
    ({"text": "x", "reply_markup": keyboard(text="提交", callback_data="d" * 65)}, "BUTTON_DATA_INVALID"),
    (
        {"text": "x", "reply_markup": keyboard(text="", callback_data="d")},
        "inline keyboard button text must be non-empty",
    ),
    (
        {"text": "x", "reply_markup": keyboard(text="提交")},
        "can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard",
    ),
    (
        {"text": "x", "reply_markup": keyboard(text="提交", callback_data=7)},
        'can\'t parse inline keyboard button: Field "callback_data" must be of type String',
    ),
    (
        {"text": "x", "reply_markup": keyboard(text="提交", callback_data="d", style="green")},
        "can't parse inline keyboard button: invalid button style specified",
    ),
    ({"text": "x", "reply_markup": "{"}, "can't parse reply keyboard markup JSON object"),
    ({"text": "x", "reply_markup": "[]"}, "object expected as reply markup"),
    ({"text": "x", "reply_markup": {"keyboard": ["记检查"]}}, 'field "keyboard" must be an Array of Arrays'),
    ({"text": "x", "reply_markup": {"keyboard": [[""]]}}, "keyboard button text must be non-empty"),
    ({"text": "x", "chat_id": 7}, "chat not found"),
    ({"text": "x", "chat_id": "nobody"}, "chat not found"),
    ({"text": "x", "chat_id": ""}, "chat_id is empty"),
    ({"text": "x", "reply_parameters": {"message_id": 99}}, "message to be replied not found"),
    ({"text": "x", "reply_parameters": [1]}, "object expected as reply parameters"),
]


@pytest.mark.parametrize(("params", "reason"), SENDING, ids=[reason[:60] for _, reason in SENDING])
def test_a_text_that_telegram_refuses_is_refused(trial, params, reason):
    async def body(running):
        assert await running.refusal("sendMessage", **{"chat_id": LI, **params}) == f"400 Bad Request: {reason}"
        assert running.li.messages == []

    trial(body)


def test_the_longest_allowed_things_are_accepted(trial):
    async def body(running):
        text = "👍" * 2048
        markup = keyboard(text="提交", callback_data="d" * 64)
        message = await running.result("sendMessage", chat_id=LI, text=text, reply_markup=markup)
        assert message["text"] == text
        many = {"inline_keyboard": [[{"text": "甲", "callback_data": "d"}] * 4] * 25}
        await running.result("sendMessage", chat_id=LI, text="百", reply_markup=many)
        many["inline_keyboard"].append([{"text": "甲", "callback_data": "d"}])
        refused = await running.refusal("sendMessage", chat_id=LI, text="百", reply_markup=many)
        assert refused == "400 Bad Request: reply markup is too long"
        await running.result("sendMessage", chat_id=LI, text="空", reply_markup={"inline_keyboard": []})

    trial(body)


def test_an_edit_that_telegram_refuses_is_refused(trial):
    async def body(running):
        said = await running.result("sendMessage", chat_id=LI, text="一", reply_markup=PRESS)
        place = {"chat_id": LI, "message_id": said["message_id"]}
        same = await running.refusal("editMessageText", **place, text="一", reply_markup=PRESS)
        assert same == (
            "400 Bad Request: message is not modified: specified new message content and reply markup are exactly "
            "the same as a current content and reply markup of the message"
        )
        unknown = await running.refusal("editMessageText", chat_id=LI, message_id=99, text="二")
        assert unknown == "400 Bad Request: message to edit not found"
        theirs = running.li.send("我的")
        foreign = await running.refusal("editMessageText", chat_id=LI, message_id=theirs, text="二")
        assert foreign == "400 Bad Request: message can't be edited"
        assert await running.refusal("editMessageText", text="二") == (
            "400 Bad Request: message identifier is not specified"
        )
        assert await running.refusal("editMessageCaption", **place, caption="二") == (
            "400 Bad Request: there is no caption in the message to edit"
        )
        await running.result("editMessageReplyMarkup", **place)
        again = await running.refusal("editMessageReplyMarkup", **place)
        assert "message is not modified" in again

    trial(body)


def test_an_edit_without_buttons_takes_them_away(trial):
    async def body(running):
        said = await running.result("sendMessage", chat_id=LI, text="一", reply_markup=PRESS)
        edited = await running.result("editMessageText", chat_id=LI, message_id=said["message_id"], text="一")
        assert "reply_markup" not in edited
        assert running.li.last.buttons == []

    trial(body)


def test_deleting_needs_a_message_that_is_there_and_young(trial):
    async def body(running):
        said = await running.result("sendMessage", chat_id=LI, text="一")
        place = {"chat_id": LI, "message_id": said["message_id"]}
        assert await running.result("deleteMessage", **place) is True
        assert await running.refusal("deleteMessage", **place) == "400 Bad Request: message to delete not found"
        old = await running.result("sendMessage", chat_id=LI, text="二")
        await running.post("/try/clock", by_minutes=48 * 60 + 1)
        refused = await running.refusal("deleteMessage", chat_id=LI, message_id=old["message_id"])
        assert refused == "400 Bad Request: message can't be deleted for everyone"

    trial(body)


def test_a_pressed_button_is_answered_once(trial):
    async def body(running):
        await running.result("sendMessage", chat_id=LI, text="核对一下", reply_markup=PRESS)
        running.li.press("提交")
        query = (await running.updates())[0]["callback_query"]
        assert query["data"] == "a.1"
        assert query["message"]["text"] == "核对一下"
        too_long = await running.refusal("answerCallbackQuery", callback_query_id=query["id"], text="字" * 201)
        assert too_long == "400 Bad Request: MESSAGE_TOO_LONG"
        assert await running.result("answerCallbackQuery", callback_query_id=query["id"]) is True
        assert await running.refusal("answerCallbackQuery", callback_query_id=query["id"]) == (
            "400 Bad Request: query is too old and response timeout expired or query ID is invalid"
        )

    trial(body)


def test_a_person_who_blocked_the_bot_gets_nothing_until_they_unblock(trial):
    async def body(running):
        running.li.block()
        change = (await running.updates())[0]["my_chat_member"]
        assert change["new_chat_member"]["status"] == "kicked"
        refused = await running.refusal("sendMessage", chat_id=LI, text="催办")
        assert refused == "403 Forbidden: bot was blocked by the user"
        running.li.block(False)
        await running.result("sendMessage", chat_id=LI, text="催办")

    trial(body)


def test_a_wrong_token_and_an_unknown_method_are_refused(trial):
    async def body(running):
        async with running.http.get(f"{running.address}/bot1:wrong/getMe") as answer:
            assert (answer.status, await answer.json()) == (
                401,
                {"ok": False, "error_code": 401, "description": "Unauthorized"},
            )
        assert await running.refusal("sendRichMessage", chat_id=LI) == "404 Not Found"
        assert (await running.result("getme"))["username"] == "xiaohao_bot"

    trial(body)


def test_captions_and_files_have_their_limits(trial, png):
    async def body(running):
        sent = running.li.send_document(b"x" * (20 * 1024 * 1024 + 1), "大.bin")
        big = running.sandbox.world.chats[LI].messages[sent]["document"]["file_id"]
        assert await running.refusal("getFile", file_id=big) == "400 Bad Request: file is too big"
        assert await running.refusal("getFile", file_id="nothing") == "400 Bad Request: invalid file_id"
        again = await running.result("sendDocument", chat_id=LI, document=big, caption="字" * 1024)
        assert again["document"]["file_name"] == "大.bin"
        too_long = await running.refusal("sendDocument", chat_id=LI, document=big, caption="字" * 1025)
        assert too_long == "400 Bad Request: message caption is too long"
        assert await running.refusal("sendPhoto", chat_id=LI) == "400 Bad Request: there is no photo in the request"
        assert await running.refusal("sendPhoto", chat_id=LI, photo="AgAC") == (
            "400 Bad Request: wrong file identifier/HTTP URL specified"
        )
        assert await running.refusal("sendLocation", chat_id=LI, latitude=30) == "400 Bad Request: longitude is empty"

    trial(body)


def test_an_upload_over_50_mb_is_refused(trial):
    async def body(running):
        form = {"chat_id": str(LI), "document": io.BytesIO(b"x" * (51 * 1024 * 1024))}
        async with running.http.post(f"{running.address}/bot42:test-token/sendDocument", data=form) as answer:
            assert (answer.status, (await answer.json())["description"]) == (413, "Request Entity Too Large")

    trial(body)
