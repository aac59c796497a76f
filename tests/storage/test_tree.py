"""The tree: what lies below a unit, whatever was moved and merged, and how fast it is found."""

from collections import defaultdict
from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlmodel import col, select

from storage.database import Session
from storage.queries.ground.audit_rows import ChangedBy
from storage.queries.ground.unit_paths import below, ids_in, is_below, is_top, outermost
from storage.queries.organisation import reorganising, unit_parents, units
from storage.queries.people import people
from storage.tables import Audit, Unit
from tests.county import NOW, SINCE, TODAY
from tests.samples import samples

NEXT_WEEK, LAST_WEEK = TODAY + timedelta(days=7), TODAY - timedelta(days=7)


def names_below(session, unit):
    return set(session.exec(select(Unit.name).where(below(unit.path))))


@pytest.fixture
def by(county):
    return ChangedBy(NOW, county.leader, county.bureau.id, "admin")


# --- a scope is one condition ----------------------------------------------------------------------------


def test_a_scope_is_the_unit_and_all_below_it_and_nothing_that_only_looks_like_it(county):
    county.session.add_all(
        Unit(key=f"k{n}", name=f"u{n}", kind="x", path=f"{county.nanbin.path[:-1]}{n}/") for n in (0, 7)
    )
    county.session.flush()
    assert names_below(county.session, county.nanbin) == {"南宾所"}
    assert names_below(county.session, county.bureau) >= {"石柱县市场监管局", "南宾所", "西沱所", "监管科", "u0", "u7"}


def test_everything_lies_below_the_root_of_all(county):
    everything = set(county.session.exec(select(Unit.id).where(below("/"))))
    assert everything == set(county.session.exec(select(Unit.id)))


def test_a_path_tells_who_is_above():
    assert [is_below(path, "/1/") for path in ("/1/", "/1/4/", "/", "/10/")] == [True, True, False, False]
    assert [is_top(path) for path in ("/1/", "/1/4/")] == [True, False]
    assert [ids_in(path) for path in ("/1/4/12/", "/")] == [[1, 4, 12], []]


def test_a_scope_is_one_range_of_the_index(county):
    asked = select(Unit.id).where(below("/1/4/")).compile(compile_kwargs={"literal_binds": True})
    steps = [row[3] for row in county.session.connection().exec_driver_sql(f"EXPLAIN QUERY PLAN {asked}")]
    assert steps == ["SEARCH unit USING COVERING INDEX ix_unit_path (path>? AND path<?)"]


def test_several_scopes_are_one_range_each(county):
    asked = select(Unit.id).where(below("/1/4/", "/1/7/")).compile(compile_kwargs={"literal_binds": True})
    steps = [row[3] for row in county.session.connection().exec_driver_sql(f"EXPLAIN QUERY PLAN {asked}")]
    search = "SEARCH unit USING COVERING INDEX ix_unit_path (path>? AND path<?)"
    assert [step for step in steps if "unit" in step] == [search, search]
    both = select(Unit.name).where(below(county.nanbin.path, county.xituo.path))
    assert set(county.session.exec(both)) == {"南宾所", "西沱所"}
    assert list(county.session.exec(select(Unit.id).where(below()))) == []


def test_a_scope_that_lies_in_another_one_adds_nothing():
    assert outermost(["/1/4/", "/1/40/", "/1/4/", "/1/4/9/"]) == ("/1/4/", "/1/40/")
    assert outermost(["/1/4/", "/1/"]) == ("/1/",)
    assert outermost([]) == ()


# --- moving and merging, each as from a day --------------------------------------------------------------


def test_a_unit_moves_today_with_all_below_it(county, by):
    post = reorganising.add(county.session, "南宾二站", "station", county.nanbin, TODAY, by)
    reorganising.move(county.session, county.nanbin, county.section, TODAY, TODAY, by)
    assert post.path == f"{county.section.path}{county.nanbin.id}/{post.id}/"
    assert names_below(county.session, county.section) == {"监管科", "南宾所", "南宾二站"}
    assert unit_parents.parent_on(county.session, county.nanbin.id, TODAY - timedelta(days=1)) == county.bureau.id


def test_a_move_to_come_takes_effect_by_itself_on_its_day(county, by):
    reorganising.move(county.session, county.nanbin, county.section, NEXT_WEEK, TODAY, by)
    assert names_below(county.session, county.section) == {"监管科"}
    assert reorganising.take_effect(county.session, NEXT_WEEK - timedelta(days=1), NOW) == []
    assert reorganising.take_effect(county.session, NEXT_WEEK, NOW) == [county.nanbin.id]
    assert names_below(county.session, county.section) == {"监管科", "南宾所"}
    assert reorganising.take_effect(county.session, NEXT_WEEK, NOW) == []


def test_a_move_to_come_that_the_program_slept_through_is_made_up_for(county, by):
    reorganising.move(county.session, county.nanbin, county.section, NEXT_WEEK, TODAY, by)
    assert reorganising.take_effect(county.session, NEXT_WEEK + timedelta(days=9), NOW) == [county.nanbin.id]


def test_a_move_as_from_a_past_day_holds_today(county, by):
    reorganising.move(county.session, county.nanbin, county.section, LAST_WEEK, TODAY, by)
    assert names_below(county.session, county.section) == {"监管科", "南宾所"}
    assert unit_parents.parent_on(county.session, county.nanbin.id, LAST_WEEK) == county.section.id


def test_what_was_planned_can_be_called_off(county, by):
    reorganising.move(county.session, county.nanbin, county.section, NEXT_WEEK, TODAY, by)
    reorganising.call_off(county.session, county.nanbin, TODAY, by)
    assert unit_parents.planned(county.session, county.nanbin.id, TODAY) is None
    assert reorganising.take_effect(county.session, NEXT_WEEK, NOW) == []
    reorganising.merge(county.session, county.nanbin, county.xituo, NEXT_WEEK, TODAY, by)
    reorganising.call_off(county.session, county.nanbin, TODAY, by)
    assert (county.nanbin.closed_on, county.nanbin.merged_into) == (None, None)
    assert reorganising.take_effect(county.session, NEXT_WEEK, NOW) == []


def test_no_unit_may_stand_above_itself_on_any_day(county, by):
    session = county.session
    circle = reorganising.obstacle_to_move
    assert circle(session, county.bureau, county.nanbin, TODAY) == "circle"
    assert circle(session, county.nanbin, county.nanbin, TODAY) == "circle"
    reorganising.move(session, county.nanbin, county.section, NEXT_WEEK, TODAY, by)
    assert circle(session, county.section, county.nanbin, TODAY) == "circle"  # it would be one next week
    assert circle(session, county.section, county.nanbin, NEXT_WEEK) == "circle"
    assert reorganising.obstacle_to_merge(session, county.bureau, county.nanbin, TODAY) == "circle"
    assert reorganising.obstacle_to_merge(session, county.nanbin, county.nanbin, TODAY) == "circle"


def test_what_cannot_be_done_is_named(county, by):
    session = county.session
    twin = reorganising.add(session, "南宾所", "station", county.section, TODAY, by)
    assert reorganising.obstacle_to_move(session, twin, county.bureau, TODAY) == "name"
    assert reorganising.obstacle_to_name(session, "西沱所", county.bureau.id, TODAY) == "name"
    assert reorganising.obstacle_to_name(session, "西沱所", county.bureau.id, TODAY, besides=county.xituo.id) is None
    assert reorganising.obstacle_to_move(session, county.nanbin, county.bureau, TODAY) == "there"
    reorganising.merge(session, county.xituo, county.section, NEXT_WEEK, TODAY, by)
    assert reorganising.obstacle_to_merge(session, county.xituo, county.bureau, TODAY) == "merging"
    assert reorganising.obstacle_to_move(session, county.xituo, county.bureau, TODAY) == "merging"
    assert reorganising.obstacle_to_merge(session, county.nanbin, county.xituo, NEXT_WEEK) == "closed"
    assert reorganising.obstacle_to_move(session, county.nanbin, county.xituo, NEXT_WEEK) == "closed"


def test_every_change_is_audited(county, by):
    made = reorganising.add(county.session, "冷水所", "station", county.bureau, TODAY, by)
    reorganising.rename(county.session, made, "冷水市场监管所", by)
    reorganising.give_alias(county.session, made, "冷水分局", by)
    reorganising.set_hours(county.session, made, ("08:30", "17:00"), by)
    reorganising.move(county.session, made, county.section, TODAY, TODAY, by)
    reorganising.merge(county.session, made, county.nanbin, NEXT_WEEK, TODAY, by)
    reorganising.call_off(county.session, made, TODAY, by)
    reorganising.dissolve(county.session, made, TODAY, by)
    rows = select(Audit).where(col(Audit.noun) == "unit", col(Audit.record_id) == made.id).order_by(col(Audit.id))
    told = [(row.action, row.before, row.after) for row in county.session.exec(rows)]
    day = NEXT_WEEK.isoformat()
    assert told == [
        ("unit.add", None, {"name": "冷水所", "kind": "station", "below": county.bureau.id}),
        ("unit.rename", {"name": "冷水所"}, {"name": "冷水市场监管所"}),
        ("unit.alias", None, {"name": "冷水分局"}),
        ("unit.hours", {"from": None, "to": None}, {"from": "08:30", "to": "17:00"}),
        ("unit.move", {"below": county.bureau.id}, {"below": county.section.id, "from": TODAY.isoformat()}),
        ("unit.merge", None, {"into": county.nanbin.id, "from": day}),
        ("unit.call_off", {"below": county.nanbin.id, "from": day}, None),
        ("unit.dissolve", None, {"from": TODAY.isoformat()}),
    ]
    assert reorganising.aliases(county.session, made.id) == ["冷水分局", "冷水所"]
    assert reorganising.called(county.session, "冷水所") is made


# --- whatever is done, what is seen is what a simple-minded reader of the places would see -----------------


class Naive:
    """Moves and merges in plain lists, everything worked out anew at every question."""

    def __init__(self):
        self.moves = defaultdict(list)  # child → [(day, parent)]
        self.merged = {}  # unit → (day, into)
        self.applied = {}  # unit → the day on which that took effect

    def put(self, child, parent, day):
        self.moves[child] = [move for move in self.moves[child] if move[0] < day] + [(day, parent)]

    def merge(self, unit, into, day):
        self.put(unit, into, day)
        self.merged[unit] = (day, into)

    def take_effect(self, today):
        due = (unit for unit, (day, _) in self.merged.items() if day <= today)
        self.applied = {**dict.fromkeys(due, today), **self.applied}

    def parent(self, child, day):
        """Where it was put last; below a unit that is no more, who inherited from it, unless it was gone before."""
        parent = next((parent for since, parent in reversed(self.moves[child]) if since <= day), None)
        while parent in self.merged and self.merged[parent][0] <= day:
            if child in self.merged and self.merged[child][0] <= self.applied[parent]:
                break
            parent = self.merged[parent][1]
        return parent

    def above(self, unit, day):
        seen = []
        while unit is not None and unit not in seen:
            seen.append(unit)
            unit = self.parent(unit, day)
        return seen

    def below(self, unit, day, everybody):
        return {one for one in everybody if unit in self.above(one, day)}


STEPS = st.lists(
    st.tuples(
        st.sampled_from(["add", "move", "move", "merge", "day"]),
        st.integers(0, 30),
        st.integers(0, 30),
        st.integers(-5, 5),
    ),
    min_size=5,
    max_size=40,
)


@pytest.mark.soak
@settings(max_examples=samples(20, 1_000), suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(STEPS)
def test_after_any_moves_and_merges_everybody_sees_just_the_own_subtree(empty_database, steps):
    with Session(empty_database.engine, expire_on_commit=False) as session:
        walk(session, steps)
        session.rollback()


def walk(session, steps):
    root = units.add_unit(session, "root", "根", "county", None, SINCE)
    by = ChangedBy(NOW, people.enrol(session, "陈示例", 1, "admin", root.id, SINCE), root.id, "admin")
    naive, today, every = Naive(), TODAY, [root]
    for what, first, second, days in [("add", 0, 0, 0), ("add", 0, 0, 0), ("add", 0, 1, 0), *steps]:
        unit, other = every[first % len(every)], every[second % len(every)]
        day = today + timedelta(days=days)
        if what == "add" and units.is_open(other, today):
            every.append(reorganising.add(session, f"单位{len(every)}", "station", other, today, by))
            naive.put(every[-1].id, other.id, today)
        elif what == "day":
            today += timedelta(days=abs(days))
            reorganising.take_effect(session, today, NOW)
        elif what == "move" and reorganising.obstacle_to_move(session, unit, other, day) is None:
            reorganising.move(session, unit, other, day, today, by)
            naive.put(unit.id, other.id, day)
        elif what == "merge" and reorganising.obstacle_to_merge(session, unit, other, day) is None:
            reorganising.merge(session, unit, other, day, today, by)
            naive.merge(unit.id, other.id, day)
        naive.take_effect(today)
        seen = {one.id: set(session.exec(select(Unit.id).where(below(one.path)))) for one in every}
        assert seen == {one: naive.below(one, today, seen) for one in seen}
