"""A self-check form (自查表) as annexed, to be filled in by an entity; what is known of it stands in the head."""

from collections.abc import Mapping

from campaigns.schema.blanks import Fill
from campaigns.schema.points import FormColumn, Item, SelfCheck
from reports.drawing.blank_lines import blank_lines, sign_lines
from reports.drawing.column_widths import POINTS, page_wide
from reports.drawing.official_notes import self_check_notes
from reports.drawing.table import Cell, Row, Table, header_row


def self_check(form: SelfCheck, filled: Mapping[Fill, str]) -> Table:
    return Table(
        key=form.key,
        title=form.title,
        sheet=form.title,
        header=(header_row(*(column.title for column in form.columns)),),
        rows=tuple(_row(form, item) for item in form.items),
        widths=page_wide([column.width or POINTS[column.holds] for column in form.columns], "portrait"),
        blanks=blank_lines(form.head, filled),
        signed=sign_lines(form.pledge, form.sign),
        signed_inside=True,
        notes=self_check_notes(form),
        row_height=28,
    )


def _row(form: SelfCheck, item: Item) -> Row:
    return tuple(_cell(column, item) for column in form.columns)


def _cell(column: FormColumn, item: Item) -> Cell:
    if column.holds == "number":
        return Cell(item.number, "stub")
    return Cell(item.text, align="left") if column.holds == "point" else Cell("")
