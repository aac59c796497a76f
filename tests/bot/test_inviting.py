"""Links on the terminal and in a chat, over HTTP as in earnest: the first one, `xiaohao invite`, the picture."""

import asyncio
import json
import re
import signal

import pytest
import segno

from bot import qr
from bot.cli import parser
from sandbox.movable_clock import MovableClock
from sandbox.server import Sandbox
from sandbox.world import Person
from tests.bot.conftest import MORNING, TOKEN
from tests.bot.test_running import NOBODY_LISTENS, bot_process

LINK = re.compile(rb"https://t\.me/xiaohao_bot\?start=([\w-]{32})\n")


@pytest.fixture
def here(tmp_path, monkeypatch):
    """The command line in an empty folder, without a token."""
    monkeypatch.setenv("XIAOHAO_DATA_DIR", str(tmp_path / "data"))
    monkeypatch.setenv("XIAOHAO_API_BASE", NOBODY_LISTENS)
    monkeypatch.delenv("XIAOHAO_TOKEN", raising=False)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_on_an_empty_database_an_administrator_needs_no_unit(here, capsys):
    assert parser.main(["invite", "--role", "admin"]) == 0
    shown = capsys.readouterr().out
    assert shown.startswith("管理员 · 第一位：把它发给本人，只能用一次，72 小时内有效。\n/start ")
    assert re.search(r"/start [\w-]{32}\n", shown)


@pytest.mark.parametrize(
    ("asked", "sentence"),
    [
        (["--role", "officer"], "还没有单位。请先让管理员加入：xiaohao invite --role admin"),
        (["--role", "officer", "--unit", "某所"], "没有单位“某所”。"),
        (["--role", "enterprise"], "企业联系人只对应一家企业，请加上 --entity 名称。"),
        (["--role", "enterprise", "--entity", "某店"], "没有唯一一家叫“某店”的企业。"),
    ],
)
def test_what_cannot_be_invited_is_one_sentence(here, capsys, asked, sentence):
    assert parser.main(["invite", *asked]) == 1
    assert capsys.readouterr().err == f"{sentence}\n"


def test_an_invitation_as_json(here, capsys):
    assert parser.main(["demo", "shizhu-2025"]) == 0
    capsys.readouterr()
    assert parser.main(["invite", "--role", "officer", "--unit", "南宾所", "--json"]) == 0
    made = json.loads(capsys.readouterr().out)
    assert (made["role"], made["into"], made["link"]) == ("officer", "南宾所", None)
    assert re.fullmatch(r"/start [\w-]{32}", made["start"])


def test_run_on_an_empty_database_prints_one_link_and_its_picture_anew_after_a_restart(tmp_path):
    async def work(sandbox, address) -> None:
        first = await started(tmp_path, address)
        second = await started(tmp_path, address)
        assert first != second
        officer = sandbox.person(8001)
        process = await bot_process(tmp_path, address)
        third = (await link_of(process)).decode()
        officer.send(f"/start {first.decode()}")
        await officer.reply(containing="链接无效或已使用")
        officer.send("你好")
        await officer.reply(containing="您还没有加入")
        officer.send(f"/start {third}")
        await officer.reply(containing="第一位管理员")
        for said, asked in (("", "您的姓名"), ("何示例", "您的职务"), ("科员", "最上面的单位"), ("某县局", "哪类单位")):
            officer.send(said) if said else officer.press("加入")
            await officer.reply(containing=asked)
        officer.press("县局")
        await officer.reply(containing="核对一下")
        officer.press("提交")
        await officer.reply(containing="欢迎，何示例")
        process.send_signal(signal.SIGTERM)
        await process.communicate()
        assert await printed_at_start(tmp_path, address) == ["正在运行：@xiaohao_bot。按 Ctrl-C 停止。"]

    with_people(work)


async def started(folder, address) -> bytes:
    process = await bot_process(folder, address)
    token = await link_of(process)
    process.send_signal(signal.SIGTERM)
    await process.communicate()
    return token


async def link_of(process) -> bytes:
    """Reads until the link, then its picture: half blocks, as wide as the code is."""
    while not (found := LINK.search(line := await process.stdout.readline())):
        assert line, (await process.stderr.read()).decode()
    drawn = [(await process.stdout.readline()).decode().rstrip("\n") for _ in range(20)]
    assert drawn == qr.in_terminal(f"https://t.me/xiaohao_bot?start={found[1].decode()}").split("\n")[:20]
    return found[1]


async def printed_at_start(folder, address) -> list[str]:
    process = await bot_process(folder, address)
    line = (await process.stdout.readline()).decode().rstrip("\n")
    process.send_signal(signal.SIGTERM)
    out, _ = await process.communicate()
    return [line, *out.decode().splitlines()]


def with_people(work) -> None:
    async def whole() -> None:
        sandbox = Sandbox(MovableClock(MORNING), [Person(8001, "何示例")], TOKEN)
        address = await sandbox.start()
        try:
            await work(sandbox, address)
        finally:
            await sandbox.stop()

    asyncio.run(whole())


def test_the_picture_travels_over_http_and_the_secret_is_gone_once_it_was_sent(office):
    async def body(office) -> None:
        office.admin.send("/invite")
        await office.admin.reply(containing="哪个单位")
        for button, asked in (("南宾所", "什么角色"), ("监管人员", "核对一下"), ("提交", "邀请已生成")):
            office.admin.press(button)
            await office.admin.reply(containing=asked)
        shown = await office.admin.reply(containing="t.me")
        link = re.search(r"https://\S+", shown.text)[0]
        assert shown.file == qr.picture(link)
        await office.all_sent()
        token = link.partition("=")[2]
        assert not office.rows("SELECT 1 FROM outbox WHERE payload LIKE ?", f"%{token}%")
        assert not office.rows("SELECT 1 FROM invitation WHERE token_hash LIKE ?", f"%{token}%")

    office(body)


def test_a_picture_is_the_code_with_ten_pixels_a_module_and_four_modules_around():
    link = "https://t.me/xiaohao_bot?start=" + "a" * 32
    code = segno.make(link, error="m", micro=False)
    width = int.from_bytes(qr.picture(link)[16:20], "big")
    assert width == (len(code.matrix) + 8) * 10
    assert code.error == "M" or code.error in "QH"  # never less
