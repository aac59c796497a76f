"""The register's kinds: what the plans in force name, and always the four of medical devices."""

from pathlib import Path

from campaigns.load import load_pack
from campaigns.register_kinds import register_kinds


def test_a_plan_about_two_kinds_leaves_room_for_the_others():
    known = register_kinds([load_pack("shizhu-2025")])
    assert list(known.values()) == ["经营企业", "使用单位", "生产企业", "第三方平台"]


def test_before_any_plan_the_four_are_known():
    assert list(register_kinds([])) == ["manufacturer", "distributor", "user", "platform"]


def test_a_plan_about_something_else_brings_only_its_own():
    known = register_kinds([load_pack(str(Path(__file__).parent / "examples/fire-2026.yaml"))])
    assert not known.keys() & {"manufacturer", "distributor", "user", "platform"}
