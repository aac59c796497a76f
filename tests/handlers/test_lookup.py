"""What a list of entities says of each: its level under the scheme of the plan at hand, the strictest first."""

import pytest

from campaigns.load import load_pack
from handlers.chatform import entity_offers
from locales import tr
from storage.queries.register.entities import ListedEntity


@pytest.fixture(scope="module")
def pack():
    return load_pack("shizhu-2025")


def found(name, **levels):
    return ListedEntity(1, name, "distributor", levels, (), provisional=False)


def test_of_several_schemes_the_plans_own_is_shown(pack):
    graded_twice = found("康民大药房", four="level1", three="level3")
    assert tr(entity_offers.described(graded_twice, pack)) == "康民大药房 · 经营企业 · 三级"
    assert tr(entity_offers.described(found("康民大药房", four="level1"), pack)) == "康民大药房 · 经营企业"


def test_the_strictest_level_of_the_plan_comes_first_and_no_level_last(pack):
    mixed = [found("甲"), found("乙", three="level1"), found("丙", four="level3"), found("丁", three="level3")]
    assert [one.name for one in entity_offers.strictest_first(mixed, pack)] == ["丁", "乙", "甲", "丙"]


def test_words_in_any_order_and_words_that_sound_the_same_say_why_they_found_it(stage):
    assert "德佑口腔诊所（南宾） · 使用单位 · 一级 · 名称" in stage.do("李示例", "/find 诊所 南宾")
    assert "名称、单位 南宾所" in stage.do("李示例", "/find 和谐 南宾")
    assert "和谐口腔诊所 · 使用单位 · 三级 · 读音相同" in stage.do("李示例", "/find 和协口腔")
    assert "读音相同" in stage.do("李示例", "记检查", "合谐口腔")
