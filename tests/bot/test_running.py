"""`xiaohao run` as a process: one sentence for each wrong setting, one bot a folder, a clean stop."""

import asyncio
import os
import re
import shutil
import signal
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from bot.cli import parser
from sandbox.movable_clock import MovableClock
from sandbox.server import Sandbox
from sandbox.world import Person
from tests.bot.conftest import MORNING, TOKEN

ROOT = Path(__file__).parents[2]
XIAOHAO = (sys.executable, "-c", "import sys; from bot.cli.parser import main; sys.exit(main())")
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
    assert parser.main(["run"]) == 1
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


def with_a_server(work, token=TOKEN, people=()) -> None:
    async def whole() -> None:
        sandbox = Sandbox(MovableClock(MORNING), people, token)
        address = await sandbox.start()
        try:
            await work(sandbox, address)
        finally:
            await sandbox.stop()

    asyncio.run(whole())


async def bot_process(folder, address, *command, **settings) -> asyncio.subprocess.Process:
    pipes = {"stdout": asyncio.subprocess.PIPE, "stderr": asyncio.subprocess.PIPE}
    given = environment(folder, XIAOHAO_API_BASE=address, **settings)
    return await asyncio.create_subprocess_exec(*XIAOHAO, *(command or ("run",)), env=given, cwd=folder, **pipes)


async def is_up(process) -> bool:
    """False where it ended instead."""
    async for line in process.stdout:
        if b"@xiaohao_bot" in line:
            return True
    return False


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


IN_USE = re.compile(r"已有一个销号在用这个数据库：主机 \S+，进程 \d+，自 .+。请先停掉那一个。\n")


@pytest.fixture
def folders(tmp_path):
    """Data folders of processes that share one database."""
    made = [tmp_path / name for name in "abc"]
    for folder in made:
        folder.mkdir()
    return made


@pytest.mark.parametrize("new", [True, False])
def test_of_three_that_start_at_once_on_one_database_one_runs_and_the_others_say_who(folders, tmp_path, migrated, new):
    file = tmp_path / "shared.db"
    if not new:
        shutil.copy(migrated, file)

    async def work(sandbox, address):
        shared = {"XIAOHAO_DATABASE": f"sqlite:///{file}"}
        processes = [await bot_process(folder, address, **shared) for folder in folders]
        up = await asyncio.gather(*map(is_up, processes))
        assert sorted(up) == [False, False, True], [await one.stderr.read() for one in processes if one.returncode]
        for process, runs in zip(processes, up, strict=True):
            if runs:
                process.send_signal(signal.SIGTERM)
            _, err = await process.communicate()
            assert process.returncode == (0 if runs else 1), err.decode()
            assert runs or IN_USE.fullmatch(err.decode()), err.decode()

    with_a_server(work)


@pytest.mark.parametrize("elsewhere", [False, True])
def test_after_a_kill_the_next_one_runs_at_once(folders, tmp_path, elsewhere):
    async def work(sandbox, address):
        shared = {"XIAOHAO_DATABASE": f"sqlite:///{tmp_path / 'shared.db'}"}
        killed = await bot_process(folders[0], address, **shared)
        assert await is_up(killed)
        killed.kill()
        await killed.communicate()
        following = await bot_process(folders[elsewhere], address, **shared)
        assert await is_up(following), (await following.stderr.read()).decode()
        following.terminate()
        await following.communicate()

    with_a_server(work)


def test_a_bot_whose_database_another_one_serves_now_ends_and_sends_nothing_more(tmp_path):
    async def work(sandbox, address):
        process = await bot_process(tmp_path, address)
        assert await is_up(process)
        with sqlite3.connect(tmp_path / "xiaohao.db") as db:
            db.execute("UPDATE lease SET holder = 'another', host = 'elsewhere', pid = 7")
        db.close()
        sandbox.person(5).send("/start")
        _, err = await process.communicate()
        assert process.returncode == 1
        assert err.decode().endswith("现在由 elsewhere 上的进程 7 使用这个数据库；本进程停止，不再发送任何消息。\n")
        assert b"Traceback" not in err
        assert not [call for call in sandbox.api.calls if call["method"].startswith("send")]

    with_a_server(work, people=[Person(5, "何示例")])


def test_a_database_is_not_brought_up_to_date_below_a_bot_that_runs(folders, tmp_path):
    file = tmp_path / "shared.db"

    async def work(sandbox, address):
        shared = {"XIAOHAO_DATABASE": f"sqlite:///{file}"}
        running = await bot_process(folders[0], address, **shared)
        assert await is_up(running)
        with sqlite3.connect(file) as db:
            db.execute("UPDATE alembic_version SET version_num = '0001'")
        db.close()
        for folder in folders[:2]:
            process = await bot_process(folder, address, "migrate", **shared)
            _, err = await process.communicate()
            assert process.returncode == 1
            same = f"已有一个销号在使用 {folder}，请先停掉那一个。\n" == err.decode()
            assert same or IN_USE.fullmatch(err.decode()), err.decode()
        with sqlite3.connect(file) as db:
            assert db.execute("SELECT version_num FROM alembic_version").fetchall() == [("0001",)]
        db.close()
        running.terminate()
        await running.communicate()

    with_a_server(work)
