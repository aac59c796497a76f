"""What to tell about a sheet as a whole: columns that nobody knows, that stand there twice, or that are missing."""

from collections.abc import Iterator

from locales import N_, Message
from workbooks.register.head_row import is_ignored, is_known
from workbooks.register.register_row import HeadRow
from workbooks.register.register_sheets import register_sheets


def notes_on(head: HeadRow) -> Iterator[Message]:
    sheet = register_sheets()[head.sheet]
    left_out = [
        text
        for place, text in enumerate(head.heads)
        if text and place not in head.columns.values() and not is_ignored(text)
    ]
    twice = [text for text in dict.fromkeys(left_out) if is_known(sheet, text)]
    unknown = [text for text in dict.fromkeys(left_out) if not is_known(sheet, text)]
    missing = [
        column.title
        for column in sheet.columns
        if column.required and not {column.key, column.instead} & head.columns.keys()
    ]
    if unknown:
        yield N_("{sheet}: these columns are not known and are left out: {columns}", sheet=head.title, columns=unknown)
    if twice:
        yield N_(
            "{sheet}: these columns stand there a second time and are left out: {columns}",
            sheet=head.title,
            columns=twice,
        )
    if missing:
        yield N_(
            "{sheet}: every row needs these columns, and they are missing: {columns}", sheet=head.title, columns=missing
        )
