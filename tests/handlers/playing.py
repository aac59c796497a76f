"""Conversations as plain text: `李示例 ▸ 记检查` is done, what the bot says stands below it.

▸ words          typed                          ▸ [提交]        pressed; `[提交]旧` the one before the newest,
▸ 📷 门口         a photo, with a caption                        `[提交]李示例的` on somebody else's screen
▸ 📷×3           an album                        ▸ (改) words    the last text is edited
▸ (贴纸) (语音) (视频) (位置) (空白) (5000字) (文件 a.pdf) (图片文件 a.png) (转发) words (群里) words
▸ (拉进 石柱监管群)   the bot is brought into a group   ▸ (在 石柱监管群) words   said there   ▸ (踢出 石柱监管群)
▸ (表格 企业名单)      a workbook of `registers.py` is sent
⏱ 2025-06-25 09:00   the clock moves there, and the minute's tick comes
▸ (打开链接)           the newest invitation's link is opened; its token reads start=…
→ 刘样例：            what the bot says in somebody else's chat
# and // lines are for the reader
"""

import os
import re
from collections.abc import Callable, Iterable, Iterator
from datetime import datetime
from functools import partial
from pathlib import Path

from tests.handlers.registers import register
from tests.handlers.stage import Stage

DONE = re.compile(r"(\S+) ▸ (.*)")
PRESSED = re.compile(r"\[(.+)\](旧*)(?:(\S+)的)?")
TOKEN = re.compile(r"start=[\w-]{32}")
THINGS = {
    "(语音)": {"voice": {"file_id": "voice-1", "file_unique_id": "v1", "duration": 3}},
    "(视频)": {
        "video": {"file_id": "video-1", "file_unique_id": "w1", "width": 2, "height": 2, "duration": 3},
    },
}


def play(stage: Stage, lines: Iterable[str], after: Callable[[str], None] = lambda line: None) -> Iterator[str]:
    """The lines of people and clock again, each with what followed; the rest of the old text is left out.

    `after` is called with each line that was done, and may look at the stage.
    """
    for line in (line.rstrip("\n") for line in lines):
        if line.startswith(("#", "//")):
            yield line
        elif line.startswith("⏱ "):
            yield line
            yield from said_after(stage, None, partial(stage.tick_at, datetime.fromisoformat(line[2:])))
            after(line)
        elif found := DONE.fullmatch(line):
            who, what = found.groups()
            yield line
            yield from said_after(stage, who, partial(act, stage, who, what))
            after(line)


def assert_as_written(stage: Stage, path: Path, after: Callable[[str], None] = lambda line: None) -> None:
    """The file's conversation, played, reads as the file does; `UPDATE_TRANSCRIPTS=1` writes it anew before."""
    played = "\n".join(play(stage, path.read_text("utf-8").splitlines(), after)) + "\n"
    if os.environ.get("UPDATE_TRANSCRIPTS"):
        path.write_text(played, "utf-8")
    assert played == path.read_text("utf-8")


def said_after(stage: Stage, who: str | None, work: Callable[[], object]) -> Iterator[str]:
    before = {name: len(chat.story) for name, chat in stage.chats.items()}
    work()
    told = {name: chat.story[before.get(name, 0) :] for name, chat in stage.chats.items()}
    if who is not None:
        yield from (TOKEN.sub("start=…", entry) for entry in told.pop(who) if not entry.startswith("▸"))
    for name, entries in told.items():
        if entries:
            yield f"→ {name}："
            yield from (TOKEN.sub("start=…", entry) for entry in entries)


def act(stage: Stage, who: str, what: str) -> None:
    if found := PRESSED.fullmatch(what):
        label, old, of = found.groups()
        stage.press(who, label, back=len(old), of=of)
    else:
        give(stage, who, what)
    stage.settle()


def give(stage: Stage, who: str, what: str) -> None:
    head, _, rest = what.partition(" ")
    match head:
        case "📷":
            stage.send_photos(who, 1, rest)
        case "(贴纸)":
            stage.phones[who].send_sticker()
        case "(位置)":
            stage.phones[who].send_location(29.99, 108.11)
        case "(打开链接)":
            stage.send(who, f"/start {stage.newest_token()}")
        case "(表格":
            name = rest.rstrip(")")
            stage.phones[who].send_document(register(name), f"{name}.xlsx")
        case "(空白)":
            stage.send(who, "   ")
        case "(5000字)":
            stage.send(who, "长" * 5000)
        case "(文件":
            stage.phones[who].send_document(b"%PDF-1.7", rest.rstrip(")"))
        case "(图片文件":
            stage.phones[who].send_document(stage.picture(), rest.rstrip(")"))
        case "(转发)":
            origin = {"type": "hidden_user", "sender_user_name": "别人", "date": int(stage.clock().timestamp())}
            stage.give(who, {"text": rest, "forward_origin": origin})
        case "(改)":
            stage.phones[who].edit(last_text_of(stage, who), rest)
        case "(群里)":
            stage.in_group(who, rest)
        case "(拉进" | "(踢出":
            stage.bring_into_group(who, rest.rstrip(")"), out=head == "(踢出")
        case "(在":
            group, _, words = rest.partition(") ")
            stage.say_in_group(who, group, words)
        case _ if head in THINGS:
            stage.give(who, THINGS[head])
        case _ if head.startswith("📷×"):
            stage.send_photos(who, int(head[2:]), rest)
        case _:
            stage.send(who, what)


def last_text_of(stage: Stage, who: str) -> int:
    chat = stage.chats[who]
    own = [m for m in chat.messages.values() if m["from"]["id"] == chat.person.id and "text" in m]
    return int(own[-1]["message_id"])
