"""Updates as Telegram sends them, read as plain data."""

from zoneinfo import ZoneInfo

import pytest
from telegram import Bot, Update

from forms import inputs
from handlers.turn.inbound import PressedButton, SentFile, read

SHANGHAI = ZoneInfo("Asia/Shanghai")
ME = {"id": 5, "is_bot": False, "first_name": "李", "last_name": "示例"}
CHANNEL = {"id": -1, "type": "channel", "title": "x"}
CHAT = {"id": 5, "type": "private", "first_name": "李"}
AT = 1750435199  # 2025-06-20 23:59:59 in Shanghai
FILE = {"file_id": "f", "file_unique_id": "u"}
SMALL, LARGE = (
    {**FILE, "file_id": name, "width": w, "height": w, "file_size": w} for name, w in (("s", 9), ("l", 900))
)


def update(**kind):
    return Update.de_json({"update_id": 1, **kind}, Bot("1:x"))


def message(**content):
    return {"message_id": 7, "date": AT, "chat": CHAT, "from": ME, **content}


def content_of(**content):
    return read(update(message=message(**content)), SHANGHAI).content


def test_a_text_knows_its_day_in_our_zone():
    incoming = read(update(message=message(text="昨天")), SHANGHAI)
    assert incoming.content == inputs.TypedText("昨天", incoming.said_on)
    assert incoming.said_on.isoformat() == "2025-06-20"
    assert (incoming.sender, incoming.chat_id, incoming.message_id) == (5, 5, 7)
    assert (incoming.private, incoming.edited, incoming.sender_name, incoming.album) == (True, False, "李 示例", "")


def test_a_photo_is_its_largest_size_with_album_and_caption():
    taken = content_of(photo=[LARGE, SMALL], media_group_id="77", caption="门头")
    assert taken == SentFile("l", 900, "", "77", "门头", looks_like_picture=True)


def test_an_album_is_known_once_its_photo_is_fetched():
    incoming = read(update(message=message(photo=[LARGE], media_group_id="77")), SHANGHAI)
    assert incoming.holding(inputs.Photo("sha", "77")).album == "album:5:77:"
    assert incoming.holding(inputs.Photo("sha")).album == ""


@pytest.mark.parametrize(
    ("facts", "looks"),
    [
        ({"file_name": "a.png", "mime_type": "image/png"}, True),
        ({"file_name": "IMG_0012.HEIC", "mime_type": "application/octet-stream"}, True),
        ({"mime_type": "image/heic"}, True),
        ({"file_name": "a.pdf", "mime_type": "application/pdf"}, False),
        ({"file_name": "a.xlsx"}, False),
        ({}, False),
    ],
)
def test_a_file_is_fetched_before_anybody_says_what_it_is(facts, looks):
    name = facts.get("file_name", "")
    assert content_of(document={**FILE, "file_size": 3, **facts}) == SentFile("f", 3, name, looks_like_picture=looks)


def test_a_location():
    assert content_of(location={"latitude": 29.99, "longitude": 108.11}) == inputs.Location(29.99, 108.11)


@pytest.mark.parametrize(
    ("kind", "content"),
    [
        ("sticker", {**FILE, "type": "regular", "width": 1, "height": 1, "is_animated": False, "is_video": False}),
        ("voice", {**FILE, "duration": 1}),
        ("audio", {**FILE, "duration": 1}),
        ("video", {**FILE, "width": 1, "height": 1, "duration": 1}),
        ("video_note", {**FILE, "length": 1, "duration": 1}),
        ("contact", {"phone_number": "1", "first_name": "a"}),
        ("dice", {"emoji": "🎲", "value": 1}),
    ],
)
def test_everything_else_is_named(kind, content):
    assert content_of(**{kind: content}) == inputs.Other(kind)


def test_what_nobody_has_thought_of_is_still_something():
    assert content_of() == inputs.Other("other")


def test_a_pressed_button_has_no_day_of_its_own():
    query = {"id": "1", "from": ME, "chat_instance": "1", "data": "token.0", "message": message()}
    incoming = read(update(callback_query=query), SHANGHAI)
    assert incoming.content == PressedButton("token.0", 7)
    assert incoming.said_on is None


def test_a_button_under_a_message_that_is_gone_is_still_answered():
    old = {"message_id": 7, "date": 0, "chat": CHAT}
    query = {"id": "1", "from": ME, "chat_instance": "1", "data": "token.0", "message": old}
    assert read(update(callback_query=query), SHANGHAI).content == PressedButton("token.0", 7)


def test_an_edited_message_is_known_as_one():
    assert read(update(edited_message=message(text="x", edit_date=AT)), SHANGHAI).edited


def test_a_group_is_not_private():
    group = {"id": -5, "type": "supergroup", "title": "南宾所"}
    assert not read(update(message=message(text="x", chat=group)), SHANGHAI).private


@pytest.mark.parametrize(
    "nobodys",
    [
        {"message": {**message(text="x"), "from": {**ME, "is_bot": True}}},
        {"message": {**message(text="x"), "sender_chat": CHANNEL}},
        {
            "channel_post": {
                "message_id": 7,
                "date": AT,
                "chat": {"id": -1, "type": "channel", "title": "x"},
                "text": "x",
            }
        },
        {"poll_answer": {"poll_id": "1", "user": ME, "option_ids": [0], "option_persistent_ids": ["a"]}},
        {"callback_query": {"id": "1", "from": ME, "chat_instance": "1", "inline_message_id": "i", "data": "x"}},
        {"callback_query": {"id": "1", "from": ME, "chat_instance": "1", "message": message(), "game_short_name": "g"}},
    ],
    ids=["a bot", "a channel", "a channel post", "a poll answer", "an inline message", "a game"],
)
def test_what_is_nobodys_message_is_nothing(nobodys):
    assert read(update(**nobodys), SHANGHAI) is None
