"""What is exported and taken in again is the same, for whatever anybody may have written."""

from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from weakref import ref

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as some
from openpyxl import load_workbook

from tests.samples import samples
from workbooks.register.register_cells import cleaned, decoded
from workbooks.register.register_columns import SHEETS
from workbooks.register.register_export import words_by_key, write_register, written
from workbooks.register.register_lines import BESIDE, SECTION
from workbooks.register.register_lines import EXAMPLE as EXAMPLE_ROW
from workbooks.register.register_read import read_register
from workbooks.register.register_values import EMPTY, ERASE, CellReader


def is_said(text):
    """A text that means itself: not the signs for nothing or erase, no row that is left out."""
    first = not any(pattern.match(text) for pattern in (EXAMPLE_ROW, BESIDE, SECTION))
    plain = all(character == "\n" or character.isprintable() for character in text)
    return plain and text not in ("", *EMPTY, ERASE) and text == cleaned(text) and first and not text.isdecimal()


HAN = some.text("康民大药房有限公司南宾所石柱县（）〔〕·𠮷\n=+-@'\"<&>_x0041_,;%", min_size=1, max_size=12)
ANY = some.text(some.characters(exclude_categories=["C", "Z"]), min_size=1, max_size=12)
TEXTS = (HAN | ANY).map(cleaned).filter(is_said)
NAMES = some.lists(some.sampled_from(["张三", "李四", "王芳", "欧阳修", "司马光"]), min_size=1, max_size=3, unique=True)
DAYS = some.dates(date(1949, 1, 1), date(2100, 12, 31))


def values_of(column, choices):
    keys = sorted({key for key in choices.get(column.choices, {}).values() if "," not in key})
    return {
        "text": TEXTS,
        "code": some.text("0123456789ABCDEFGHJKLMNPQRTUWXY", min_size=15, max_size=18),
        "credit_code": some.from_regex(r"[0-9]{15}|9[1-3][0-9]{6}[0-9A-HJ-NPQRTUWXY]{10}", fullmatch=True),
        "phone": some.from_regex(r"1[3-9][0-9]{9}", fullmatch=True),
        "day": DAYS,
        "count": some.integers(0, 999_999),
        "degrees": some.floats(-90, 90).map(lambda degrees: round(degrees, 6)),
        "money": some.integers(0, 10**11),
        "choice": some.sampled_from(keys) if keys else TEXTS,
        "choices": some.lists(some.sampled_from(keys), min_size=1, unique=True).map(tuple) if keys else some.none(),
        "names": NAMES.map(tuple),
        "yes_no": some.booleans(),
    }[column.kind]


def rows_of(sheet, choices):
    needed = {column.key: values_of(column, choices) for column in sheet.columns if column.required}
    others = {column.key: values_of(column, choices) for column in sheet.columns if not column.required}
    return some.fixed_dictionaries(needed, optional=others)


def there_and_back(rows, choices):
    with TemporaryDirectory() as folder:
        file = Path(folder) / "out.xlsx"
        write_register(file, rows, choices)
        with read_register(file, "out.xlsx", choices) as book:
            found = {key: [] for key in rows}
            for row in book.rows():
                assert row.problems == ()
                found[row.sheet].append(dict(row.values))
            return found


@pytest.mark.parametrize(
    ("sheet", "column"), [(sheet.key, column.key) for sheet in SHEETS.values() for column in sheet.columns]
)
@pytest.mark.soak
@settings(max_examples=samples(30, 1_000))
@given(data=some.data())
def test_every_value_comes_back_from_its_cell(sheet, column, choices, data):
    about = SHEETS[sheet].column(column)
    words = choices.get(about.choices, {})
    value = data.draw(values_of(about, choices))
    cell = written(value, about, words_by_key(words))
    if value is not None:
        assert CellReader(about, words).read(decoded(cell)) == value


@settings(max_examples=3, phases=[Phase.generate])
@given(data=some.data())
def test_a_whole_workbook_comes_back_as_it_went(choices, data):
    rows = {
        key: data.draw(some.lists(rows_of(sheet, choices), min_size=3, max_size=6)) for key, sheet in SHEETS.items()
    }
    assert there_and_back(rows, choices) == rows


def test_a_word_with_a_list_mark_of_its_own_comes_back(choices):
    words = dict(choices) | {"tags": {"注册人、备案人": "holder", "新开办": "new"}}
    rows = {"entities": [{"name": "甲", "tags": ("holder", "new")}, {"name": "乙", "tags": ("holder",)}]}
    assert there_and_back(rows, words) == rows


def test_what_is_empty_stays_away(choices):
    assert there_and_back({"entities": [{"name": "甲", "tags": (), "phone": None}]}, choices) == {
        "entities": [{"name": "甲"}]
    }


def test_a_key_that_no_plan_in_force_has_is_written_as_it_is(choices, tmp_path):
    write_register(tmp_path / "out.xlsx", {"inspections": [{"entity": "甲", "kind": "old_kind"}]}, choices)
    page = load_workbook(tmp_path / "out.xlsx")["检查"]
    assert page["D3"].value == "old_kind"


def test_formulas_stay_texts(choices, tmp_path):
    write_register(
        tmp_path / "out.xlsx", {"entities": [{"name": "=1+1", "address": "#REF!", "contact": "'x"}]}, choices
    )
    cells = [cell for cell in load_workbook(tmp_path / "out.xlsx")["监管对象"][3] if cell.value]
    assert [(cell.value, cell.data_type) for cell in cells] == [("=1+1", "s"), ("'x", "s"), ("#REF!", "s")]


def test_rows_are_written_one_by_one(choices, tmp_path):
    class Entry(dict):
        """A row that can be watched."""

    written, most = [], 0

    def rows():
        nonlocal most
        for number in range(500):
            row = Entry(name=f"第{number}家")
            written.append(ref(row))
            yield row
            most = max(most, sum(one() is not None for one in written[-20:]))

    write_register(tmp_path / "out.xlsx", {"entities": rows()}, choices)
    assert (len(written), most <= 2) == (500, True)
