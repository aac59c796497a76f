"""docs/campaigns.md is true: its example is a whole plan in the notice's own words, its other snippets fit into it."""

import re
import shlex
from pathlib import Path

import pytest
import yaml

from bot.cli.parser import parser
from campaigns.load import PackError, pack_keys, parse
from campaigns.schema.pack import Pack
from campaigns.schema.pack_parts import pieces
from reports.catalog.blank_forms_of_plan import official_forms

PAGE = (Path(__file__).parents[2] / "docs" / "campaigns.md").read_text("utf-8")
EXAMPLE, _, OTHERS = PAGE.partition("## 还有哪些写法")
IN_YAML = re.compile(r"^```yaml\n(.*?)^```$", re.MULTILINE | re.DOTALL)
PLAN = "\n".join(IN_YAML.findall(EXAMPLE))
NOTICE = "".join(re.findall(r"^> ?(.*)$", EXAMPLE, re.MULTILINE))
OURS = {"未发现问题", "日常检查"}  # words that the notice does not have: the page says so, or they need no source


@pytest.fixture(scope="module")
def plan() -> Pack:
    return parse(PLAN, "我们的方案.yaml")


def test_the_example_is_a_plan_without_mistakes(plan):
    assert (plan.key, len(plan.deadlines), len(plan.targets), len(plan.unclear)) == ("lenses-2026", 3, 2, 2)


def test_obliging_sentences_and_points_are_the_notices_own(plan):
    quoted = [words for _, piece in pieces(plan) if (words := getattr(piece, "words", ""))]
    quoted += [item.text.removeprefix("购进渠道") for item in plan.checklists[0].items]
    quoted += [item.text for item in plan.self_checks[0].items]
    quoted += [plan.printed, plan.number, plan.issuer, plan.source.addressed_to, plan.self_checks[0].pledge]
    quoted += [column.title for form in (*plan.self_checks, *plan.tables) for column in form.columns]
    quoted += [row.title for row in plan.tables[0].rows]
    assert [words for words in quoted if words not in NOTICE] == []


def test_the_examples_annexes_become_forms(plan):
    assert [(form.name, form.annexed) for form in official_forms(plan)] == [
        ("附件1 自查表", True),
        ("附件2 检查情况统计表", True),
    ]


@pytest.mark.parametrize("snippet", IN_YAML.findall(OTHERS), ids=lambda text: text.split(":")[0])
def test_another_way_to_write_fits_into_the_example(snippet):
    changed = yaml.safe_load(PLAN) | yaml.safe_load(snippet)
    assert parse(yaml.safe_dump(changed, allow_unicode=True), "我们的方案.yaml")


def test_the_mistake_shown_is_the_one_that_is_reported():
    shown = re.search(r"^```text\n(.*?)\n```$", EXAMPLE, re.MULTILINE | re.DOTALL)[1]
    with pytest.raises(PackError) as caught:
        parse(PLAN.replace("title: 自查阶段", "titel: 自查阶段"), "我们的方案.yaml")
    assert shown in str(caught.value)


@pytest.mark.parametrize("command", sorted(set(re.findall(r"`xiaohao (\S[^`]*)`", PAGE))))
def test_a_command_of_the_page_is_understood(command):
    parser().parse_args(shlex.split(command))


def test_the_plans_named_are_there():
    named = set(re.findall(r"`([a-z]+-20\d\d)`", PAGE))
    assert named <= set(pack_keys())


def test_the_parts_named_in_the_table_exist():
    table = PAGE.partition("## 先把通知读一遍")[2].partition("## 例子")[0]
    named = set(re.findall(r"`([a-z_]+)`", table)) - {"words"}
    assert named <= set(Pack.model_fields)
