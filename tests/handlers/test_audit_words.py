"""Every kind of change that the code can write into the audit is called something on screen."""

import ast
import re
from pathlib import Path

import pytest

from campaigns.load import load_pack
from handlers.audit.audit_values import FieldValues
from handlers.audit.audit_words import nouns, verbs
from locales import tr
from tests.handlers.stage import ZONE

ROOT = Path(__file__).parents[2]
ACTION = re.compile(r"([a-z_]+)\.([a-z_]+)")
STEPS = ("rectified", "closed", "returned", "extended", "voided")
OF_ENTITIES = re.compile(r"(?<!\.)\bnote\(session, by, \"([a-z_]+)\", (?:entity\.id|entity_id|row\.id)")


def told_in(file):
    """The constants that are an action: arguments of `note` and its like, anywhere below `storage/queries`."""
    tree = ast.parse(file.read_text("utf-8"))
    near = tree if "queries" in file.parts else None
    calls = [node for node in ast.walk(tree) if isinstance(node, ast.Call) and _name(node.func) in ("note", "Change")]
    for node in [near] if near else calls:
        for part in ast.walk(node):
            if isinstance(part, ast.Constant) and isinstance(part.value, str) and ACTION.fullmatch(part.value):
                yield part.value


def _name(function):
    return getattr(function, "attr", getattr(function, "id", ""))


def actions():
    files = [file for folder in ("storage/queries", "handlers", "bot") for file in (ROOT / folder).rglob("*.py")]
    found = {action for file in files for action in told_in(file)}
    found |= {f"risk_item.{step}" for step in STEPS} | {"campaign.running", "campaign.ended"}
    found |= {f"{noun}.{how}" for noun in ("inspection", "event") for how in ("correct", "void")}  # of `corrections`
    for file in ("register_entity_rows.py", "entity_changes.py"):
        text = (ROOT / "storage/queries/register" / file).read_text("utf-8")
        found |= {f"entity.{what}" for what in OF_ENTITIES.findall(text)}
    return found - {"focus.tags"}  # a key of a pack


def test_every_action_in_the_code_has_words():
    parts = [action.split(".") for action in actions()]
    assert [(noun, verb) for noun, verb in parts if noun not in nouns() or verb not in verbs(noun)] == []


def test_the_search_for_actions_finds_them():
    assert {"inspection.correct", "person.erase", "unit.merge", "entity.level", "risk_item.closed"} <= actions()
    assert len(actions()) > 60


@pytest.mark.parametrize(
    ("field", "value", "words"),
    [
        ("worked", False, "否"),
        ("due", "2025-07-04", "2025年7月4日"),
        ("voided_at", "2025-06-20T01:05:00Z", "6月20日 09:05"),
        ("entity_fine", 1_500_000, "1.50万元"),
        ("level", "level3", "三级"),
        ("kind", "county", "县局"),
        ("key", "level_setting:2025", "确定监管级别并公布"),
        ("deadline", "level_setting", "确定监管级别并公布"),
        ("findings", [["expired", "冷藏柜"], ["expired", ""]], "冷藏柜"),
        ("moved", {"inspection": 2}, "检查 2"),
        ("outcome", "dropped_from_the_plan", "dropped_from_the_plan"),
        ("closed_on", None, "—"),
    ],
)
def test_a_value_is_told_in_the_plans_words(field, value, words):
    told = FieldValues([load_pack("shizhu-2025")], ZONE).told(field, value, {"scheme": "three"})
    assert words in tr(told)


def test_what_lies_beside_a_row_is_told_field_by_field(stage):
    stage.do(
        "李示例",
        "/find 和谐口腔诊所",
        "[和谐口腔诊所 · 使用单位 · 三级 · 名称]",
        "[修改]",
        "[停用联系人]",
        "[停用：萧…]",
    )
    told = stage.do("陈示例", "/audit", "[1]")
    assert "姓名：萧（示例） → —\n职务：质量负责人 → —\n电话：000-0000-0059 → —" in told
