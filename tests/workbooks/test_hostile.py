"""Workbooks that strangers send: each is read, or refused in one sentence; nothing grows or hangs (D1, D2)."""

import random
import re
import resource
import struct
import zipfile
from datetime import date, time
from io import BytesIO

import pytest

from locales import tr
from workbooks.opening.limits import OLD_FORMAT, PACK
from workbooks.opening.opening import WorkbookRefused, sheets

TOO_BIG = "表格过大：每张表最多 5,000 行 × 60 列，文件不超过 10 MB。"
DAMAGED = "这不是 Excel 表格（.xlsx），或者文件已损坏。请另存为 .xlsx，再发一次。"
LOCKED = "表格加了密，或者是旧的 .xls 格式。请另存为不带密码的 .xlsx，再发一次。"
ODD = "表格的内部结构异常，没有打开。请把内容复制到新表格里，再发一次。"
SHEET = "xl/worksheets/sheet1.xml"
SHARED_STRINGS = (
    b'<Override PartName="/xl/sharedStrings.xml" '
    b'ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"/>'
)
LAUGHS = b"".join(b'<!ENTITY l%d "%s">' % (n + 1, b"&l%d;" % n * 10) for n in range(9))


@pytest.fixture
def refusal(tmp_path):
    """What is said about a file; within ten seconds of work, and with no memory of ours."""

    def refuse(content):
        file = tmp_path / "theirs.xlsx"
        file.write_bytes(content)
        worked, memory = work_of_children(), resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        with pytest.raises(WorkbookRefused) as caught:
            sheets(file)
        assert work_of_children() - worked < PACK.seconds + 2
        assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - memory < 20_000  # kB
        return tr(caught.value.what)

    return refuse


def work_of_children():
    """Seconds of CPU; those on the wall would tell of the machine's other work."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


@pytest.fixture
def rebuilt(shizhu_bytes):
    """The workbook with some parts replaced or added; a part is what is done to its bytes."""

    def rebuild(**changes):
        return zipped({**parts(shizhu_bytes), **changes.pop("added", {})}, **changes)

    return rebuild


def parts(content):
    with zipfile.ZipFile(BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def zipped(files, method=zipfile.ZIP_DEFLATED):
    made = BytesIO()
    with zipfile.ZipFile(made, "w", method) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return made.getvalue()


def test_a_zip_bomb(refusal, rebuilt):
    assert refusal(rebuilt(added={SHEET: b"<worksheet>" + b" " * 60_000_000})) == TOO_BIG


def test_many_parts_that_unpack_to_too_much(refusal, rebuilt):
    noise = random.Random(1).randbytes(500_000) * 2
    assert refusal(rebuilt(added={f"xl/media/{n}.bin": noise for n in range(101)})) == TOO_BIG


def test_too_many_entries(refusal, rebuilt):
    assert refusal(rebuilt(added={f"xl/media/{n}.txt": b"x" for n in range(201)})) == TOO_BIG


def test_a_file_over_ten_megabytes(refusal):
    assert refusal(b"PK\3\4" + bytes(PACK.bytes)) == TOO_BIG


@pytest.mark.parametrize(
    "part", ["xl/workbook.xml", SHEET, "xl/sharedStrings.xml", "[Content_Types].xml", "docProps/app.xml"]
)
@pytest.mark.parametrize(
    "declaration",
    [
        b'<!DOCTYPE x [<!ENTITY l0 "lol">' + LAUGHS + b"]>",
        b'<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>',
        b'<!DOCTYPE x SYSTEM "http://127.0.0.1:1/x.dtd">',
        b'<!DOCTYPE x [<!ENTITY % p SYSTEM "file:///etc/passwd"> %p;]>',
        b'<!DOCTYPE x [<!ENTITY q "' + b"A" * 100_000 + b'">]>',
    ],
)
def test_xml_with_a_document_type(refusal, rebuilt, part, declaration):
    assert refusal(rebuilt(added={part: b'<?xml version="1.0"?>' + declaration + b"<x>&l9;</x>"})) == ODD


def test_a_document_type_in_another_encoding(refusal, rebuilt):
    text = '<?xml version="1.0" encoding="UTF-16"?><!DOCTYPE x [<!ENTITY a "b">]><x>&a;</x>'
    assert refusal(rebuilt(added={"xl/workbook.xml": text.encode("utf-16")})) == ODD


def test_a_document_type_behind_a_long_comment(refusal, rebuilt):
    text = b"<!--" + random.Random(2).randbytes(600_000).hex().encode() + b"--><!DOCTYPE x><x/>"
    assert refusal(rebuilt(added={SHEET: text})) == ODD


def test_hundreds_of_thousands_of_empty_styled_rows(refusal, rebuilt):
    rows = "".join(
        f'<row r="{n}" spans="1:3" s="1" customFormat="1"><c r="A{n}" s="1"/></row>' for n in range(1, 400_000)
    )
    head = '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
    assert refusal(rebuilt(added={SHEET: f"{head}{rows}</sheetData></worksheet>".encode()})) == TOO_BIG


def test_one_cell_in_the_last_row_and_one_in_the_last_column(refusal, rebuilt):
    head = '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
    for cell, row in (("A1048576", 1048576), ("XFD1", 1)):
        one = f'<row r="{row}"><c r="{cell}"><v>1</v></c></row></sheetData></worksheet>'
        assert refusal(rebuilt(added={SHEET: (head + one).encode()})) == TOO_BIG


def test_a_short_file_that_repeats_a_long_text(refusal, rebuilt, shizhu_bytes):
    text = "长" * 30_000
    strings = f'<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><si><t>{text}</t></si></sst>'
    rows = "".join(f'<row r="{n}"><c r="A{n}" t="s"><v>0</v></c></row>' for n in range(1, 4000))
    head = '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
    types = parts(shizhu_bytes)["[Content_Types].xml"].replace(b"</Types>", SHARED_STRINGS + b"</Types>")
    added = {
        "[Content_Types].xml": types,
        "xl/sharedStrings.xml": strings.encode(),
        SHEET: f"{head}{rows}</sheetData></worksheet>".encode(),
    }
    assert refusal(rebuilt(added=added)) == TOO_BIG


@pytest.mark.parametrize(
    ("part", "says"),
    [
        ("xl/vbaProject.bin", "表格里有宏"),
        ("xl/externalLinks/externalLink1.xml", "表格引用了其他文件"),
        ("xl/embeddings/oleObject1.bin", "表格里嵌有其他文件"),
        ("xl/activeX/activeX1.xml", "表格里有控件"),
        ("xl\\VBAPROJECT.BIN", "表格里有宏"),
    ],
)
def test_what_no_honest_plan_needs(refusal, rebuilt, part, says):
    assert refusal(rebuilt(added={part: b"x"})).startswith(says)


@pytest.mark.parametrize("content", [b"", b"PK", "单位,数量".encode(), b"%PDF-1.7", b"\xff\xd8\xff\xe0" + bytes(50)])
def test_what_is_no_workbook(refusal, content):
    assert refusal(content) == DAMAGED


def test_a_zip_that_is_no_workbook(refusal):
    assert refusal(zipped({"readme.txt": b"x"})) == DAMAGED
    assert refusal(zipped({"[Content_Types].xml": b"<x/>", "word/document.xml": b"<x/>"})) == DAMAGED


def test_an_encrypted_workbook_and_one_of_the_old_format(refusal, shizhu_bytes):
    assert refusal(OLD_FORMAT + bytes(5000)) == LOCKED
    assert refusal(with_flags(shizhu_bytes, 1)) == LOCKED


def with_flags(content, flags):
    """Every entry marked, e.g. as encrypted."""
    changed = bytearray(content)
    place = changed.find(b"PK\1\2")
    while place >= 0:
        struct.pack_into("<H", changed, place + 8, flags)
        place = changed.find(b"PK\1\2", place + 4)
    return bytes(changed)


def test_entries_that_share_their_bytes(refusal, shizhu_bytes):
    changed = bytearray(shizhu_bytes)
    first = changed.find(b"PK\1\2")
    second = changed.find(b"PK\1\2", first + 4)
    struct.pack_into("<I", changed, second + 42, struct.unpack_from("<I", changed, first + 42)[0])
    assert refusal(bytes(changed)) == ODD


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_two_entries_of_the_same_name(refusal, shizhu_bytes):
    changed = BytesIO(shizhu_bytes)
    with zipfile.ZipFile(changed, "a") as archive:
        archive.writestr("xl/workbook.xml", b"<x/>")
    assert refusal(changed.getvalue()) == ODD


def test_cut_off_and_damaged_files_are_refused_or_read(tmp_path, shizhu_bytes):
    """Bytes changed anywhere: never a crash, never a hang, never another exception."""
    chance = random.Random(7)
    file, said = tmp_path / "theirs.xlsx", set()
    for _ in range(25):
        changed = bytearray(shizhu_bytes[: chance.choice([len(shizhu_bytes), chance.randrange(len(shizhu_bytes))])])
        for _ in range(chance.randrange(1, 30)):
            changed[chance.randrange(len(changed))] = chance.randrange(256)
        file.write_bytes(changed)
        try:
            assert sheets(file)
        except WorkbookRefused as refused:
            said.add(tr(refused.what))
    assert said <= {TOO_BIG, DAMAGED, LOCKED, ODD}


def test_the_dimension_that_wps_writes_is_not_believed(tmp_path, shizhu_bytes, rebuilt):
    wrong = b'<dimension ref="A1:A1"/>'
    files = {name: re.sub(b"<dimension[^>]*/>", wrong, content) for name, content in parts(shizhu_bytes).items()}
    assert sum(wrong in content for content in files.values()) == 13
    ours, theirs = tmp_path / "ours.xlsx", tmp_path / "wps.xlsx"
    ours.write_bytes(shizhu_bytes)
    theirs.write_bytes(zipped(files))
    assert sheets(theirs) == sheets(ours)


def test_dates_numbers_and_percentages_arrive_as_they_look(tmp_path, shizhu_book):
    sheet = shizhu_book["催办"]
    for row, value in enumerate([date(2025, 3, 31), time(9, 30), 3.0, 3.5, True, 0.15], 30):
        sheet.cell(row, 5).value = value
    sheet.cell(35, 5).number_format = "0%"
    file = tmp_path / "typed.xlsx"
    shizhu_book.save(file)
    found = [row[4] for row in sheets(file)["催办"][29:35]]
    assert found == ["2025-03-31", "09:30:00", "3", "3.5", "True", "15"]
