"""YAML → workbook → YAML without loss: for the packs that come with the program, and for any that the schema allows."""

from datetime import date, time
from decimal import Decimal
from io import BytesIO
from typing import get_args

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from campaigns.load import load_pack, pack_keys, parse
from campaigns.save import to_yaml
from campaigns.schema.pack import Pack, Period, PlanRow, PlanTable
from tests.samples import samples
from workbooks.cells import closed_words
from workbooks.plan.block_columns import columns_of
from workbooks.plan.field_kinds import bare, kind_of
from workbooks.plan.layout import BLOCKS
from workbooks.plan.pack_export import pack_workbook
from workbooks.plan.pack_load import read_pack_workbook
from workbooks.plan.pack_mapping import Assembler
from workbooks.plan.regions import CellProblems


@pytest.mark.parametrize("key", pack_keys())
def test_a_pack_comes_back_the_same(key, tmp_path):
    pack = load_pack(key)
    file = tmp_path / "pack.xlsx"
    file.write_bytes(pack_workbook(pack))
    back = read_pack_workbook(file)
    assert back == pack
    assert parse(to_yaml(back), "back.yaml") == pack


def all_pieces(piece=Pack, seen=None):
    seen = {} if seen is None else seen
    if piece not in seen:
        seen[piece] = True
        for field in piece.model_fields.values():
            for inner in kind_of(field).pieces:
                all_pieces(inner, seen)
    return list(seen)


def test_every_field_has_a_chinese_name():
    assert [column.path for block in BLOCKS.values() for column in columns_of(block) if column.label.isascii()] == []


@pytest.mark.parametrize("piece", all_pieces(), ids=lambda piece: piece.__name__)
def test_every_closed_vocabulary_has_words_of_its_own(piece):
    for name, field in piece.model_fields.items():
        values = kind_of(field).values
        words = closed_words.words(values)
        assert len(set(words)) == len(values), name
        assert not any(word.isascii() for word in words), (name, words)


def test_no_two_columns_of_a_block_have_the_same_heading():
    for block in BLOCKS.values():
        labels = [column.label for column in columns_of(block)]
        assert len(set(labels)) == len(labels)


# Packs that nobody would write: every field of the schema, filled with whatever fits its type.

KEY_WORDS = ["a", "b", "c-1", "2d", "e_e"]
KEYS = st.sampled_from(KEY_WORDS)
ODD = [
    "无", "（空）", "=1+1", "_x0041_", "a；b、c：d", "两\n行", " 边 ", "\\", "\\n", "x005F_", "1", "2025-03-31", "是",
    "■ 单位",
]  # fmt: skip
TEXTS = st.sampled_from(ODD) | st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=12).filter(
    lambda text: text not in KEY_WORDS  # these packs name pieces that are not there: a title could be taken for them
)
PLAIN = {
    bool: st.booleans(),
    int: st.integers(1, 12),
    float: st.floats(1, 100),
    Decimal: st.decimals(1, 100, places=3),
    date: st.dates(date(1850, 1, 1)),
    time: st.times().map(lambda moment: moment.replace(microsecond=0)),
}


def values(field):
    kind, annotation = kind_of(field), bare(field.annotation)
    if kind.sort == "piece":
        one = st.one_of([parts(piece) for piece in kind.pieces])
    elif kind.sort == "choice":
        one = st.sampled_from(kind.values)
    elif kind.sort == "reference" or "a-z" in repr(field.metadata) or field == Period.model_fields["key"]:
        one = KEYS
    elif kind.sort == "text":
        one = TEXTS | st.just("") if field.annotation is str and not field.metadata else TEXTS
    else:
        one = PLAIN[bare(get_args(annotation)[0]) if kind.many else annotation]
    if kind.many:
        return lists(one)
    return one if field.is_required() or field.annotation is annotation else one | st.none()


def lists(one):
    return st.lists(one, max_size=3, unique_by=lambda part: getattr(part, "key", None) or repr(part)).map(tuple)


def parts(piece):
    if piece is PlanTable:
        return plan_tables()
    fields = {name: values(field) for name, field in piece.model_fields.items()}
    return st.fixed_dictionaries(fields).map(lambda found: valid(piece, found)).filter(bool)


def valid(piece, found):
    """What the class itself refuses (a rule that counts from two things) is no pack."""
    try:
        return piece(**found)
    except ValueError:
        return None


@st.composite
def plan_tables(draw):
    fields = {name: draw(values(field)) for name, field in PlanTable.model_fields.items() if name != "rows"}
    periods = [period.key for period in fields["periods"]]
    columns = [column.key for column in fields["columns"]]
    rows = [
        PlanRow(unit=unit, plan={p: {c: draw(st.integers(0, 99)) for c in columns} for p in periods}, printed_total=7)
        for unit in draw(st.lists(KEYS, unique=True, max_size=3))
    ]
    return PlanTable(**{**fields, "rows": tuple(rows) if periods and columns else ()})


SMALL = parse(
    """
key: small
year: 2026
title: 小方案
issuer: 某局
units: [{key: a, kind: county, name: 某县局}]
entity_kinds: [{key: a, title: 商场}]
inspection_kinds: [{key: a, title: 抽查}]
outcomes: [{key: a, title: 好, findings: false}, {key: b, title: 坏, findings: true}]
close_out: {per: item, second_person: false, words: 销号, source: 四}
""",
    "small.yaml",
)


@pytest.mark.soak
@settings(max_examples=samples(12, 300), suppress_health_check=list(HealthCheck), phases=[Phase.generate])
@given(st.data())
def test_whatever_the_schema_allows_comes_back_the_same(data):
    names = data.draw(st.lists(st.sampled_from(list(Pack.model_fields)), min_size=1, max_size=2, unique=True))
    pack = SMALL.model_copy(update={name: data.draw(values(Pack.model_fields[name]), label=name) for name in names})
    complaints = CellProblems("small.xlsx")
    back = Assembler(read_cells(pack_workbook(pack)), complaints).pack()
    assert complaints.problems == []
    assert Pack.model_validate(back) == pack


def read_cells(content):
    book = load_workbook(BytesIO(content), read_only=True)
    return {sheet.title: [[text_of(cell.value) for cell in row] for row in sheet.iter_rows()] for sheet in book}


def text_of(value):
    if isinstance(value, date):
        return value.date().isoformat()
    return None if value is None else str(value)
