"""Lays buttons out in rows that a phone can show without cutting the words off."""

from collections.abc import Iterable

from forms.effects import FormButton, Rows
from locales import tr

WIDEST = 20  # full-width characters in a row
MOST = 4  # buttons in a row


def in_rows(buttons: Iterable[FormButton]) -> Rows:
    rows: list[list[FormButton]] = []
    for button in buttons:
        if not rows or not _fits(rows[-1], button):
            rows.append([])
        rows[-1].append(button)
    return tuple(tuple(row) for row in rows)


def _fits(row: list[FormButton], button: FormButton) -> bool:
    return len(row) < MOST and sum(len(tr(shown.label)) + 1 for shown in (*row, button)) <= WIDEST
