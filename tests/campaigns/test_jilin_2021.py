"""The 吉林 2021 pack against the plan's own words: 22 articles, 480 batches, 2-3 contact points, no dated deadline."""

import re
from datetime import date
from itertools import chain

import pytest

from campaigns.load import load_pack
from campaigns.schema.pack import SetPerCase, Unstated
from tests.campaigns.jilin_2021 import ARTICLES, HEAD, PARTS


@pytest.fixture(scope="module")
def pack():
    return load_pack("jilin-2021")


def squeezed(text):
    return "".join(text.split())


SAYS = {article: squeezed(words) for article, words in ARTICLES.items()}
EVERYTHING = squeezed(HEAD) + "".join(SAYS.values())


def articles_of(source):
    """“一（一）、二（四）” names two articles, 抬头 and 全文 none."""
    return [SAYS[article] for article in source.split("、") if article in SAYS]


def named(parts, key):
    return next(part for part in parts if part.key == key)


# --- head and units --------------------------------------------------------------------------------------


def test_the_head_of_the_plan(pack):
    head, source = squeezed(HEAD), pack.source
    assert head.startswith(f"{pack.issuer}关于印发{pack.title}的通知{pack.number}{source.addressed_to}：")
    assert pack.number == "吉药监械监管〔2021〕66号"
    assert head.endswith(f"{source.printed_by}{source.issued_words}")
    assert (source.issued, source.issued_words) == (date(2021, 4, 12), "2021年4月12日")
    assert (pack.year, pack.first_day, pack.last_day) == (2021, date(2021, 1, 1), date(2021, 12, 31))
    assert pack.phases == ()


def test_the_units_that_the_plan_names_are_its_addressees(pack):
    assert [unit.name for unit in pack.units if unit.named_in_plan] == [
        "吉林省药品监督管理局", "梅河口市市场监督管理局", "各检查分局", "省局相关处室", "相关直属单位",
    ]  # fmt: skip
    for unit in pack.units:
        if unit.named_in_plan:
            assert all(name in EVERYTHING for name in (unit.name, *unit.aliases))


def test_the_cities_behind_each_city_prefecture_and_changbaishan_are_admitted_to_be_ours(pack):
    ours = [unit.name.removesuffix("市场监督管理局") for unit in pack.units if not unit.named_in_plan]
    assert ours == [
        "长春市", "吉林市", "四平市", "辽源市", "通化市", "白山市", "松原市", "白城市", "延边州", "长白山",
    ]  # fmt: skip
    assert "各市（州、长白山）市场监督管理局" in named(pack.unclear, "cities").says


def test_the_documents_it_rests_on_are_cited_in_it(pack):
    for document in pack.documents:
        assert f"《{document.title}》" in EVERYTHING


# --- 22 articles -----------------------------------------------------------------------------------------


def test_every_article_with_its_heading_and_number_verbatim(pack):
    assert [task.source for task in pack.tasks] == list(SAYS)
    for task in pack.tasks:
        article = SAYS[task.source]
        assert article in (f"{task.number}{task.title}。{task.words}", f"{task.number}{task.title}{task.words}")


def test_22_articles_in_six_parts_of_7_5_2_2_3_and_3(pack):
    assert len(pack.tasks) == 22
    assert list(PARTS.values()) == [7, 5, 2, 2, 3, 3]
    assert [task.part for task in pack.tasks] == [part for part, count in PARTS.items() for _ in range(count)]


def test_each_article_stands_in_its_part_under_its_own_number(pack):
    for task in pack.tasks:
        assert task.source == task.part[0] + task.number
    numbers = [task.number[1] for task in pack.tasks]
    assert "".join(numbers) == "一二三四五六七一二三四五一二一二一二三一二三"


def test_every_sentence_that_obliges_stands_in_the_article_it_names(pack):
    pieces = [*pack.duties, *pack.deadlines, *pack.targets, *pack.work_items, pack.close_out, pack.counting]
    for piece in pieces:
        assert squeezed(piece.words) in SAYS[piece.source], piece


def test_every_word_shown_stands_in_the_article_it_names(pack):
    tags = chain.from_iterable(group.tags for group in pack.focus)
    named_after = (pack.entity_kinds, pack.inspection_kinds, pack.outcomes, pack.transfers, pack.events)
    for part in chain(tags, *named_after, pack.risk_sources):
        if part.source:
            assert (part.printed or part.title) in SAYS[part.source], part
    assert [part.key for part in pack.outcomes if not part.source] == ["no_findings", "case"]


def test_the_notes_of_the_focus_groups_and_the_points_are_the_plans(pack):
    for group in pack.focus:
        assert any(group.note in article for article in articles_of(group.source)), group
    for item in chain.from_iterable(checklist.items for checklist in pack.checklists):
        assert item.text in SAYS[item.source], item
        assert item.applies_when in SAYS[item.source]


# --- numbers ---------------------------------------------------------------------------------------------


def test_the_plan_has_two_numbers_480_batches_and_2_to_3_contact_points(pack):
    samples, contacts = pack.targets
    assert (samples.at_least, samples.at_most, samples.unit_of_measure) == (480, None, "批")
    assert (samples.measure, samples.period, samples.each) == ("samples", "year", None)
    assert (contacts.at_least, contacts.at_most, contacts.unit_of_measure) == (2, 3, "个")
    assert contacts.each.unit_kinds == ("city",)
    assert re.findall(r"(\d+)批", EVERYTHING) == ["480"]
    assert re.findall(r"(\d)-(\d)个", EVERYTHING) == [("2", "3")]


def test_samples_of_the_state_do_not_count_as_the_provinces(pack):
    samples, contacts = pack.targets
    assert [where.work_items for where in samples.of] == [("provincial_sampling",)]
    assert [where.work_items for where in contacts.of] == [("contact_point",)]


def test_the_chain_of_a_national_sample(pack):
    sampling = named(pack.work_items, "national_sampling")
    assert sampling.steps == ("抽样实施", "数据录入", "报告书送达", "上传", "不合格产品处置")
    for step in sampling.steps:
        assert step in SAYS["四（一）"]


# --- what is owed when -----------------------------------------------------------------------------------


def test_no_deadline_has_a_day(pack):
    assert re.findall(r"\d+月(?:\d+日|底)?前?", EVERYTHING) == ["4月12日"]
    assert {type(deadline.due) for deadline in pack.deadlines} == {Unstated, SetPerCase}
    for deadline in pack.deadlines:
        said = deadline.due.says if isinstance(deadline.due, Unstated) else deadline.due.set_by
        assert said in SAYS[deadline.source]
    assert "方案未规定" in named(pack.unclear, "no_days").reading


def test_each_city_files_four_papers_a_year_which_the_province_assesses(pack):
    filed = [found for found in pack.deadlines if found.source == "二（二）"]
    assert [found.title for found in filed] == ["工作计划", "工作要点", "监督检查方案", "工作总结"]
    assert "每年报送的" + "、".join(found.title for found in filed[:3]) + "和" + filed[3].title in SAYS["二（二）"]
    for found in filed:
        assert found.due == Unstated(rule="unstated", says="每年", every="year")
        assert (found.owed_by.unit_kinds, found.owed_to.units) == (("city",), ("jilin",))
    assert named(pack.work_items, "filing_assessment").title == "考核评估"


def test_what_is_urgent_is_set_off_by_an_event(pack):
    urgent = {found.key: found.due.event for found in pack.deadlines if getattr(found.due, "says", "") == "及时"}
    assert urgent == {
        "unannounced_results": "unannounced_done", "crime_transfer": "crime_suspected",
        "sampling_results": "samples_handled",
    }  # fmt: skip


# --- checks ----------------------------------------------------------------------------------------------


def test_the_sweep_goes_through_manufacturers_class_by_class(pack):
    classes = [tag for tag in pack.focus[0].tags if tag.key.startswith("class")]
    assert [tag.title for tag in classes] == ["一类生产企业", "二类生产企业", "三类生产企业"]
    assert pack.focus[0].entity_kinds == ("manufacturer",)
    assert named(pack.inspection_kinds, "sweep").title == "风险大排查"


def test_makers_of_sterile_devices_are_asked_what_became_of_last_years_problems(pack):
    items = {item.title: item for item in pack.checklist_for("manufacturer").items if item.applies_when}
    assert list(items) == ["上一年度问题整改", "原材料采购", "特殊工序及关键过程", "灭菌和质量控制"]
    joined = "重点检查" + "、".join(item.text for item in items.values()) + "等"
    assert joined in SAYS["一（五）"]
    assert all(item.may_not_apply for item in items.values())


def test_the_offences_looked_for_in_trade(pack):
    offences = [item.text for item in pack.checklist_for("distributor").items if item.polarity == "yes_is_violation"]
    assert "重点查处" + "、".join(offences) + "等违法违规行为" in SAYS["二（四）"]


def test_repeated_checks_are_to_be_avoided_without_a_number_of_days(pack):
    assert "避免重复检查" in pack.counting.words
    assert pack.counting.warn_repeat_days is None


def test_online_leads_go_from_monitoring_to_exposure(pack):
    assert named(pack.work_items, "online_platform").steps == ("监测", "研判", "分析", "处置")
    assert named(pack.work_items, "online_lead").steps == ("线上监测", "线下调查", "行政约谈", "公开曝光")
    assert "强化线上监测和线下调查，通过行政约谈、公开曝光等措施" in SAYS["二（三）"]
    assert named(pack.deadlines, "online_assessment").due == Unstated(rule="unstated", says="定期")


# --- closing out and escalation --------------------------------------------------------------------------


def test_an_enterprise_is_closed_out_as_a_whole_and_in_the_plans_own_characters(pack):
    assert (pack.close_out.per, pack.close_out.second_person) == ("enterprise", True)
    assert "整改一家消号一家，直至风险消除完毕" in pack.close_out.words
    assert "销号" not in EVERYTHING
    assert "消号" in named(pack.unclear, "closed_out_word").says
    assert pack.close_out.default_due_days is None


def test_the_ladder_against_a_regulator_is_climbed_when_an_interview_did_not_help(pack):
    ladder = [step for step in pack.escalation if step.source == "五（三）"]
    assert [step.title for step in ladder] == ["函件", "约谈", "通报", "考核", "行政告诫"]
    assert "将通过函件、约谈等形式" in SAYS["五（三）"]
    assert "经约谈仍整改不到位的，将利用通报、考核、行政告诫等措施" in SAYS["五（三）"]
    assert {step.when for step in ladder[2:]} == {"经约谈仍整改不到位的"}
    for step in pack.escalation:
        assert step.when in SAYS[step.source]


def test_platforms_have_a_ladder_of_their_own(pack):
    ladder = [step.title for step in pack.escalation if step.against.entity_kinds == ("platform",)]
    assert ladder == ["行政约谈", "公开曝光"]


def test_what_the_plan_leaves_open_is_admitted(pack):
    assert [note.key for note in pack.unclear] == [
        "closed_out_word", "closed_out_when", "closed_out_by", "rectification_due", "no_days", "frequencies",
        "repeated_checks", "contact_point_area", "samples_not_shared_out", "whose_work", "cities", "branches",
        "counties", "two_measures", "adverse_events_of_holders", "reminders",
    ]  # fmt: skip
    assert pack.annexes == pack.tables == pack.plan_tables == pack.self_checks == ()
