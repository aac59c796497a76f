"""Finding: every reading of a name, numbers typed in a hurry, places, QR codes; and never outside one's scope."""

import pytest
from sqlalchemy import text
from sqlmodel import select

from storage.queries.register import entities, entity_search, register_entity_rows, search_candidates, search_index
from storage.queries.register.register_entity_rows import RegisterEntry
from storage.queries.register.search_candidates import SearchScope
from storage.search.comparable import SearchWords, wanted
from storage.search.pinyin_spellings import full_pinyin, initials, spellings_of
from storage.tables import Entity, EntityIndex, Licence
from tests.county import SINCE, TODAY

CODE = "91500240MADEMO001X"


@pytest.fixture
def seeker(county):
    return SearchScope((county.nanbin.path,), (county.nanbin.id,), county.li)


@pytest.fixture
def find(county, seeker):
    """(name, way, value) of each hit."""

    def find(words, who=seeker, **more):
        hits = entity_search.search(county.session, words, who, TODAY, **more)
        return [(hit.found.name, hit.way, hit.value) for hit in hits]

    return find


@pytest.fixture
def names(find):
    return lambda words, *who, **more: [name for name, *_ in find(words, *who, **more)]


@pytest.fixture(params=["a small scope", "a large scope"])
def both_ways(request, monkeypatch):
    """A small scope is read whole, a large one goes through the index: the answers are the same."""
    if request.param == "a large scope":
        monkeypatch.setattr(search_candidates, "SMALL", 0)
    return request.param


def add(county, *called, unit=None):
    entries = [RegisterEntry(name, "distributor", (unit or county.nanbin).id) for name in called]
    return register_entity_rows.add(county.session, entries, "four", SINCE)


# --- readings --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "letters"),
    [
        ("单县", "dx sx"),
        ("朝阳", "cy zy"),
        ("仇氏", "cs qs"),
        ("重庆", "cq zq"),
        ("乐山", "ls ys"),
        ("ABC眼镜", "abcyj"),
    ],
)
def test_every_reading_has_its_initials(name, letters):
    assert set(letters.split()) <= set(initials(spellings_of(name.lower())))


def test_the_likeliest_initials_come_first_and_there_are_at_most_32():
    assert initials(spellings_of("重庆长寿大药房"))[0] == "cqcsdyf"
    assert len(initials(spellings_of("单单单单单单单单"))) == 32


def test_the_full_pinyin_has_the_likely_reading_whole_and_each_other_with_its_neighbours():
    words = full_pinyin(spellings_of("单县和谐大药房"))
    assert words[0] == "danxianhexiedayaofang"
    assert "shanxianhexie" in words
    assert all(len(word) < 40 for word in words[1:])


@pytest.mark.parametrize("letters", ["sxhm", "dxhm", "SXHM", "shanxian", "danxianhui", "ｓｘｈｍ", "s x h m"])
def test_a_name_is_found_by_any_of_its_readings(county, names, both_ways, letters):
    add(county, "单县惠民大药房", "康宁药店")
    assert names(letters) == ["单县惠民大药房"]


def test_two_letters_are_enough_for_the_beginning(county, names, both_ways):
    add(county, "单县惠民大药房")
    assert names("sx") == ["单县惠民大药房"]


# --- numbers ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "typed",
    [
        CODE,
        CODE.lower(),
        "91500240-MADEMO001X",
        " 9150 0240 mademo001x ",
        "９１５００２４０ＭＡＤＥＭＯ００１Ｘ",
        "MADEM0OOIX",
        "91500240MA",
        "240MADEMO",
        "o1x",
    ],
)
def test_a_credit_code_is_found_however_it_is_typed(find, both_ways, typed):
    assert find(typed) == [("康民大药房（南宾店）", "credit_code", CODE)]


@pytest.mark.parametrize("typed", ["渝石械经营许20250012号", "械经营许 20250012", "20250012"])
def test_a_licence_number_is_found_and_named(county, find, both_ways, typed):
    number = "渝石械经营许20250012号"
    county.session.add(Licence(entity_id=county.clinic, kind="business", number=number, number_key=number))
    search_index.index(county.session, [county.clinic])
    assert find(typed) == [("和谐口腔诊所", "licence", number)]


def test_an_old_number_of_15_digits_is_found(county, find, both_ways):
    (one,) = add(county, "老字号药店")
    county.session.get(Entity, one).credit_code = "500240000012345"
    search_index.index(county.session, [one])
    assert find("5002400000 12345") == [("老字号药店", "credit_code", "500240000012345")]


@pytest.mark.parametrize(
    ("scanned", "code"),
    [
        (f"https://example.invalid/qr?uniscid={CODE}&entType=1", "91500240MADEM0001X"),
        (f"统一社会信用代码：{CODE.lower()}；名称：康民大药房", "91500240MADEM0001X"),
        ("https://example.invalid/licence/%E6%B8%9D%E7%9F%B3%E6%A2%B0%E7%BB%8F%E8%90%A5%E8%AE%B820250012%E5%8F%B7", ""),
        ("许可证编号 渝石械经营许20250012号 有效期至2030年", "械经营许20250012号"),
    ],
)
def test_the_text_of_a_qr_code_is_searched_for_the_number_in_it(scanned, code):
    assert wanted(scanned) == SearchWords(code=code or "械经营许20250012号")


def test_a_scanned_licence_finds_its_holder(find, both_ways):
    assert find(f"https://example.invalid/qr?uniscid={CODE}&t=1")[0][0] == "康民大药房（南宾店）"


# --- ranking ---------------------------------------------------------------------------------------------


def test_the_beginning_comes_before_the_middle_then_ones_own_territory_then_recent_visits(county, names, both_ways):
    add(county, "民心药房", unit=county.section)
    add(county, "民生药房", "民安药房", "新民药房")
    visited = add(county, "民乐药房")
    county.record(county.visit(visited[0]))
    everywhere = SearchScope((county.bureau.path,), (county.nanbin.id,), county.li)
    assert names("民", everywhere) == [
        "民乐药房", "民安药房", "民生药房", "民心药房", "新民药房", "康民大药房（南宾店）"
    ]  # fmt: skip


def test_closed_ones_are_found_when_asked_for_after_the_open_ones(county, names, both_ways):
    closed, _ = add(county, "德佑药店", "德佑大药房")
    county.session.get(Entity, closed).status = "closed"
    county.session.flush()
    assert names("德佑") == ["德佑大药房"]
    assert names("德佑", statuses=entity_search.ALL) == ["德佑大药房", "德佑药店"]


@pytest.mark.parametrize(
    ("typed", "way"),
    [
        ("康民", "name"),
        ("kmdyf", "initials"),
        ("kangmin", "pinyin"),
        ("康民大药房(南宾店)", "name"),
        ("001x", "credit_code"),
    ],
)
def test_each_hit_says_why(find, both_ways, typed, way):
    assert find(typed)[0][:2] == ("康民大药房（南宾店）", way)


IN_ANY_ORDER = {
    "诊所 南宾": [("南宾人民诊所", "name"), ("和谐口腔诊所", "unit")],
    "南宾 诊所": [("南宾人民诊所", "name"), ("和谐口腔诊所", "unit")],
    "口腔 和谐": [("和谐口腔诊所", "name")],
    "诊所　口腔": [("和谐口腔诊所", "name")],
    "人民 南宾 诊所": [("南宾人民诊所", "name")],
    "kouqiang hexie": [("和谐口腔诊所", "name")],
    "南宾 口腔诊所": [("和谐口腔诊所", "unit")],
    "和谐 康民": [],
    "南宾所 西沱": [],
}


@pytest.mark.parametrize("typed", IN_ANY_ORDER)
def test_words_are_found_in_any_order_and_a_unit_that_is_one_of_them_is_told(county, find, both_ways, typed):
    add(county, "南宾人民诊所")
    assert [(name, way) for name, way, _ in find(typed)] == IN_ANY_ORDER[typed]


def test_the_unit_that_a_word_names_is_the_reason(find, both_ways):
    assert find("诊所 南宾") == [("和谐口腔诊所", "unit", "南宾所")]


def test_words_find_nothing_outside_of_ones_scope(county, names, both_ways):
    add(county, "西沱人民诊所", unit=county.xituo)
    assert names("诊所 西沱") == names("西沱 人民") == []


SOUND_ALIKE = {
    "和协口腔": "和谐口腔诊所", "合谐口腔": "和谐口腔诊所", "和谐口强诊所": "和谐口腔诊所", "和协 口腔": "和谐口腔诊所",
    "康敏大药房": "康民大药房（南宾店）", "糠民": "康民大药房（南宾店）",
}  # fmt: skip


@pytest.mark.parametrize("typed", SOUND_ALIKE)
def test_what_sounds_the_same_is_found_where_nothing_is_written_so(find, both_ways, typed):
    assert [(name, way) for name, way, _ in find(typed)] == [(SOUND_ALIKE[typed], "sound")]


@pytest.mark.parametrize("typed", ["协", "口强医院", "大要方子"])
def test_what_sounds_like_nothing_finds_nothing(names, both_ways, typed):
    assert names(typed) == []


def test_what_is_written_so_comes_without_what_only_sounds_so(county, names, both_ways):
    add(county, "和协药店")
    assert names("和协") == ["和协药店"]


def test_nothing_to_look_for_finds_nothing(names):
    assert names("  ") == names("（）") == names("^") == []


@pytest.mark.parametrize("sign", ['"', "'", "*", "%", "_", "/", "\\", "NOT", '" OR "', "name:康"])
def test_signs_that_mean_something_to_the_index_are_just_signs(county, names, both_ways, sign):
    add(county, f"半价{sign}药店")
    assert names(f"半价{sign}") == [f"半价{sign}药店"]
    assert names(f"{sign}半价") == []


# --- scope -----------------------------------------------------------------------------------------------


def test_nobody_finds_what_lies_in_a_territory_that_is_not_theirs(county, names, both_ways):
    add(county, "西沱康民大药房", unit=county.xituo)
    assert names("康民") == names("kangmin") == ["康民大药房（南宾店）"]
    assert names("康") == ["康民大药房（南宾店）"]
    assert names("西沱") == names("xt") == names(CODE[:4] + "xituo") == []
    whole = SearchScope((county.bureau.path,), (county.bureau.id,), county.leader)
    assert set(names("康民", whole)) == {"康民大药房（南宾店）", "西沱康民大药房"}


def test_whoever_works_in_several_territories_finds_in_each_and_nowhere_else(county, names, both_ways):
    add(county, "西沱康民大药房", unit=county.xituo)
    add(county, "监管科康民大药房", unit=county.section)
    stand_in = SearchScope((county.nanbin.path, county.xituo.path), (county.nanbin.id, county.xituo.id), county.li)
    assert set(names("康民", stand_in)) == set(names("kmdyf", stand_in)) == {"康民大药房（南宾店）", "西沱康民大药房"}
    county.record(county.visit(county.hospital))
    found = entities.recent(county.session, county.li, stand_in.paths, TODAY)
    assert [one.name for one in found] == ["西沱示例医院"]


def test_what_was_visited_before_it_moved_away_is_not_found(county, names, both_ways):
    county.record(county.visit(county.hospital))
    assert names("示例医院") == []


def test_frequent_words_are_found_in_the_scope_alone(county, names, monkeypatch):
    monkeypatch.setattr(search_candidates, "SMALL", 0)
    monkeypatch.setattr(search_candidates, "FEW", 2)
    add(county, *(f"示例{number}药店" for number in range(5)), unit=county.xituo)
    add(county, "南宾示例药店")
    assert names("示例") == ["南宾示例药店"]
    assert names("示例药店") == ["南宾示例药店"]


# --- place -----------------------------------------------------------------------------------------------


@pytest.fixture
def put(county):
    def put(entity_id, latitude, longitude):
        row = county.session.get(Entity, entity_id)
        row.latitude, row.longitude = latitude, longitude
        county.session.flush()

    return put


def test_the_nearest_come_first_with_their_distance(county, put, seeker):
    put(county.pharmacy, 29.9905, 108.1100)
    put(county.clinic, 29.9920, 108.1100)
    hits = entity_search.nearest(county.session, 29.99, 108.11, seeker.paths, TODAY)
    assert [(hit.found.name, hit.way, hit.metres) for hit in hits] == [
        ("康民大药房（南宾店）", "near", 56), ("和谐口腔诊所", "near", 222)
    ]  # fmt: skip


def test_near_ones_of_each_of_several_territories_are_shown(county, put):
    put(county.hospital, 29.9905, 108.11)
    put(county.pharmacy, 29.9910, 108.11)
    put(county.wholesaler, 29.9900, 108.11)
    hits = entity_search.nearest(county.session, 29.99, 108.11, (county.nanbin.path, county.xituo.path), TODAY)
    assert [hit.found.name for hit in hits] == ["西沱示例医院", "康民大药房（南宾店）"]


def test_near_ones_of_another_territory_closed_ones_and_far_ones_are_not_shown(county, put, seeker):
    put(county.hospital, 29.99, 108.11)
    put(county.pharmacy, 29.99, 108.11)
    put(county.clinic, 31.5, 108.11)
    county.session.get(Entity, county.pharmacy).status = "closed"
    assert entity_search.nearest(county.session, 29.99, 108.11, seeker.paths, TODAY) == []


# --- upkeep ----------------------------------------------------------------------------------------------


def test_a_renamed_entity_is_found_by_its_new_name_only(county, names, both_ways):
    county.session.get(Entity, county.clinic).name = "仁济医院"
    search_index.index(county.session, [county.clinic])
    assert names("仁济医院") == names("rjyy") == ["仁济医院"]
    assert names("和谐口腔") == []


def test_the_trigram_index_is_as_the_table(county):
    add(county, "单县惠民大药房")
    search_index.index(county.session, county.session.exec(select(Entity.id)))
    county.session.execute(text("INSERT INTO entity_trigram (entity_trigram, rank) VALUES ('integrity-check', 1)"))


def test_many_entities_are_indexed_at_once(county, monkeypatch):
    monkeypatch.setattr("storage.chunks.MOST", 2)
    ids = add(county, *(f"示例{number}药店" for number in range(5)))
    search_index.index(county.session, ids)
    lines = county.session.exec(select(EntityIndex.entity_id).where(EntityIndex.entity_id.in_(ids))).all()
    assert sorted(lines) == sorted(ids)


def test_every_write_path_indexes(county, names):
    entities.register_provisionally(county.session, "新开药店", "distributor", TODAY, county.by())
    add(county, "导入的药店")
    assert names("xkyd") == ["新开药店"]
    assert names("drdyd") == ["导入的药店"]


# --- the index is used -----------------------------------------------------------------------------------


@pytest.fixture(params=["one territory", "two territories"])
def plan(request, county, seeker, monkeypatch):
    if request.param == "two territories":
        seeker = SearchScope((county.nanbin.path, county.xituo.path), (county.nanbin.id, county.xituo.id), county.li)
    monkeypatch.setattr(search_candidates, "SMALL", 0)

    def plan(words):
        connection, steps = county.session.connection(), []

        def explain(_, __, statement, given, *rest):
            if not statement.startswith("EXPLAIN") and "SELECT" in statement:
                rows = connection.connection.driver_connection.execute(f"EXPLAIN QUERY PLAN {statement}", given)
                steps.extend(row[3] for row in rows)

        from sqlalchemy import event

        event.listen(connection, "before_cursor_execute", explain)
        entity_search.search(county.session, words, seeker, TODAY)
        event.remove(connection, "before_cursor_execute", explain)
        return steps

    return plan


@pytest.mark.parametrize("words", ["康民大药房", "kmdyf", "km", CODE])
def test_three_signs_go_through_the_trigram_index_and_no_table_is_read_whole(plan, words):
    steps = plan(words)
    assert any("entity_trigram VIRTUAL TABLE INDEX" in step for step in steps), steps
    tables = {"entity", "entity_index", "entity_place", "unit", "inspection"}
    assert not [step for step in steps if step.startswith("SCAN") and step.split()[1] in tables and "INDEX" not in step]


def test_places_are_looked_up_by_entity_and_units_by_their_path(plan):
    assert any("ix_entity_place_entity_id" in step for step in plan("康民大药房"))


# --- look-alikes -----------------------------------------------------------------------------------------


def test_names_that_may_mean_the_same_are_found_in_scope(county, seeker):
    add(county, "康宁药店", '名"字')
    add(county, "康民大药房", unit=county.xituo)

    def alike(name):
        return [one.name for one in entity_search.alike(county.session, name, seeker, TODAY)]

    assert alike("康民大药房") == alike("康民大药房（南宾）") == ["康民大药房（南宾店）"]
    assert alike("西沱示例医院") == alike("药店") == alike("新") == alike('a"b"c') == []


def test_a_name_read_word_by_word_reads_as_it_does_whole():
    """What is kept for words is what pypinyin says of the whole name."""
    from pypinyin import lazy_pinyin

    for name in (
        "重庆长寿大药房",
        "单县朝阳仇氏诊所",
        "银行旁的大药房(2店)",
        "中医院药abc房",
        "长安长沙长寿店",
        "〇号乐山音乐行",
    ):
        assert [options[0] for options in spellings_of(name)] == [one.lower() for one in lazy_pinyin(name, errors=list)]
