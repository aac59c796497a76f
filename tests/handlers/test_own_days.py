"""方案未规定 in other plans: the monthly tables of 西藏, duties that an event sets off in 许昌."""

import shutil
from datetime import date
from functools import cache

import pytest
from sqlmodel import select

from campaigns.another_year import in_another_year
from campaigns.load import load_pack
from campaigns.schema.pack import OnDay
from demo import fill
from storage.database import Database
from storage.queries.plans import campaigns
from storage.queries.plans.into_force import put_into_force
from storage.tables import Audit, CampaignEvent, OwnDay
from tests.handlers.stage import BEGINS

TABLES, SAYS = "情况汇总表（按月）", "方案未规定（“按月”）"
JUNE = f"7月5日（非工作日、还有 10 个工作日）　{TABLES}（2025年6月）"


@pytest.fixture(scope="session")
def in_2025(migrated, tmp_path_factory):
    """A plan moved to 2025 as a database file, and the people of its example; filled once."""

    @cache
    def filled(key):
        file = tmp_path_factory.mktemp(key) / "xiaohao.db"
        db = Database(f"sqlite:///{shutil.copy(migrated, file)}")
        with db.transaction() as session:
            people = fill(session, in_another_year(load_pack(key), 2025).pack, BEGINS, history=False)
        db.close()
        return file, people

    return filled


@pytest.fixture
def enact(in_2025, staged):
    """A stage with that plan; `people` are (name, role, unit) of its example."""

    def enacted(key):
        file, people = in_2025(key)
        return staged(file, people), people

    return enacted


@pytest.fixture
def xizang(enact):
    """The stage, two officers of one city, one of another, and the leader of the region."""
    stage, people = enact("xizang-2022")
    leader = next(person.name for person in people if person.role == "leader")
    home, colleague, *others = [person for person in people if person.role == "officer" and person.unit.endswith("市")]
    away = next(person.name for person in others if person.unit != home.unit)
    assert home.unit == colleague.unit
    return stage, home.name, colleague.name, away, leader


def deadline_lines(shown):
    return [line for line in shown.split("\n") if TABLES in line]


def set_fifth(stage, officer):
    return stage.do(officer, "期限", "[设定日期]", f"[{TABLES}]", "5日", "[提交]")


def test_a_city_sets_the_day_of_its_monthly_tables(xizang):
    stage, officer, colleague, elsewhere, _ = xizang
    assert f"· {TABLES} — {SAYS}" in stage.do(officer, "期限")
    assert "次月几日前完成？" in stage.do(officer, "[设定日期]", f"[{TABLES}]")
    assert "数字要在 1 到 31 之间，您写的是 40。" in stage.do(officer, "40")
    assert "请写整数" in stage.do(officer, "5.5")
    assert "\n次月5日前\n" in stage.do(officer, "5日")
    assert stage.do(officer, "[提交]").split("\n") == [
        f"✅ 已设定。{TABLES}：{SAYS}，本单位自定：次月5日前",
        f"下一次：{JUNE}",
    ]
    assert f"{JUNE} — {SAYS}，本单位自定：次月5日前" in stage.do(officer, "期限")
    assert f"{JUNE} — {SAYS}，本单位自定：次月5日前" in stage.do(colleague, "期限")
    assert deadline_lines(stage.do(elsewhere, "期限")) == [f"· {TABLES} — {SAYS}"]


def test_those_above_see_whose_own_day_it_is(xizang):
    stage, officer, _, _, leader = xizang
    set_fifth(stage, officer)
    line, *_, open_still = deadline_lines(stage.do(leader, "期限"))
    unit = line.split("：")[1].split("未完成")[0]
    assert line == f"{JUNE}：{unit}未完成 — {SAYS}，{unit}自定：次月5日前"
    assert open_still == f"· {TABLES} — {SAYS}"


def test_the_nudge_follows_it_and_ends_when_it_is_taken_back(xizang):
    stage, officer, _, elsewhere, _ = xizang
    set_fifth(stage, officer)
    stage.tick_at(BEGINS.replace(tzinfo=None, month=7, day=4))
    assert JUNE.partition("（")[0] in stage.said(officer)
    assert not stage.phones[elsewhere].messages
    assert "[修改日期] [撤销]" in stage.do(officer, "期限", "[设定日期]", f"[{TABLES} ✓]")
    assert stage.do(officer, "[撤销]") == f"已撤销。{TABLES}：{SAYS}"
    before = stage.said(officer)
    stage.tick_at(BEGINS.replace(tzinfo=None, month=7, day=7))
    assert stage.said(officer) == before


def test_every_step_is_audited_and_a_change_keeps_when_it_was_first_set(xizang):
    stage, officer, colleague, *_ = xizang
    set_fifth(stage, officer)
    first = stage.look(lambda session: session.exec(select(OwnDay)).one()).at
    stage.tick_at(BEGINS.replace(tzinfo=None, day=27))
    stage.do(colleague, "期限", "[设定日期]", f"[{TABLES} ✓]", "[修改日期]", "10", "[提交]")
    row = stage.look(lambda session: session.exec(select(OwnDay)).one())
    assert (row.day_of_month, row.at) == (10, first)
    audits = stage.look(lambda session: session.exec(select(Audit).where(Audit.action == "own_day.set")).all())
    assert [(one.before or {}).get("day_of_month") for one in audits] == [None, 5]
    assert [one.after["day_of_month"] for one in audits] == [5, 10]


def test_a_second_press_sets_nothing_and_a_colleagues_button_is_not_ones_own(xizang):
    stage, officer, _, elsewhere, _ = xizang
    set_fifth(stage, officer)
    assert stage.do(officer, "[提交]").startswith("已提交过：\n✅ 已设定")
    stage.press(elsewhere, "提交", of=officer)
    stage.settle()
    assert len(stage.look(lambda session: session.exec(select(OwnDay)).all())) == 1


def test_a_day_that_the_plan_names_meanwhile_is_not_set(xizang):
    stage, officer, *_ = xizang
    stage.do(officer, "期限", "[设定日期]", f"[{TABLES}]", "5")
    in_force_now(stage, lambda one: one.model_copy(update={"due": OnDay(rule="on_day", day=date(2025, 7, 5))}))
    assert stage.do(officer, "[提交]") == "方案已经改了，这一项不再需要设定日期。"
    assert stage.look(lambda session: session.exec(select(OwnDay)).all()) == []


def in_force_now(stage, change):
    """The plan as changed, deadline by deadline; what becomes None is left out."""
    with stage.looking() as session:
        (running,) = campaigns.running_campaigns(session, BEGINS.date())
        kept = tuple(found for one in running.pack.deadlines if (found := change(one)))
        put_into_force(session, running.pack.model_copy(update={"deadlines": kept}), BEGINS.date())


# --- set off by an event, without a day in the plan ------------------------------------------------------


@pytest.fixture
def xuchang(enact):
    stage, people = enact("xuchang-2023")
    return stage, next(person.name for person in people if person.name == "李示例")


def record_case(stage, officer, *due):
    stage.do(officer, "期限", "[登记：发现涉嫌犯罪案件]", "案件3号", "昨天")
    return stage.do(officer, *(due or ["[跳过]"]), "[提交]")


def test_what_is_wanted_at_once_is_listed_until_it_is_done(xuchang):
    stage, officer = xuchang
    said = record_case(stage, officer)
    assert said.startswith("✅ 已登记：发现涉嫌犯罪案件 · 案件3号 · 6月19日\n方案未规定（“及时”）　")
    title = said.split("\n")[1].split("　")[1]
    assert f"· {title} — 方案未规定（“及时”）" in stage.do(officer, "期限")
    assert f"[已完成：{title}]" in stage.said(officer)
    assert "不再提醒" in stage.do(officer, f"[已完成：{title}]")
    assert f"· {title}" not in stage.do(officer, "期限")


def test_the_unit_may_set_its_own_day_for_the_case(xuchang):
    stage, officer = xuchang
    assert "6月26日（还有 4 个工作日）" in record_case(stage, officer, "6月26日")
    assert stage.look(lambda session: session.exec(select(CampaignEvent)).one()).due == date(2025, 6, 26)


def test_a_case_cannot_be_due_before_it_happened(xuchang):
    stage, officer = xuchang
    record_case(stage, officer, "6月20日")
    stage.tick_at(BEGINS.replace(tzinfo=None, day=30, hour=18))
    stage.do(officer, "期限", "[已登记的事项]", "[更正]", "日期写错了", "[修改]", "[日期：2025-06-19]", "6月28日")
    assert "办结日期早于发生日期，请改其中一个。" in stage.do(officer, "[提交]")


def test_an_event_that_the_plan_dropped_meanwhile_is_not_recorded(xuchang):
    stage, officer = xuchang
    stage.do(officer, "期限", "[登记：发现涉嫌犯罪案件]", "案件3号", "昨天", "[跳过]")
    in_force_now(stage, lambda one: None if one.key == "crime_transfer" else one)
    assert stage.do(officer, "[提交]") == "方案已经改了，这一项不再登记。"
    assert stage.look(lambda session: session.exec(select(CampaignEvent)).all()) == []


def test_what_was_recorded_twice_by_two_presses_is_one(xuchang):
    stage, officer = xuchang
    record_case(stage, officer)
    assert stage.do(officer, "[提交]").startswith("已提交过：\n✅ 已登记")
    assert len(stage.look(lambda session: session.exec(select(CampaignEvent)).all())) == 1
