"""The register: search takes words literally, in one's own scope; what was visited and what was not."""

from datetime import date

import pytest
from sqlmodel import select

from storage.queries.records import inspections
from storage.queries.register import entities, entity_search, register_entity_rows
from storage.queries.register.entity_changes import Level, set_level
from storage.queries.register.register_entity_rows import RegisterEntry
from storage.queries.register.search_candidates import SearchScope
from storage.tables import Entity, EntityPlace
from tests.county import SINCE, TODAY


def names(found):
    return [one.name for one in found]


@pytest.fixture
def search(county):
    def search(words, path=None, today=TODAY, **more):
        seeker = SearchScope((path or county.nanbin.path,), (county.nanbin.id,), county.li)
        return names(hit.found for hit in entity_search.search(county.session, words, seeker, today, **more))

    return search


def add(county, *called, unit=None, kind="distributor"):
    unit = unit or county.nanbin
    return register_entity_rows.add(
        county.session, [RegisterEntry(name, kind, unit.id) for name in called], "four", SINCE
    )


def test_a_part_of_the_name_is_enough(search):
    assert search("口腔") == ["和谐口腔诊所"]
    assert search("康民大药房（南宾店）") == ["康民大药房（南宾店）"]
    assert search("不存在") == []


def test_spaces_between_the_words_do_not_matter(search):
    assert search(" 康民 大药房 ") == ["康民大药房（南宾店）"]


@pytest.mark.parametrize("sign", ["%", "_", "\\", "/", "'", '"', "*", "?"])
def test_signs_that_mean_something_to_sql_are_just_signs(county, search, sign):
    add(county, f"半价{sign}药店")
    assert search(sign) == [f"半价{sign}药店"]
    assert search(f"价{sign}药") == [f"半价{sign}药店"]
    assert search(f"半{sign}店") == []


def test_a_credit_code_is_found_in_capitals_or_not_and_in_part(search):
    for words in ("91500240MADEMO001X", "91500240mademo001x", "demo001x", "91500240"):
        assert search(words) == ["康民大药房（南宾店）"]


def test_latin_names_are_found_in_capitals_or_not(county, search):
    add(county, "ABC眼镜")
    assert search("abc") == ["ABC眼镜"]


def test_names_that_begin_with_the_words_come_first_then_the_shorter_ones(county, search):
    add(county, "新民药房", "民", "民心大药房", "民心药房")
    assert search("民") == ["民", "民心药房", "民心大药房", "新民药房", "康民大药房（南宾店）"]


def test_no_more_than_asked_for(county, search):
    add(county, *(f"示例{number:02d}药店" for number in range(20)))
    assert len(search("药店", most=20)) == 20
    assert len(search("药店", most=3)) == 3


def test_entities_of_another_unit_are_never_found(county, search):
    assert search("西沱示例医院") == []
    assert search("西沱示例医院", county.xituo.path) == ["西沱示例医院"]
    assert search("示例", county.bureau.path) == ["西沱示例医院", "示例医疗器械批发公司"][::-1]
    assert entities.entity_in_scope(county.session, county.hospital, county.nanbin.path, TODAY) is None
    assert entities.entity_in_scope(county.session, county.hospital, county.bureau.path, TODAY).name == "西沱示例医院"


def test_an_entity_belongs_where_it_lies_on_that_day(county, search):
    place = county.session.exec(select(EntityPlace).where(EntityPlace.entity_id == county.hospital)).one()
    place.valid_to = date(2025, 6, 19)
    county.session.add(EntityPlace(entity_id=county.hospital, unit_id=county.nanbin.id, valid_from=TODAY))
    assert search("医院", county.xituo.path, date(2025, 6, 19)) == ["西沱示例医院"]
    assert search("医院", county.xituo.path) == []
    assert search("医院") == ["西沱示例医院"]


def test_what_is_closed_is_not_offered(county, search):
    county.record()
    county.session.get(Entity, county.pharmacy).status = "closed"
    assert search("康民") == []
    assert entities.recent(county.session, county.li, ("/",), TODAY) == []


def test_what_is_found_is_described_as_of_today(county):
    (hit,) = entity_search.search(county.session, "康民", SearchScope(("/",), (county.nanbin.id,), county.li), TODAY)
    found = hit.found
    assert (found.kind, found.levels, found.tags, found.provisional) == (
        "distributor",
        {"four": "2"},
        ("retail",),
        False,
    )
    (before,) = entities.by_ids(county.session, [county.pharmacy], date(2024, 12, 31))
    assert (before.levels, before.tags) == ({}, ())


def test_every_scheme_that_grades_an_entity_has_its_own_level(county):
    set_level(county.session, county.pharmacy, Level("three", "level3"), TODAY, county.by())
    (found,) = entities.by_ids(county.session, [county.pharmacy], TODAY)
    assert found.levels == {"four": "2", "three": "level3"}


def test_a_newcomer_is_provisional_and_lies_in_the_officers_unit(county, search):
    made = entities.register_provisionally(county.session, "新开药店", "distributor", TODAY, county.by())
    assert search("新开") == ["新开药店"]
    assert entities.entity_in_scope(county.session, made.id, county.nanbin.path, TODAY).provisional
    assert search("新开", county.xituo.path) == []


def test_recent_ones_are_my_own_the_last_recorded_first_each_once(county):
    for entity in (county.pharmacy, county.clinic, county.pharmacy):
        county.record(county.visit(entity))
    county.record(county.visit(county.wholesaler), by=county.by(county.wang))
    found = entities.recent(county.session, county.li, (county.nanbin.path,), TODAY)
    assert names(found) == ["康民大药房（南宾店）", "和谐口腔诊所"]
    assert names(entities.recent(county.session, county.li, ("/",), TODAY, most=1)) == ["康民大药房（南宾店）"]


def test_recent_ones_stay_in_scope(county):
    county.record(county.visit(county.hospital))
    assert entities.recent(county.session, county.li, (county.nanbin.path,), TODAY) == []


def test_the_last_visit_is_the_last_by_day_and_never_a_void_one(county):
    last = county.record(county.visit(day=date(2025, 6, 18)))
    county.record(county.visit(day=date(2025, 3, 5)))
    void = county.record(county.visit(day=TODAY))
    inspections.void(county.session, void, "重复登记", "void", county.by())
    assert entities.last_visit(county.session, county.pharmacy).id == last.id
    assert entities.last_visit(county.session, county.clinic) is None


def test_unvisited_are_those_without_a_valid_visit_since_a_day(county):
    def left(since):
        return names(entities.unvisited(county.session, "/", "distributor", since, TODAY))

    assert left(SINCE) == ["康民大药房（南宾店）", "示例医疗器械批发公司"]
    county.record(county.visit(county.wholesaler, day=date(2025, 3, 31)), by=county.by(county.zhao, county.section))
    void = county.record()
    inspections.void(county.session, void, "重复登记", "void", county.by())
    assert left(SINCE) == ["康民大药房（南宾店）"]
    assert left(date(2025, 3, 31)) == ["康民大药房（南宾店）"]
    assert left(date(2025, 4, 1)) == ["康民大药房（南宾店）", "示例医疗器械批发公司"]


def test_unvisited_stay_in_scope(county):
    assert names(entities.unvisited(county.session, county.xituo.path, "user", SINCE, TODAY)) == ["西沱示例医院"]
