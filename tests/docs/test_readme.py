"""What README tells people to type exists: commands of the terminal, make targets, words of the chat, links."""

import re
import shlex
from datetime import date
from pathlib import Path

import pytest

from bot.cli.parser import parser
from campaigns.load import load_pack
from handlers.turn import routes
from reports.question_words import FiguresAsked, understand

ROOT = Path(__file__).parent.parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
PAGES = [ROOT / "README.md", ROOT / "CHANGELOG.md", *sorted((ROOT / "docs").rglob("*.md"))]
IN_CODE = re.findall(r"^   ([.\w].*)$", README, re.MULTILINE) + re.findall(r"`([^`\n]+)`", README)
COMMANDS = sorted({found[1] for line in IN_CODE if (found := re.search(r"(?:^|/)xiaohao (\S.*)", line))})
TO_TRY = README[README.index("## 先发什么") : README.index("## 接到 Telegram")]
WORDS = sorted(set(re.findall(r"`([^`\n]+)`", TO_TRY)))


@pytest.mark.parametrize("command", COMMANDS)
def test_a_command_of_readme_is_understood(command):
    parser().parse_args(shlex.split(command))


def test_readme_names_the_commands_that_matter():
    assert {"run", "campaign load our-plan.yaml", "invite --role admin"} <= set(COMMANDS)


@pytest.mark.parametrize("word", WORDS)
def test_a_word_to_type_first_is_answered(word):
    routes.load_conversations()
    assert routes.command_in(word) or asks_for_figures(word)


def asks_for_figures(word: str) -> bool:
    pack = load_pack("shizhu-2025")
    units = {name: unit.key for unit in pack.units for name in (unit.name, unit.title)}
    return isinstance(understand(word, units, date(2025, 6, 20), pack.plan_tables[0].periods), FiguresAsked)


def test_every_target_named_is_in_the_makefile():
    made = set(re.findall(r"^([\w./-]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
    assert set(re.findall(r"make ([a-z.][\w./-]*)", README)) <= made


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_links_lead_somewhere(page):
    linked = re.findall(r"\]\(([^)#:]+)\)", page.read_text(encoding="utf-8"))
    assert [link for link in linked if not (page.parent / link).exists()] == []


def test_folders_of_readme_are_those_of_the_package():
    told = set(re.findall(r"^\| `(\w+)/", README, re.MULTILINE))
    assert told - {"tests", "docs"} == {file.parent.name for file in ROOT.glob("*/__init__.py")}


def test_every_decision_is_listed():
    pages = {page.name for page in (ROOT / "docs" / "decisions").glob("0*.md")}
    assert set(re.findall(r"\((0[^)]+)\)", (ROOT / "docs" / "decisions" / "README.md").read_text())) == pages
