"""What is given up of a message that was refused, and in which order."""

import pytest

from bot.run.plainer_messages import made_plain, next_to_give_up

BUTTON = {"text": "提交", "callback_data": "t.0"}
STYLED = {"inline_keyboard": [[{**BUTTON, "style": "success"}, BUTTON]]}
TEXT = {"chat_id": 1, "text": "<pre>1 &lt; 2</pre>\n&amp; 3", "parse_mode": "HTML", "reply_markup": STYLED}
STORED = {"chat_id": 1, "stored": {"field": "photo", "sha256": "a", "name": "2.heic", "number": 2}}
DOCUMENT = {"chat_id": 1, "stored": {"field": "document", "sha256": "a", "name": "企业\0名单.xlsx"}}
QR = {"chat_id": 1, "qr": "https://t.me/x", "caption": "邀请：https://t.me/x", "secret": True}


def given_up(method, payload, said) -> list[str]:
    """All of it, as long as the server goes on saying so."""
    without: list[str] = []
    while (thing := next_to_give_up(method, payload, without, said)) is not None:
        assert thing not in without
        without.append(thing)
        made_plain(method, payload, without)
    return without


@pytest.mark.parametrize(
    ("method", "payload", "said", "order"),
    [
        ("sendMessage", TEXT, "bad request: can't parse entities: x", ["markup", "style", "keyboard"]),
        ("sendMessage", TEXT, "bad request: invalid button style specified", ["style", "keyboard", "markup"]),
        ("sendMessage", TEXT, "bad request: button_data_invalid", ["style", "keyboard", "markup"]),
        ("sendMessage", {"chat_id": 1, "text": "x"}, "bad request: something", []),
        ("sendMessage", TEXT, "bad request: not enough rights to send text messages to the chat", []),
        ("sendPhoto", STORED, "bad request: image_process_failed", ["picture", "name"]),
        ("sendPhoto", STORED, "bad request: file of size 2 bytes is too big for a photo", ["picture"]),
        ("sendPhoto", QR, "bad request: image_process_failed", ["picture", "file"]),
        ("sendPhoto", {"chat_id": 1, "photo": "id"}, "bad request: wrong file identifier", []),
        ("sendDocument", DOCUMENT, "bad request: invalid file name", ["name"]),
        ("sendDocument", DOCUMENT, "request entity too large", []),
        ("leaveChat", {"chat_id": -1}, "bad request: something", []),
    ],
)
def test_each_thing_is_given_up_once_and_it_ends(method, payload, said, order):
    assert given_up(method, payload, said) == order


def test_words_without_markup_are_the_same_words_with_their_buttons():
    assert made_plain("sendMessage", TEXT, ["markup"]) == (
        "sendMessage",
        {"chat_id": 1, "text": "1 < 2\n& 3", "reply_markup": STYLED},
    )


def test_what_only_looks_like_markup_stays():
    assert made_plain("sendMessage", {**TEXT, "text": "a<b && 3 < 5 > 4"}, ["markup"])[1]["text"] == "a<b && 3 < 5 > 4"


def test_buttons_without_style_are_still_buttons_and_then_there_are_none():
    assert made_plain("sendMessage", TEXT, ["style"])[1]["reply_markup"] == {"inline_keyboard": [[BUTTON, BUTTON]]}
    assert "reply_markup" not in made_plain("sendMessage", TEXT, ["style", "keyboard"])[1]
    assert STYLED["inline_keyboard"][0][0]["style"] == "success", "what is kept must not change"


def test_a_picture_becomes_a_file_and_a_file_gets_a_plain_name():
    method, payload = made_plain("sendPhoto", STORED, ["picture"])
    assert (method, payload["stored"]["field"], payload["stored"]["name"]) == ("sendDocument", "document", "2.heic")
    assert made_plain("sendDocument", DOCUMENT, ["name"])[1]["stored"]["name"] == "file.xlsx"


def test_a_qr_code_becomes_its_words_in_the_end():
    assert made_plain("sendPhoto", QR, ["picture"]) == ("sendDocument", QR)
    assert made_plain("sendPhoto", QR, ["picture", "file"]) == ("sendMessage", {"chat_id": 1, "text": QR["caption"]})
