"""Plans of kinds that are not among the five are written as data alone; no line of code knows of them."""

from datetime import date
from textwrap import dedent

import pytest

from campaigns.load import PackError, parse

FIRE = """
key: fire-2026
year: 2026
title: 2026年冬春火灾防控检查计划
issuer: 某县消防救援大队
units:
  - {key: county, kind: county, name: 某县消防救援大队}
  - {key: east, kind: station, parent: county, name: 东城派出所}
  - {key: west, kind: station, parent: county, name: 西城派出所}
entity_kinds:
  - {key: mall, title: 商场市场}
  - {key: hotel, title: 宾馆饭店}
  - {key: high_rise, title: 高层建筑}
inspection_kinds: [{key: double_random, title: 双随机抽查}, {key: hours, title: 营业时间检查}]
outcomes: [{key: fine, title: 未发现隐患, findings: false}, {key: notice, title: 责令限期改正, findings: true}]
checklists:
  - key: exits
    title: 检查要点
    entity_kind: mall
    basis: 依据计划第三条整理
    items: [{key: exits, title: 疏散通道, text: 疏散通道、安全出口是否畅通, polarity: yes_is_compliant}]
targets:
  - {key: malls, target: frequency, title: 商场市场, of: [{entity_kinds: [mall]}], at_least: 1, at_most: 2, every: 1,
     period: half_year, words: 每半年检查不少于一次、不超过两次, source: 三}
  - {key: drawn, target: share, title: 抽查, of: [{entity_kinds: [hotel, high_rise]}], drawn: true,
     bands: [{first: 20, percent: 100}, {percent: 30}], words: 不足20家全覆盖，超出部分30%, source: 三}
  - {key: days_east, target: budget, title: 东城派出所检查工作日, by: {units: [east]}, working_days: 120.5,
     words: 东城派出所监督检查120.5个工作日, source: 附件}
close_out: {per: enterprise, second_person: true, due_required: true, default_due_days: 10,
  default_due_counted: working_days, evidence: [{key: photo, title: 整改后照片}], words: 逐家销案, source: 四}
"""

FOOD = """
key: food-2025
year: 2025
starts: 2025-12-01
ends: 2026-02-28
title: 元旦春节食品安全专项检查方案
issuer: 某市市场监督管理局
units: [{key: city, kind: city, name: 某市市场监督管理局}, {key: a, kind: county, parent: city, name: 甲县局}]
entity_kinds: [{key: restaurant, title: 餐饮单位}, {key: maker, title: 食品生产企业}]
inspection_kinds: [{key: daily, title: 日常检查}]
outcomes: [{key: clean, title: 合格, findings: false}, {key: found, title: 不合格, findings: true}]
phases:
  - {key: before, title: 节前, start: 2025-12-01, end: 2026-01-31}
  - {key: during, title: 节中, start: 2026-01-15, end: 2026-02-23}
events: [{key: sample_failed, title: 抽检不合格报告送达}]
deadlines:
  - {key: monthly, title: 月报, owed_by: {unit_kinds: [county]}, owed_to: {units: [city]}, fulfilled_by: [numbers],
     due: {rule: every, every: month, day: 5, later: 1}, words: 每月5日前报送上月情况, source: 五}
  - {key: summary, title: 总结, owed_by: {unit_kinds: [county]}, due: {rule: after, days: 10, counted: calendar_days,
     phase: during}, words: 节后10日内, source: 五}
  - {key: draft, title: 总结初稿, owed_by: {unit_kinds: [county]}, due: {rule: before, days: 3, counted: working_days,
     deadline: summary}, words: 提前3个工作日, source: 五}
  - {key: recall, title: 下架召回, owed_by: {entity_kinds: [maker]}, due: {rule: after, days: 3, counted: working_days,
     event: sample_failed}, words: 3个工作日内, source: 四}
  - {key: january, title: 一月底报告, owed_by: {unit_kinds: [county]}, due: {rule: end_of, period: month, number: 1,
     year: 2026}, words: 1月底前, source: 五}
annexes: [{key: numbers, title: 情况统计表, listed: 附件1, printed: 附件1}, {key: photos, title: 照片集, listed: 附件2}]
tables:
  - key: numbers
    title: 情况统计表
    each_row: condition
    stub: [指标, 单位]
    stub_columns: 2
    row_heads: [{key: checks, title: 检查}]
    columns:
      - {key: restaurants, title: 餐饮, where: {entity_kinds: [restaurant]}}
      - {key: all, title: 合计, adds: [restaurants]}
    rows:
      - {key: people, under: [checks], title: 出动人次, unit_of_measure: 人次, measure: people}
      - {key: visits, under: [checks], title: 检查家次, unit_of_measure: 家次, measure: visits}
      - {key: ordered, under: [checks], title: 其中：责令改正, measure: ordered_visits, part_of: visits}
close_out: {per: item, second_person: false, words: 立行立改, source: 四}
"""


def plan(text):
    return parse(dedent(text), "mine.yaml")


def complaints(text):
    with pytest.raises(PackError) as caught:
        plan(text)
    return str(caught.value)


def test_a_fire_campaign_with_its_own_kinds_of_entities():
    fire = plan(FIRE)
    assert [kind.title for kind in fire.entity_kinds] == ["商场市场", "宾馆饭店", "高层建筑"]
    assert fire.checklist_for("mall").items[0].title == "疏散通道"
    malls, drawn, days = fire.targets
    assert (malls.at_least, malls.at_most, malls.period) == (1, 2, "half_year")
    assert str(days.working_days) == "120.5"
    assert [drawn.wanted(members) for members in (0, 19, 20, 21, 30)] == [0, 19, 20, 21, 23]
    assert (fire.close_out.per, fire.close_out.default_due_counted) == ("enterprise", "working_days")


def test_a_food_campaign_over_a_new_year():
    food = plan(FOOD)
    assert (food.first_day, food.last_day) == (date(2025, 12, 1), date(2026, 2, 28))
    assert sum(phase.contains(date(2026, 1, 20)) for phase in food.phases) == 2
    assert [deadline.due.rule for deadline in food.deadlines] == ["every", "after", "before", "after", "end_of"]
    assert [annex.key for annex in food.annexes if not food.has_form(annex.key)] == ["photos"]


def test_a_plan_without_days_of_its_own_runs_through_its_year():
    fire = plan(FIRE)
    assert (fire.first_day, fire.last_day) == (date(2026, 1, 1), date(2026, 12, 31))


@pytest.mark.parametrize(
    ("members", "percent", "limit", "wanted"),
    [(40, 15, "at_least", 6), (41, 15, "at_least", 7), (41, 15, "at_most", 6), (1000, "0.1", "at_least", 1)],
)
def test_a_minimum_share_is_rounded_up_and_a_maximum_down(members, percent, limit, wanted):
    text = FIRE.replace("bands: [{first: 20, percent: 100}, {percent: 30}]", f"percent: {percent}, limit: {limit}")
    assert plan(text).targets[1].wanted(members) == wanted


@pytest.mark.parametrize(
    ("before", "after", "says"),
    [
        ("at_least: 1, at_most: 2, ", "", "请填 at_least、at_most 之一"),
        ("bands: [{first", "percent: 5, bands: [{first", "percent 和 bands 请填其中一个"),
        ("entity_kinds: [hotel, high_rise]", "entity_kinds: [hotell]", "您是不是想写“hotel”？"),
        ("polarity: yes_is_compliant}", "applies_when: 有地下室的}", "may_not_apply 就应为 true"),
        ("by: {units: [east]}", "by: {tags: []}", "没有写明是谁"),
        ("kind: county, name", "kind: county, parent: east, name", "“某县消防救援大队”的上级最终又是它自己"),
    ],
)
def test_a_mistake_in_the_fire_plan_is_a_sentence(before, after, says):
    assert before in FIRE
    assert says in complaints(FIRE.replace(before, after))


@pytest.mark.parametrize(
    ("before", "after", "says"),
    [
        ("phase: during}", "phase: after}", "方案中没有“after”"),
        ("phase: during}", "phase: during, event: sample_failed}", "event、deadline、phase 请填其中一个"),
        ("fulfilled_by: [numbers]", "fulfilled_by: [number]", "您是不是想写“numbers”？"),
        ("every: month, day", "every: quarter, month: 4, day", "“month”为 4，超出可能的范围"),
        ("number: 1,", "number: 13,", "“number”为 13，超出可能的范围"),
        ("period: month, number: 1,", "period: quarter, number: 5,", "“number”为 5，超出可能的范围"),
        ("end: 2026-02-23", "end: 2026-01-01", "“节中”的结束日期早于开始日期"),
        ("ends: 2026-02-28", "ends: 2025-02-28", "的结束日期早于开始日期"),
        ("under: [checks], title: 出动人次", "under: [check], title: 出动人次", "您是不是想写“checks”？"),
        ("part_of: visits", "part_of: visit", "您是不是想写“visits”？"),
        ("adds: [restaurants]", "adds: [restaurant]", "您是不是想写“restaurants”？"),
        ("stub_columns: 2", "stub_columns: 1", "“people”的层级超过了 1 个表头列"),
        ("measure: people}", "measure: persons}", "“measure”不能是“persons”"),
        (", measure: people}", "}", "“people”没有 measure"),
        ("title: 餐饮,", "title: 餐饮, measure: visits,", "“restaurants”所在的表已经在各行写了 measure"),
        ("each_row: condition", "each_row: unit", "each_row 为 condition 时才有 rows"),
        ("second_person: false,", "second_person: false, ledger: book,", "方案中没有“book”"),
    ],
)
def test_a_mistake_in_the_food_plan_is_a_sentence(before, after, says):
    assert before in FOOD
    assert says in complaints(FOOD.replace(before, after))


def test_two_forms_of_one_key_are_refused():
    training = (
        "work_items: [{key: numbers, title: 培训, kind: training, unit_of_measure: 场, words: 培训, source: 五}]\n"
    )
    assert "键“numbers”用了两次" in complaints(FOOD + training)


def test_a_reading_has_to_be_one_that_its_note_offers():
    note = "unclear: [{key: all, says: 不清, reading: 分开, options: [{key: apart, title: 分开}], source: 三}]\n"
    with_reading = FIRE.replace("title: 抽查,", "title: 抽查, reading: {unclear: all, option: OPTION},") + note
    fire = plan(with_reading.replace("OPTION", "apart"))
    assert fire.taken(fire.targets[1].reading)
    assert "您是不是想写“apart”？" in complaints(with_reading.replace("OPTION", "apar"))
