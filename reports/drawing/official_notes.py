"""What stands below a form: the annex's own notes, and in 〔 〕 what the sheet shows otherwise than it prints."""

from collections.abc import Iterator

from campaigns.schema.official_table import OfficialTable, TableHead, TableLine
from campaigns.schema.pack import Pack
from campaigns.schema.points import SelfCheck
from locales import N_, Text

BELOW_NOTE = "\u3000\u3000\u3000"


def self_check_notes(form: SelfCheck) -> tuple[Text, ...]:
    return (*form.notes, *_heading(form.printed))


def table_notes(table: OfficialTable, pack: Pack) -> tuple[Text, ...]:
    """The first note behind the word that stands before notes, the others below it; a pack's own remarks go first."""
    notes = [
        f"{BELOW_NOTE}{note}" if place else N_("note: {note}", note=note) for place, note in enumerate(table.notes)
    ]
    remarks = [N_("〔Remark〕{remark}", remark=remark) for remark in table.remarks] or _heading(table.printed)
    return (*notes, *remarks, *_renamed(table), *_blank_heads(table, pack))


def _heading(printed: str | None) -> list[Text]:
    return [N_("〔Remark〕The annex is headed “{printed}”.", printed=printed)] if printed else []


def _renamed(table: OfficialTable) -> Iterator[Text]:
    lines: tuple[TableHead | TableLine, ...] = (*_heads(table), *table.columns, *table.rows)
    for line in lines:
        if line.printed:
            yield N_("〔Remark〕“{title}” is printed “{printed}”.", title=line.title, printed=line.printed)


def _blank_heads(table: OfficialTable, pack: Pack) -> Iterator[Text]:
    """Names that the annex leaves out; those with a reading are our inference until an administrator chooses."""
    shown = [head for head in _heads(table) if head.blank and pack.taken(head.reading)]
    if inferred := [head.title for head in shown if head.reading]:
        yield N_("〔Remark〕Names in 〔 〕 are not printed; inferred, to be confirmed: {names}.", names=inferred)
    elif shown:
        yield N_("〔Remark〕Names in 〔 〕 are not printed.")


def _heads(table: OfficialTable) -> tuple[TableHead, ...]:
    return (*table.row_heads, *table.column_heads)
