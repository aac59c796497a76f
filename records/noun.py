"""What the declaration of a noun says; whatever lists nouns loops over the declarations (`all_nouns`)."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from forms.model import Form
from locales import Message, Text


@dataclass(frozen=True)
class RecordSteps:
    """The table that holds the steps of a record's life, and its column that names the record."""

    table: str
    owner: str


@dataclass(frozen=True)
class ShownPart:
    """The oldest row of a table of a record's parts: `words` is shown of it, rows whose `unless` is true are not."""

    table: str
    owner: str
    words: str
    unless: str


def as_it_stands(value: str) -> Text:
    return value


@dataclass(frozen=True)
class TimelineLine:
    """A line on an entity's timeline: the columns for its day, for what happened, and for what it was about.

    `step` is a column; "" where the line always says the same, which `said` then gives for "". Of `steps`, the day and
    the step are columns of that table. A line without a day is left out.
    """

    day: str
    words: str | ShownPart
    step: str = ""
    said: Callable[[str], Text] = as_it_stands
    """How a value of `step` reads."""
    titles: str = ""
    """The part of the plans whose titles its keys have, such as `outcomes`."""
    steps: RecordSteps | None = None


@dataclass(frozen=True)
class OpenRecords:
    """Which records are not done with: those whose `column` holds one of `values`.

    They belong to the heir of a unit that is merged; `opened_in` is then the column that remembers the unit before.
    `officer` is the column of the person who looks after a record, and leaves it to somebody when they go.
    """

    column: str
    values: tuple[str, ...]
    officer: str = ""
    opened_in: str = ""


SHARED_TABLE = "small_record"
"""Where the records of all small nouns are kept."""


@dataclass(frozen=True)
class ChatEntry:
    """How a noun is recorded in chat and by workbook: `/command`, its word, who `may`, and who `sees` the records.

    Answers whose keys are columns of the table are kept there, `entity` as `entity_id`, the others beside them. Without
    an answer `day` a record is of the day on which it is entered. Small nouns need the answer `subject`.
    """

    form: Form
    command: str
    help: Message
    """Its line in /help."""
    may: str
    sees: str = "see_dossier"
    done_by: str = ""
    """The answer that fulfils a record with a due day (`due`), once 更正 has given it; until then it is a duty of its
    unit. Empty where a due day is only shown.
    """

    @property
    def about_entity(self) -> bool:
        return any(question.key == "entity" for question in self.form.questions)


@dataclass(frozen=True)
class Noun:
    """One noun: `key` in the audit and in counters, `printed` in its numbers (检查-2025-0093), kept in `table`.

    A big noun has a table of its own with the columns id, number, entity_id, unit_id, recorded_by and recorded_at; a
    small one is kept in the table that small nouns share. With an `entry` either is recorded in chat by its form; a big
    one's table is then an `EnteredRecord`.
    """

    key: str
    printed: str
    word: Message
    """What one record is called in the audit."""
    order: int
    """In lists of nouns, the lowest first."""
    table: str = SHARED_TABLE
    entry: ChatEntry | None = None
    timeline: tuple[TimelineLine, ...] = ()
    fields: Mapping[str, Message] = field(default_factory=dict)
    """What its columns are called where a change is shown; common ones need no word here."""
    verbs: Mapping[str, Message] = field(default_factory=dict)
    """What can be done to it, beyond what is done to any record."""
    values: Mapping[str, Mapping[str, Text]] = field(default_factory=dict)
    """By field: what its keys are called, beside those of the plans."""
    attachments: bool = False
    """Whether photos and files may hang on it."""
    steps_with_attachments: Mapping[str, RecordSteps] = field(default_factory=dict)
    """The same for the steps of its life: what they are called there → where they are."""
    uncounted: Mapping[str, object] = field(default_factory=dict)
    """Column → the value of records that do not count; `...` for any value at all."""
    merged: bool = True
    """Whether its records go along when an entity is merged into another."""
    entity_page: str = ""
    """The button of an entity's page that lists its records, where its family has one; it is then in the entity's file
    by a sheet of that family, too. Others are listed and get a sheet like any noun's.
    """
    record_button: str = ""
    """The button that opens a record's card with its id."""

    unfinished: OpenRecords | None = None
    """Without it, records with a due day are unfinished until the answer is given that fulfils them, where the noun is
    entered by a form that has such an answer. These are owed by a unit, by nobody in particular.
    """

    @property
    def form(self) -> Form | None:
        """What its records are entered by."""
        return self.entry.form if self.entry is not None else None

    @property
    def done_by(self) -> str:
        """The answer that fulfils a record with a due day; empty where there is none."""
        return self.entry.done_by if self.entry is not None else ""

    @property
    def opens(self) -> str:
        """The button that opens a record's card; empty where there is no card."""
        return f"{self.key}.show" if self.entry is not None else self.record_button

    @property
    def sees(self) -> str:
        """The permission for reading its records."""
        return self.entry.sees if self.entry is not None else "see_dossier"
