"""The inspection form that a pack gives."""

import pytest

from campaigns.inspection_form import inspection_form
from campaigns.load import load_pack


@pytest.fixture(scope="module")
def pack():
    return load_pack("shizhu-2025")


@pytest.fixture(scope="module")
def form(pack):
    return inspection_form(pack)


def test_each_kind_of_entity_has_its_own_points_verbatim(pack, form):
    for checklist, count in zip(pack.checklists, (7, 5), strict=True):
        question = form.question(f"checklist_{checklist.key}")
        assert [(item.key, item.text) for item in question.kind.items] == [
            (item.key, item.text) for item in checklist.items
        ]
        assert len(question.kind.items) == count


def test_kinds_outcomes_and_tags_are_the_packs(form):
    labels = {key: [option.label for option in form.question(key).options] for key in ("kind", "outcome", "tags")}
    assert labels["kind"] == ["日常检查", "飞行检查", "专项检查", "跟踪复查"]
    assert labels["outcome"] == ["未发现问题", "责令改正", "责令停止经营、整改", "立案查处"]
    assert labels["tags"][:3] == ["第三类经营", "第二类经营", "批发"]


def test_a_point_not_met_leads_from_nothing_found_to_an_order_to_correct(form):
    default = form.question("outcome").default
    assert (default.then, default.otherwise) == ("ordered", "no_findings")
