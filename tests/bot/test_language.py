"""XIAOHAO_LOCALE: from the environment or `.env` it reaches what the bot writes, its commands, and the terminal."""

import asyncio
import shutil
import signal
import subprocess

import pytest

from bot.run.commands_shown import shown_to
from sandbox.movable_clock import MovableClock
from sandbox.server import Sandbox
from sandbox.world import Person
from tests.bot.conftest import MORNING, TOKEN
from tests.bot.test_running import XIAOHAO, environment

STRANGER = 77
IN_ENVIRONMENT = ({"XIAOHAO_LOCALE": "en"}, "")
IN_FILE = ({}, "XIAOHAO_LOCALE=en\n")


def set_up(folder, given) -> dict[str, str]:
    settings, file = given
    (folder / ".env").write_text(file)
    return environment(folder, **settings)


@pytest.mark.parametrize("given", [IN_ENVIRONMENT, IN_FILE], ids=["environment", ".env"])
def test_the_running_bot_writes_in_the_language_of_the_house(example, tmp_path, given):
    file, people = example
    shutil.copy(file, tmp_path / "xiaohao.db")
    env = set_up(tmp_path, given)

    async def work(sandbox, address):
        pipes = {"stdout": asyncio.subprocess.PIPE, "stderr": asyncio.subprocess.PIPE}
        here = {**env, "XIAOHAO_API_BASE": address}
        process = await asyncio.create_subprocess_exec(*XIAOHAO, "run", env=here, cwd=tmp_path, **pipes)
        try:
            assert (await process.stdout.readline()).decode().startswith("Running as @xiaohao_bot.")
            officer, stranger = sandbox.person(people[0].telegram_id), sandbox.person(STRANGER)
            officer.send("/start")
            assert (await officer.reply(containing="officer")).text
            stranger.send("你好")
            assert (await stranger.reply(containing="You have not joined yet")).text
        finally:
            process.send_signal(signal.SIGTERM)
            await process.communicate()
        return [call["params"] for call in sandbox.api.calls if call["method"].lower() == "setmycommands"]

    told = with_phones(people[:1], work)
    assert any("Log inspection" in str(call) and not call.get("language_code") for call in told), told


def with_phones(people, work):
    async def whole():
        known = [*(Person(one.telegram_id, one.name) for one in people), Person(STRANGER, "陌生人")]
        sandbox = Sandbox(MovableClock(MORNING), known, TOKEN)
        address = await sandbox.start()
        try:
            return await work(sandbox, address)
        finally:
            await sandbox.stop()

    return asyncio.run(whole())


@pytest.mark.parametrize("given", [IN_ENVIRONMENT, IN_FILE], ids=["environment", ".env"])
def test_the_terminal_speaks_the_language_of_the_house(tmp_path, given):
    ended = subprocess.run(
        [*XIAOHAO, "campaign", "check", "nothing"],
        env=set_up(tmp_path, given),
        cwd=tmp_path,
        capture_output=True,
        text=True,
    )
    assert "there is no such plan or file" in ended.stdout
    assert ended.stderr == "1 mistake.\n"


def test_a_wrong_setting_is_told_in_the_language_of_the_house(tmp_path):
    given = environment(tmp_path, XIAOHAO_LOCALE="en", XIAOHAO_TIMEZONE="Asia/Nowhere")
    ended = subprocess.run([*XIAOHAO, "run"], env=given, cwd=tmp_path, capture_output=True, text=True)
    assert ended.stderr.startswith("XIAOHAO_TIMEZONE is not usable: there is no such time zone")


def test_commands_are_shown_in_the_language_of_the_house_and_to_others_in_their_own():
    assert shown_to("zh_Hans_CN") == {"": "zh_Hans_CN", "en": "en"}
    assert shown_to("en") == {"": "en", "zh": "zh_Hans_CN"}
