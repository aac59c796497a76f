"""What a workbook may be before anything of it is unpacked; each refusal is one sentence."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from zipfile import ZipFile, ZipInfo

from locales import N_, Message

MEGABYTE = 1024 * 1024


@dataclass(frozen=True)
class Limits:
    """What one sort of workbook may have: `seconds` of work, and no more than `patience` on a busy machine."""

    rows: int
    bytes: int
    unpacked: int
    characters: int
    seconds: int
    patience: int
    columns: int = 60
    sheets: int = 60


PACK = Limits(rows=5_000, bytes=10 * MEGABYTE, unpacked=100 * MEGABYTE, characters=5_000_000, seconds=10, patience=60)
REGISTER = Limits(
    rows=50_000, bytes=20 * MEGABYTE, unpacked=400 * MEGABYTE, characters=60_000_000, seconds=240, patience=600
)
"""Telegram hands no larger files to a bot. 50,000 rows × 31 columns took 22 to 45 seconds of work (2 busy cores)."""

MOST_ENTRIES = 200
MOST_RATIO, SMALL_PART = 100, MEGABYTE
"""Small parts compress better than that honestly."""

OLD_FORMAT = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
"""How files of the old format begin, and encrypted ones of the new."""
UNWANTED: dict[str, Message] = {
    "vbaproject": N_("The workbook holds macros. Save it as .xlsx without macros and send it again."),
    "activex/": N_("The workbook holds controls. Copy the cells into a new workbook and send that."),
    "externallinks/": N_("The workbook refers to other files. Paste the cells as values and send it again."),
    "embeddings/": N_("The workbook holds embedded files. Remove them and send it again."),
}
SLICE = 256 * 1024
DECLARATIONS = [
    word.encode(coding) for word in ("<!DOCTYPE", "<!ENTITY") for coding in ("utf-8", "utf-16-le", "utf-16-be")
]
LOCAL_HEADER = 30

NOT_A_WORKBOOK = N_(
    "This is not an Excel workbook (.xlsx), or it is damaged. Save it again as .xlsx and send it again."
)
LOCKED = N_(
    "The workbook is encrypted or in the old .xls format. Save it as .xlsx without a password and send it again."
)
TRICKS = N_("The workbook is built in an unusual way and was not opened. Copy the cells into a new one and send that.")


class WorkbookRefused(Exception):
    """The workbook was not read."""

    def __init__(self, what: Message) -> None:
        super().__init__(what.msgid)
        self.what = what


def too_big(limits: Limits) -> WorkbookRefused:
    return WorkbookRefused(
        N_(
            "The workbook is too big: at most {rows} rows × {columns} columns on a sheet, and {megabytes} MB.",
            rows=f"{limits.rows:,}",
            columns=limits.columns,
            megabytes=limits.bytes // MEGABYTE,
        )
    )


def check(path: Path, limits: Limits) -> None:
    """Refuses what is too big or holds what no honest pack needs; damage comes as whatever `zipfile` says of it."""
    if path.stat().st_size > limits.bytes:
        raise too_big(limits)
    with path.open("rb") as file:
        if file.read(len(OLD_FORMAT)) == OLD_FORMAT:
            raise WorkbookRefused(LOCKED)
    with ZipFile(path) as archive:
        _check_entries(archive.infolist(), limits)
        for entry in archive.infolist():
            _check_declarations(archive, entry)


def _check_entries(entries: list[ZipInfo], limits: Limits) -> None:
    names = [entry.filename.lower().replace("\\", "/") for entry in entries]
    if "[content_types].xml" not in names or not any(name.startswith("xl/") for name in names):
        raise WorkbookRefused(NOT_A_WORKBOOK)
    if len(entries) > MOST_ENTRIES or sum(entry.file_size for entry in entries) > limits.unpacked:
        raise too_big(limits)
    for name in names:
        for part, what in UNWANTED.items():
            if part in name:
                raise WorkbookRefused(what)
    if any(entry.flag_bits & 1 for entry in entries):
        raise WorkbookRefused(LOCKED)
    if any(_swells(entry) for entry in entries):
        raise too_big(limits)
    if len(set(names)) < len(names) or _overlap(entries):
        raise WorkbookRefused(TRICKS)


def _swells(entry: ZipInfo) -> bool:
    return entry.file_size > SMALL_PART and entry.file_size > MOST_RATIO * max(entry.compress_size, 1)


def _overlap(entries: list[ZipInfo]) -> bool:
    """Whether two entries share bytes, so that a small file unpacks to many; older Pythons do not look."""
    spans = sorted((entry.header_offset, entry.header_offset + LOCAL_HEADER + entry.compress_size) for entry in entries)
    return any(end > start for (_, end), (start, _) in pairwise(spans))


def _check_declarations(archive: ZipFile, entry: ZipInfo) -> None:
    """No part may declare a document type or entities, which can name other files or swell without end."""
    before = b""
    for piece in _slices(archive, entry):
        if any(word in before + piece for word in DECLARATIONS):
            raise WorkbookRefused(TRICKS)
        before = piece[-32:]


def _slices(archive: ZipFile, entry: ZipInfo) -> Iterator[bytes]:
    with archive.open(entry) as part:  # reads no more than the size declared
        while piece := part.read(SLICE):
            yield piece
