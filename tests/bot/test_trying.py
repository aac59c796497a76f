"""`xiaohao try` without the page: which plans are offered, where each keeps its data, changing from one to another."""

import asyncio
import shutil
from contextlib import asynccontextmanager
from datetime import date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from bot.cli.exchange import export
from bot.cli.parser import main
from bot.cli.trial import Trial, say_which
from bot.cli.trial_plans import USUAL, move_in, offered
from bot.console import CommandFailed
from campaigns.load import pack_keys
from sandbox.phone import PATIENCE

FIRE = str(Path(__file__).parents[1] / "campaigns" / "examples" / "fire-2026.yaml")
FIRST = 9_000_000_000_000_001
SHANGHAI = ZoneInfo("Asia/Shanghai")


# --- which plans -----------------------------------------------------------------------------------------


def test_all_plans_of_the_program_are_offered_and_shizhu_is_the_one_to_begin_with():
    plans, plan = offered()
    assert {one.key for one in plans} == set(pack_keys())
    assert (plan.key, plan.label, plan.begins) == (USUAL, "石柱县 2025", datetime(2025, 6, 20, 9, tzinfo=SHANGHAI))


def test_a_file_of_ones_own_is_offered_beside_them_and_called_by_its_name():
    plans, plan = offered(FIRE)
    assert (len(plans), plans[-1]) == (len(pack_keys()) + 1, plan)
    assert plan.label == "示例县 2026（fire-2026.yaml）"


def test_a_workbook_will_do_and_never_shares_its_data_with_the_plan_that_it_was_copied_from(tmp_path):
    file = tmp_path / "许昌.xlsx"
    export("xuchang-2023", file, None)
    plans, plan = offered(str(file))
    assert plan.label == "许昌市 2023（许昌.xlsx）"
    assert sorted({one.key for one in plans} - {plan.key}) == pack_keys()


def test_another_version_of_a_file_begins_with_data_of_its_own(tmp_path):
    file = tmp_path / "fire.yaml"
    keys = set()
    for title in ("甲", "乙"):
        file.write_text(Path(FIRE).read_text("utf-8").replace("title: 2026年", f"title: {title}", 1), "utf-8")
        keys.add(offered(str(file))[1].key)
    assert len(keys) == 2


def test_another_day_is_a_trial_of_its_own_and_the_usual_day_is_not():
    assert offered("xizang-2022", date(2022, 9, 5))[1].key == "xizang-2022-from-2022-09-05"
    assert offered(USUAL, date(2025, 6, 20))[1].key == USUAL


def test_a_day_outside_the_plan_is_allowed_with_a_word(capsys):
    say_which(offered("xizang-2022", date(2023, 1, 4))[1])
    assert "2023-01-04 不在方案期内（2022-03-20 至 2022-11-15）" in capsys.readouterr().out
    say_which(offered("xizang-2022", date(2022, 9, 5))[1])
    assert "不在方案期内" not in capsys.readouterr().out


def test_no_such_plan_is_one_sentence_that_lists_those_there_are(capsys):
    with pytest.raises(CommandFailed, match="xizang-2022"):
        offered("xizang-2023")
    assert main(["try", "xizang-2023", "--no-browser"]) == 1
    assert "没有这个方案或文件" in capsys.readouterr().err


# --- folders ---------------------------------------------------------------------------------------------


def test_a_folder_of_an_older_version_becomes_that_of_shizhu(tmp_path):
    for name in ("fresh", "files", "sandbox"):
        (tmp_path / name).mkdir()
    for name in ("xiaohao.db", "audit-head.json", "lock"):
        (tmp_path / name).write_text(name)
    move_in(tmp_path)
    moved = {"fresh", "files", "sandbox", "xiaohao.db", "audit-head.json"}
    assert {file.name for file in (tmp_path / USUAL).iterdir()} == moved
    assert {file.name for file in tmp_path.iterdir()} == {"lock", USUAL}
    move_in(tmp_path)
    assert {file.name for file in (tmp_path / USUAL).iterdir()} == moved


def test_an_example_that_was_half_made_is_made_anew(tmp_path):
    _, plan = offered(FIRE)
    (tmp_path / "fresh").mkdir()
    (tmp_path / "fresh" / "xiaohao.db").write_bytes(b"half")
    assert plan.prepare(tmp_path) == plan.prepare(tmp_path)


# --- changing --------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def examples(tmp_path_factory):
    """Prepared folders to copy; making them takes seconds."""
    folder = tmp_path_factory.mktemp("examples")
    for wanted in (USUAL, FIRE):
        _, plan = offered(wanted)
        plan.prepare(folder / plan.key)
    return folder


@pytest.fixture
def try_out(examples, tmp_path):
    """`try_out(body)` runs `await body(trial)` on 石柱, beside an own plan about fires; again in the same folder."""
    folder = Path(shutil.copytree(examples, tmp_path / "data"))

    def run(body, wanted=USUAL):
        plans, _ = offered(FIRE)
        (plan,) = [one for one in plans if one.key.startswith("fire" if wanted == FIRE else wanted)]

        async def whole():
            async with asyncio.timeout(PATIENCE), _begun(Trial(folder, plans, plan)) as trial:
                await body(trial)

        asyncio.run(whole())

    return run


@asynccontextmanager
async def _begun(trial):
    await trial.begin(port=0)
    try:
        yield trial
    finally:
        await trial.end(keep=True)


async def heard(trial, words):
    """Waits until the first person is told this."""
    chat = trial.sandbox.world.chats[FIRST]
    while not any(words in line for line in chat.story):
        await trial.sandbox.world.feed.news()
    return chat.story


def the_fire(trial):
    return next(key for key in trial.plans if key.startswith("fire"))


def test_changing_the_plan_changes_people_title_and_clock_and_each_is_found_again_as_it_was_left(try_out):
    async def body(trial):
        await heard(trial, "南宾所二季度")
        trial.sandbox.person(FIRST).send("我的待办")
        await heard(trial, "隐患-2025-0017")
        await trial.sandbox.change_plan(the_fire(trial))
        assert trial.sandbox.title.endswith("消防安全专项检查方案")
        assert trial.sandbox.clock().astimezone(SHANGHAI).date() == trial.plan.first
        told = await heard(trial, "东城派出所")
        assert not any("南宾所" in line for line in told)
        await trial.sandbox.change_plan(USUAL)
        assert trial.sandbox.clock().astimezone(SHANGHAI).date() == date(2025, 6, 20)
        assert any("隐患-2025-0017" in line for line in trial.sandbox.world.chats[FIRST].story)
        trial.sandbox.person(FIRST).send("记检查")
        await heard(trial, "康民大药房（南宾店） · 经营企业")

    try_out(body)


def test_beginning_anew_is_the_chosen_plans_own(try_out):
    async def body(trial):
        await trial.sandbox.change_plan(the_fire(trial))
        await heard(trial, "东城派出所")
        trial.sandbox.person(FIRST).send("期限")
        await trial.sandbox.restart()
        story = await heard(trial, "东城派出所")
        assert "▸ 期限" not in story
        await trial.sandbox.change_plan(USUAL)
        await heard(trial, "南宾所")

    try_out(body)


def test_what_was_done_in_each_plan_is_there_in_the_next_run(try_out):
    async def first(trial):
        await trial.sandbox.change_plan(the_fire(trial))
        await heard(trial, "东城派出所")
        trial.sandbox.person(FIRST).send("期限")
        await heard(trial, "期限")

    async def second(trial):
        assert any("期限" in line for line in trial.sandbox.world.chats[FIRST].story)

    try_out(first)
    try_out(second, FIRE)


def test_a_plan_that_nobody_offers_is_not_found_and_leaves_all_as_it_is(try_out):
    async def body(trial):
        with pytest.raises(LookupError):
            await trial.sandbox.change_plan("nonsense")
        assert trial.sandbox.plan == USUAL

    try_out(body)
