"""一企一档: one entity's file as sheets to print, a subject each."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from locales import N_, Text
from reports.drawing.dates import full_day
from reports.drawing.table import Cell, Orientation, Table, Value, header_row

Column = tuple[Text, float]
Line = tuple[Value, ...]


@dataclass(frozen=True)
class Subject:
    """A sheet and its columns with their widths."""

    sheet: Text
    columns: tuple[Column, ...]
    orientation: Orientation = "landscape"


SUBJECTS: Mapping[str, Subject] = {
    "facts": Subject(N_("Basic facts"), ((N_("Item"), 18), (N_("Content"), 55)), orientation="portrait"),
    "visits": Subject(
        N_("Inspections"),
        (
            (N_("Number"), 15),
            (N_("Day of the visit"), 10.7),
            (N_("Unit"), 9),
            (N_("Kind of check"), 9),
            (N_("Number of people"), 5),
            (N_("Outcome"), 11),
            (N_("What was found"), 26),
            (N_("Note"), 16),
            (N_("Recorded by"), 8),
        ),
    ),
    "risks": Subject(
        N_("Risk items"),
        (
            (N_("Number"), 15),
            (N_("Risk item"), 29),
            (N_("Source"), 9),
            (N_("Opened on"), 10.7),
            (N_("Rectify by"), 10.7),
            (N_("Status"), 9),
            (N_("Closed out on"), 10.7),
            (N_("Unit"), 9),
            (N_("Responsible"), 9),
        ),
    ),
    "self_checks": Subject(
        N_("Self-checks"), ((N_("Self-check form"), 50), (N_("Sent on"), 23)), orientation="portrait"
    ),
    "cases": Subject(
        N_("Cases and referrals"),
        (
            (N_("Number"), 15),
            (N_("What it is"), 7),
            (N_("Cause or subject"), 30),
            (N_("Filed or handed over on"), 14),
            (N_("Decided or answered on"), 14),
            (N_("Fined and confiscated (yuan)"), 12),
            (N_("Handed to"), 14),
            (N_("Result"), 14),
        ),
    ),
    "licences": Subject(
        N_("Licences"),
        (
            (N_("Licence or filing"), 30),
            (N_("Number"), 30),
            (N_("What was done"), 12),
            (N_("Day"), 12),
            (N_("Valid until"), 12),
            (N_("Reason"), 18),
        ),
    ),
    "levels": Subject(
        N_("Grading history"),
        (
            (N_("Scheme"), 10),
            (N_("Level"), 9),
            (N_("From"), 11),
            (N_("Until"), 11),
            (N_("Published on"), 11),
            (N_("Reason"), 22),
        ),
        orientation="portrait",
    ),
    "pauses": Subject(
        N_("Out of business"),
        ((N_("Status"), 13), (N_("From"), 12), (N_("Until"), 12), (N_("Reason"), 37)),
        orientation="portrait",
    ),
    "contacts": Subject(
        N_("Contacts"),
        ((N_("Person's name"), 16), (N_("Post"), 22), (N_("Telephone"), 22), (N_("Since"), 13)),
        orientation="portrait",
    ),
}
WORDY = {"What was found", "Note", "Risk item", "Cause or subject", "Reason", "Content"}
"""Columns of sentences begin at the left."""


@dataclass(frozen=True)
class EntityFile:
    """What is known of an entity, in words: a line of values for each row of each subject."""

    name: str
    unit: str
    as_of: date
    lines: Mapping[str, tuple[Line, ...]] = field(default_factory=dict)
    more: Mapping[str, Subject] = field(default_factory=dict)
    """Sheets beside those that every file has, by key."""


def entity_file(file: EntityFile) -> list[Table]:
    return [_table(file, key, subject) for key, subject in {**SUBJECTS, **file.more}.items()]


def _table(file: EntityFile, key: str, subject: Subject) -> Table:
    lines = file.lines.get(key, ())
    titles = [title for title, _ in subject.columns]
    return Table(
        key=f"entity-{key}",
        title=N_("{name}: {subject}", name=file.name, subject=subject.sheet),
        sheet=subject.sheet,
        unit=file.unit,
        as_of=file.as_of,
        head=(file.unit, N_("As of {day}", day=full_day(file.as_of))),
        header=(header_row(*titles),),
        rows=tuple(tuple(_cell(title, value) for title, value in zip(titles, line, strict=True)) for line in lines),
        widths=tuple(width for _, width in subject.columns),
        notes=() if lines else (N_("Nothing on record."),),
        orientation=subject.orientation,
    )


def _cell(title: Text, value: Value) -> Cell:
    wordy = not isinstance(title, str) and title.msgid in WORDY
    return Cell(value, align="left" if wordy else "center")
