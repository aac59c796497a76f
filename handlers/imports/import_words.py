"""What an import says of itself: sheets, counts, changes from old to new in the words of the workbook."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from locales import N_, Message, Text
from storage.database import Session
from storage.queries.imports.import_context import ImportContext
from storage.queries.imports.import_lines import RowCounts, RowOutcome
from storage.queries.imports.named_officers import name_of
from workbooks.register.register_choices import Choices
from workbooks.register.register_sheets import register_sheets

BESIDE: Mapping[str, Message] = {
    "provisional": N_("provisional"),
    "licence": N_("licence"),
    "state": N_("State"),
    "number": N_("Number"),
}
MOST_CHANGES = 4


@dataclass(frozen=True)
class CellWords:
    """Turns keys and ids back into the words that stand in the workbook."""

    session: Session
    context: ImportContext
    choices: Choices

    def changes(self, verdict: RowOutcome) -> Text:
        sheet = verdict.line.noun
        said = [self._change(sheet, *change) for change in verdict.changes[:MOST_CHANGES]]
        return N_("{name}: {changes}", name=verdict.name, changes=said)

    def _change(self, sheet: str, column: str, before: Any, after: Any) -> Message:
        was_and_now = (self._value(sheet, column, value) for value in (before, after))
        return N_(
            "{column} {before} → {after}",
            column=self._title(sheet, column),
            before=next(was_and_now),
            after=next(was_and_now),
        )

    def _title(self, sheet: str, column: str) -> Text:
        known = {known_column.key: known_column.title for known_column in register_sheets()[sheet].columns}
        name = {"unit_id": "unit", "officer_id": "officer"}.get(column, column)
        return known[name] if name in known else BESIDE.get(name.partition(".")[0], name)

    def _value(self, sheet: str, column: str, value: Any) -> Text:
        if value in (None, "", [], ()):
            return N_("(empty)")
        if column in ("unit", "unit_id") and value in self.context.unit_refs:
            return self.context.unit_refs[value].name
        if column in ("officer", "officer_id") and isinstance(value, int):
            return name_of(self.session, value)
        if isinstance(value, list | tuple):
            return "、".join(str(self._value(sheet, column, part)) for part in value)
        if isinstance(value, date):
            return value.isoformat()
        return self._word(sheet, column, value)

    def _word(self, sheet: str, column: str, value: Any) -> str:
        listed = next(
            (known_column.choices for known_column in register_sheets()[sheet].columns if known_column.key == column),
            "",
        )
        words = (word for word, key in self.choices.get(listed, {}).items() if key == value)
        return next(words, str(value))


def sheet_line(sheet: str, tally: RowCounts) -> Message:
    """“监管对象：新增 200、有问题 9”: what there is none of is left out."""
    counts = (
        (tally.new, N_("new {count}", count=tally.new)),
        (tally.changed, N_("changed {count}", count=tally.changed)),
        (tally.same, N_("unchanged {count}", count=tally.same)),
        (tally.wrong, N_("wrong {count}", count=tally.wrong)),
    )
    return N_(
        "{sheet}: {counts}", sheet=register_sheets()[sheet].title, counts=[words for number, words in counts if number]
    )


def examples(tallies: Mapping[str, RowCounts]) -> Iterator[Text]:
    """Changes, look-alikes and what was left open, each with a line above them."""
    lists = (
        (N_("Changes, for example:"), [change for tally in tallies.values() for change in tally.changes]),
        (N_("Names that look alike, please compare (they stay apart):"),
         [look_alike for tally in tallies.values() for look_alike in tally.look_alikes]),
        (N_("Left open:"), [note for tally in tallies.values() for note in tally.notes]),
    )  # fmt: skip
    for head, lines in lists:
        if lines:
            yield head
            yield from lines
