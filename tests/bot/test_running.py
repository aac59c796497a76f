"""`xiaohao run` as a process: one sentence for each wrong setting, one bot a folder, a clean stop."""

import asyncio
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from bot import cli
from sandbox.clock import MovableClock
from sandbox.server import Sandbox
from tests.bot.conftest import MORNING, TOKEN

ROOT = Path(__file__).parents[2]
XIAOHAO = (sys.executable, "-c", "import sys; from bot.cli import main; sys.exit(main())")
"""What the console script does."""
NOBODY_LISTENS = "http://127.0.0.1:9"


def environment(folder, **settings) -> dict[str, str]:
    bare = {name: value for name, value in os.environ.items() if not name.startswith("XIAOHAO_")}
    given = {"XIAOHAO_TOKEN": TOKEN, "XIAOHAO_API_BASE": NOBODY_LISTENS, "XIAOHAO_DATA_DIR": str(folder), **settings}
    return {**bare, "PYTHONPATH": str(ROOT), **{name: value for name, value in given.items() if value is not None}}


@pytest.mark.parametrize(
    ("settings", "sentence"),
    [
        ({"XIAOHAO_TOKEN": "no colon"}, "XIAOHAO_TOKEN"),
        ({"XIAOHAO_API_BASE": "api.telegram.org"}, "XIAOHAO_API_BASE 不能用：应以 http://"),
        ({"XIAOHAO_TIMEZONE": "Asia/Nowhere"}, "XIAOHAO_TIMEZONE 不能用：没有这个时区"),
        ({"XIAOHAO_DATABASE": "xiaohao.db"}, "XIAOHAO_DATABASE 不能用：要以 sqlite:///"),
        ({"XIAOHAO_DATA_DIR": __file__}, "XIAOHAO_DATA_DIR 不能用："),
        ({"XIAOHAO_SECRETS_DIR": "/nowhere"}, "XIAOHAO_SECRETS_DIR 不能用：没有 /nowhere"),
    ],
)
def test_a_wrong_setting_is_one_sentence(tmp_path, monkeypatch, capsys, settings, sentence):
    for name, value in environment(tmp_path, **settings).items():
        monkeypatch.setenv(name, value)
    monkeypatch.chdir(tmp_path)
    assert cli.main(["run"]) == 1
    out, err = capsys.readouterr()
    assert (out, err.count("\n")) == ("", 1)
    assert sentence in err


@pytest.mark.parametrize(
    ("settings", "sentence"),
    [
        ({"XIAOHAO_TOKEN": None}, "XIAOHAO_TOKEN"),
        ({"XIAOHAO_LOCALE": "fr"}, "XIAOHAO_LOCALE is not usable: it is one of zh_Hans_CN, en"),
    ],
)
def test_and_so_it_is_for_who_types_it(tmp_path, settings, sentence):
    given = environment(tmp_path, **settings)
    ended = subprocess.run([*XIAOHAO, "run"], env=given, cwd=tmp_path, capture_output=True, text=True)
    assert (ended.returncode, ended.stdout) == (1, "")
    assert sentence in ended.stderr
    assert ended.stderr.count("\n") == 1


def with_a_server(work, token=TOKEN) -> None:
    async def whole() -> None:
        sandbox = Sandbox(MovableClock(MORNING), [], token)
        address = await sandbox.start()
        try:
            await work(sandbox, address)
        finally:
            await sandbox.stop()

    asyncio.run(whole())


async def bot_process(folder, address) -> asyncio.subprocess.Process:
    pipes = {"stdout": asyncio.subprocess.PIPE, "stderr": asyncio.subprocess.PIPE}
    return await asyncio.create_subprocess_exec(
        *XIAOHAO, "run", env=environment(folder, XIAOHAO_API_BASE=address), cwd=folder, **pipes
    )


def test_a_wrong_token_is_one_sentence_without_the_token(tmp_path):
    async def work(sandbox, address):
        process = await bot_process(tmp_path, address)
        out, err = await process.communicate()
        assert process.returncode == 1
        assert err.decode() == f"{address} 不接受 XIAOHAO_TOKEN，请从 @BotFather 重新复制。\n", err.decode()
        assert TOKEN.encode() not in out + err

    with_a_server(work, token="4242:another")


def test_a_second_bot_on_the_same_folder_says_so_and_the_first_stops_cleanly(tmp_path):
    async def work(sandbox, address):
        first = await bot_process(tmp_path, address)
        while b"@xiaohao_bot" not in await first.stdout.readline():
            assert first.returncode is None
        second = await bot_process(tmp_path, address)
        _, err = await second.communicate()
        assert second.returncode == 1
        assert err.decode() == f"已有一个销号在使用 {tmp_path}，请先停掉那一个。\n", err.decode()
        first.send_signal(signal.SIGTERM)
        _, err = await first.communicate()
        assert first.returncode == 0
        assert b"Traceback" not in err
        assert TOKEN.encode() not in err

    with_a_server(work)


def test_a_server_that_does_not_answer_yet_is_waited_for_and_a_stop_is_heard_meanwhile(tmp_path):
    async def work(sandbox, address):
        process = await bot_process(tmp_path, NOBODY_LISTENS)
        while b"does not answer yet" not in (line := await process.stderr.readline()):
            assert line
        process.send_signal(signal.SIGTERM)
        _, err = await process.communicate()
        assert process.returncode == 0
        assert b"Traceback" not in err
        assert b"Unclosed" not in err

    with_a_server(work)
