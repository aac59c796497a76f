"""The links of people who were imported: one sheet to hand out from, one line a person."""

from collections.abc import Sequence
from dataclasses import dataclass

from locales import N_, Text
from reports.drawing.table import Cell, Table, header_row

COLUMNS = ((N_("Unit"), 16), (N_("Name"), 10), (N_("Role"), 12), (N_("Link (works once)"), 62))


@dataclass(frozen=True)
class LinkLine:
    unit: str
    name: str
    role: Text
    link: str


def invitation_links(lines: Sequence[LinkLine], until: str) -> Table:
    """`until` is the moment, in words, at which the links end."""
    return Table(
        key="invitation-links",
        title=N_("Invitation links"),
        sheet=N_("Invitation links"),
        header=(header_row(*(title for title, _ in COLUMNS)),),
        rows=tuple(
            (Cell(line.unit, "stub"), Cell(line.name), Cell(line.role), Cell(line.link, align="left")) for line in lines
        ),
        widths=tuple(width for _, width in COLUMNS),
        notes=(
            N_("Each link lets one person in, until {until}; whoever invited confirms who came.", until=until),
            N_("Hand each person only their own line. A new file makes these links stop working."),
        ),
        orientation="landscape",
    )
