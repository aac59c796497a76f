"""An import from its first row to its last, tried or taken; the same in chat and on the command line.

run = Run(db, book, context)
run.through()
run.tallies["entities"].new, run.reasons["entities", 7]
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from handlers.imports.import_words import CellWords
from locales import N_, Message, Text
from storage.database import Database, Session
from storage.queries.imports.import_batches import batches, prepare, take
from storage.queries.imports.import_context import ImportContext
from storage.queries.imports.import_lines import ImportLine, RowCounts, RowOutcome
from workbooks.register.register_choices import Choices
from workbooks.register.register_read import RegisterBook
from workbooks.register.register_row import ImportRow

MOST_EXAMPLES = 8


class ImportObserver:
    """Hooks around the batches of a run; here they do nothing. What a hook raises ends the run."""

    def before(self, session: Session) -> None:
        """A batch is about to be taken, in this transaction."""

    def after(self, session: Session, run: "ImportRun") -> None:
        """The batch was taken, in this transaction: what is written here stays or goes with it."""

    def committed(self, run: "ImportRun") -> None:
        """The batch's transaction has been committed."""


@dataclass
class ImportRun:
    db: Database
    book: RegisterBook
    context: ImportContext
    choices: Choices
    counted: int = 0
    """So many rows were counted before a crash: their tallies are known, they are only gone through again."""
    tallies: dict[str, RowCounts] = field(default_factory=dict)
    reasons: dict[tuple[str, int], Message] = field(default_factory=dict)
    behind: int = 0

    @property
    def total(self) -> int:
        return sum(sheet.rows for sheet in self.book.sheets)

    def title(self, sheet: str) -> str:
        """What the file itself calls it."""
        return next(
            (sheet_found.head.title for sheet_found in self.book.sheets if sheet_found.head.sheet == sheet), sheet
        )

    @property
    def right(self) -> int:
        return sum(tally.right for tally in self.tallies.values())

    @property
    def wrong(self) -> int:
        return sum(tally.wrong for tally in self.tallies.values())

    def through(self, along: ImportObserver | None = None) -> None:
        """Writes batch by batch where the context writes; else each batch looks at the database as it stands."""
        along = along or ImportObserver()
        for batch in batches(map(line_of, self.book.rows())):
            if self.context.writes:
                with self.db.snapshot() as session:
                    prepare(session, batch)
                self.db.write_now(lambda session: self._batch(session, batch, along))  # noqa: B023
            else:
                with self.db.snapshot() as session:
                    self._batch(session, batch, along)
            along.committed(self)

    def _batch(self, session: Session, batch: Sequence[ImportLine], along: ImportObserver) -> None:
        along.before(session)
        verdicts = take(session, self.context, batch)
        counts = self.behind >= self.counted
        self.behind += len(batch)
        sayer = CellWords(session, self.context, self.choices)
        for verdict in verdicts:
            self._note(verdict, sayer, counts=counts)
        along.after(session, self)

    def _note(self, verdict: RowOutcome, sayer: CellWords, *, counts: bool) -> None:
        noun = verdict.line.noun
        tally = self.tallies.setdefault(noun, RowCounts())
        if counts:
            setattr(tally, verdict.outcome, getattr(tally, verdict.outcome) + 1)
        if verdict.reason is not None:
            self.reasons[noun, verdict.line.row] = verdict.reason
        if verdict.outcome == "changed" and len(tally.changes) < MOST_EXAMPLES:
            tally.changes.append(sayer.changes(verdict))
        if verdict.like and len(tally.look_alikes) < MOST_EXAMPLES:
            tally.look_alikes.append(N_("“{new}” looks like “{known}”", new=verdict.name, known=verdict.like))
        for note in verdict.notes:
            if len(tally.notes) < MOST_EXAMPLES and note not in tally.notes:
                tally.notes.append(note)

    def wrong_rows(self) -> Iterator[ImportRow]:
        """The rows to give back, each with its reasons."""
        for row in self.book.rows():
            reason = self.reasons.get((row.sheet, row.number))
            if reason is not None:
                yield row if row.problems else row.wrong(reason)

    def counts(self) -> dict[str, list[int]]:
        """To be kept beside the last batch: what a crash must not forget."""
        return {
            noun: [row_counts.new, row_counts.changed, row_counts.same, row_counts.wrong]
            for noun, row_counts in self.tallies.items()
        }

    def go_on_from(self, behind: int, counts: dict[str, list[int]]) -> None:
        self.counted = behind
        self.tallies = {
            noun: RowCounts(new, changed, same, wrong) for noun, (new, changed, same, wrong) in counts.items()
        }


def line_of(row: ImportRow) -> ImportLine:
    values: dict[str, object] = {key: value for key, value in row.values.items() if value not in (None, "", ())}
    return ImportLine(row.sheet, row.number, values, tuple(_problem(problem.what) for problem in row.problems))


def _problem(what: Text) -> Message:
    return what if isinstance(what, Message) else N_("{problems}", problems=what)
