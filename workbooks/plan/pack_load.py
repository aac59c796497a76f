"""Reads a workbook of `pack_export` back; every mistake is named with its sheet and cell.

pack = read_pack_workbook(Path("mine.xlsx"))      # PackError: mine.xlsx 期限!F5：“日期”应填日期，不是“三月底”
"""

from collections.abc import Iterator
from pathlib import Path as File

from pydantic import ValidationError

from campaigns.checks.consistency import loose_ends
from campaigns.checks.error_sentences import sentence
from campaigns.load import PackError, Problem
from campaigns.schema.pack import Pack
from campaigns.yaml_text import Path
from locales import Message
from workbooks.opening import opening
from workbooks.plan.pack_mapping import Assembler
from workbooks.plan.problem_words import in_our_words
from workbooks.plan.regions import CellAddress, CellProblems, Rows


def read_pack_workbook(path: File, name: str = "") -> Pack:
    """The pack; PackError with all mistakes, or with the one reason why the workbook was not opened."""
    name = name or path.name
    try:
        sheets = opening.sheets(path)
    except opening.WorkbookRefused as refused:
        raise PackError([Problem(name, refused.what)]) from refused
    except OSError as error:
        raise PackError([Problem(name, opening.NO_FILE)]) from error
    return pack_of(sheets, name)


def pack_of(sheets: dict[str, Rows], name: str) -> Pack:
    """The pack that the sheets' cells make up."""
    complaints = CellProblems(name)
    assembled = Assembler(sheets, complaints)
    value = assembled.pack()
    try:
        pack = Pack.model_validate(value)
    except ValidationError as error:
        for part in error.errors():
            _complain(complaints, assembled, part["loc"], sentence(part, Pack))
        raise PackError(complaints.problems) from error
    for path, what in loose_ends(pack):
        _complain(complaints, assembled, path, what)
    if complaints.found:
        raise PackError(complaints.problems)
    return pack


def _complain(complaints: CellProblems, assembled: Assembler, loc: Path, what: Message) -> None:
    path = _path(loc, assembled.addresses)
    if path in assembled.unread:  # said already
        return
    address = _nearest(path, assembled.addresses)
    complaints.add(address, in_our_words(what, address.about, assembled.names))


def _path(loc: Path, addresses: dict[Path, CellAddress]) -> Path:
    """pydantic's location without the words that it adds for unions, and without what lies inside one cell."""
    path: Path = ()
    for part in loc:
        if (*path, part) in addresses:
            path = (*path, part)
    return path


def _nearest(path: Path, addresses: dict[Path, CellAddress]) -> CellAddress:
    return next(addresses[place] for place in _upwards(path) if place in addresses)


def _upwards(path: Path) -> Iterator[Path]:
    return (path[:length] for length in range(len(path), -1, -1))
