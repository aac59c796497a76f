"""Registers that strangers send: the same dangers as with plans (D1, D2), under limits of their own."""

import random
import resource
import zipfile
from io import BytesIO

import pytest

from locales import tr
from workbooks.opening.limits import REGISTER
from workbooks.register.register_read import WorkbookRefused

TOO_BIG = "表格过大：每张表最多 50,000 行 × 60 列，文件不超过 20 MB。"
ODD = "表格的内部结构异常，没有打开。请把内容复制到新表格里，再发一次。"
SHEET = "xl/worksheets/sheet1.xml"
HEAD = '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
END = "</sheetData></worksheet>"


@pytest.fixture
def with_parts(sheet_of):
    """The bytes of a small register in which some parts are replaced or added."""

    def replace(added):
        plain, made = BytesIO(), BytesIO()
        sheet_of(["企业名称", "地址"], ["甲", "乙"]).save(plain)
        with zipfile.ZipFile(plain) as before, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as after:
            parts = {name: before.read(name) for name in before.namelist()}
            for name, content in {**parts, **added}.items():
                after.writestr(name, content)
        return made.getvalue()

    return replace


@pytest.fixture
def refusal(opened):
    """What is said about a file; with no memory of ours."""

    def refuse(content):
        memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        with pytest.raises(WorkbookRefused) as caught:
            opened(content)
        assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - memory < 60_000  # kB, of which 20 MB are the file
        return tr(caught.value.what)

    return refuse


def row(number, *texts):
    cells = "".join(
        f'<c r="{letter}{number}" t="inlineStr"><is><t>{text}</t></is></c>'
        for letter, text in zip("ABC", texts, strict=False)
    )
    return f'<row r="{number}">{cells}</row>'


NAMES = row(1, "企业名称", "地址", "联系电话")


def test_a_file_over_twenty_megabytes(refusal):
    assert refusal(b"PK\3\4" + bytes(REGISTER.bytes)) == TOO_BIG


def test_a_zip_bomb(refusal, with_parts):
    assert refusal(with_parts({SHEET: b"<worksheet>" + b" " * 60_000_000})) == TOO_BIG


def test_more_rows_than_fit(refusal, with_parts):
    noise = random.Random(1)
    rows = "".join(row(number, f"第{noise.random()}家") for number in range(2, 50_030))
    assert refusal(with_parts({SHEET: f"{HEAD}{NAMES}{rows}{END}".encode()})) == TOO_BIG


def test_a_column_beyond_the_last_one(refusal, with_parts):
    cell = '<row r="2"><c r="XFD2"><v>1</v></c></row>'
    assert refusal(with_parts({SHEET: f"{HEAD}{NAMES}{cell}{END}".encode()})) == TOO_BIG


def test_more_merged_cells_than_anybody_makes(refusal, with_parts):
    noise = random.Random(2)
    ranges = "".join(f'<mergeCell ref="A{n}:B{n + noise.randrange(9)}"/>' for n in range(2, 120_000))
    text = f"{HEAD}{NAMES}</sheetData><mergeCells>{ranges}</mergeCells></worksheet>"
    assert refusal(with_parts({SHEET: text.encode()})) == TOO_BIG


def test_a_row_far_below_and_thousands_of_empty_dressed_rows_are_read(opened, with_parts):
    dressed = "".join(f'<row r="{number}" s="1"><c r="A{number}"/></row>' for number in range(3, 60_000))
    text = f"{HEAD}{NAMES}{row(2, '甲')}{dressed}{row(1_048_576, '乙')}{END}"
    rows = list(opened(with_parts({SHEET: text.encode()})).rows())
    assert [(one.number, one.values) for one in rows] == [(2, {"name": "甲"}), (1_048_576, {"name": "乙"})]


def test_numbers_that_are_none(opened, with_parts):
    cells = "".join(
        f'<row r="{number}"><c r="A{number}"><v>{number}</v></c><c r="C{number}"><v>{text}</v></c></row>'
        for number, text in ((2, "1e999"), (3, "9" * 400), (4, "-1e999"))
    )
    book = opened(with_parts({SHEET: f"{HEAD}{NAMES}{cells}{END}".encode()}))
    assert [tr(one.what) for row in book.rows() for one in row.problems] == [
        "单元格显示inf…，公式出错了，请直接填写内容。",
        "单元格显示999999999…，公式出错了，请直接填写内容。",
        "单元格显示-inf…，公式出错了，请直接填写内容。",
    ]


@pytest.mark.parametrize("part", ["xl/workbook.xml", SHEET, "xl/sharedStrings.xml", "[Content_Types].xml"])
@pytest.mark.parametrize(
    "declaration",
    [
        b'<!DOCTYPE x [<!ENTITY a "lol"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>',
        b'<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>',
        b'<!DOCTYPE x SYSTEM "http://127.0.0.1:1/x.dtd">',
    ],
)
def test_xml_with_a_document_type(refusal, with_parts, part, declaration):
    assert refusal(with_parts({part: b'<?xml version="1.0"?>' + declaration + b"<x>&e;</x>"})) == ODD


@pytest.mark.parametrize(
    ("part", "says"),
    [("xl/vbaProject.bin", "表格里有宏"), ("xl/embeddings/a.bin", "表格里嵌有其他文件")],
)
def test_macros_and_embedded_files(refusal, with_parts, part, says):
    assert refusal(with_parts({part: b"x"})).startswith(says)


def test_damaged_files_are_refused_or_read(opened, with_parts):
    """Bytes changed anywhere: never another exception."""
    chance, content, said = random.Random(7), with_parts({}), set()
    for _ in range(12):
        changed = bytearray(content)
        for _ in range(chance.randrange(1, 30)):
            changed[chance.randrange(len(changed))] = chance.randrange(256)
        try:
            list(opened(bytes(changed)).rows())
        except WorkbookRefused as refused:
            said.add(tr(refused.what)[-1])
    assert said <= {"。"}
