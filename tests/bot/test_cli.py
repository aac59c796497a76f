"""`xiaohao --help` and every subcommand's help: in Chinese, complete, and at once."""

import argparse
import re
import subprocess
import sys
from pathlib import Path

import pytest

from bot.cli import parser as cli

ROOT = Path(__file__).parents[2]
HEAVY = ("telegram", "sqlalchemy", "sqlmodel", "alembic", "aiohttp", "openpyxl", "pydantic", "apscheduler", "holidays")


def commands(parser=None, before=()):
    """Every path of subcommands: (), ("run",), ("campaign", "load"), …"""
    if parser is None:
        cli.speak()
        parser = cli.parser()
    yield before
    for action in parser._actions:
        if isinstance(action, argparse._SubParsersAction):
            for name, sub in action.choices.items():
                yield from commands(sub, (*before, name))


@pytest.mark.parametrize("command", list(commands()), ids=" ".join)
def test_every_help_reads_in_chinese(command, capsys):
    with pytest.raises(SystemExit) as ended:
        cli.main([*command, "--help"])
    shown = re.sub(r"\n {10,}", " ", capsys.readouterr().out)  # long options have their words on the next line
    assert ended.value.code == 0
    assert shown.startswith("用法")
    assert not re.search(r"(?m)^(usage|options|positional)", shown)
    assert "show this help" not in shown
    for option in re.findall(r"(?m)^  (-.*)$", shown):
        assert re.search(r"[一-鿿]", option), f"no Chinese words: {option}"


def test_help_imports_nothing_heavy():
    program = "import sys, bot.cli.parser; bot.cli.parser.speak(); bot.cli.parser.parser(); print(*sys.modules)"
    ended = subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=True)
    loaded = set(ended.stdout.split())
    assert not loaded.intersection(HEAVY)


def test_an_unknown_command_is_refused_in_chinese(capsys):
    with pytest.raises(SystemExit) as ended:
        cli.main(["fly"])
    assert ended.value.code == 2
    assert re.search(r"[一-鿿]", capsys.readouterr().err)


@pytest.mark.parametrize(
    ("written", "sentence"),
    [
        ("[{", "不是人员名单，应与 `xiaohao demo --json` 打印的一样。"),
        ('[{"name": "何示例"}]', "不是人员名单，应与 `xiaohao demo --json` 打印的一样。"),
        (
            '[{"name": "何示例", "role": "boss", "unit": "", "unit_key": "", "telegram_id": 8001}]',
            "没有“boss”这个角色。",
        ),
    ],
)
def test_a_wrong_list_of_people_for_the_sandbox_is_one_sentence(tmp_path, capsys, written, sentence):
    people = tmp_path / "people.json"
    people.write_text(written, "utf-8")
    assert cli.main(["sandbox", "--people", str(people)]) == 1
    told = capsys.readouterr().err
    assert told.endswith(f"{sentence}\n")
    assert told.count("\n") == 1


def test_a_list_of_people_that_is_not_there_is_one_sentence(tmp_path, capsys):
    assert cli.main(["sandbox", "--people", str(tmp_path / "none.json")]) == 1
    assert capsys.readouterr().err.count("\n") == 1
