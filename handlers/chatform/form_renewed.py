"""表样已更新: a draft that was begun in an earlier version of its form goes on in the form of today, and says so."""

from collections.abc import Iterator

from forms.engine import summary
from forms.model import Form
from forms.state import State
from forms.upgrade import Upgraded
from handlers.turn.screens import Button, Part
from handlers.turn.stored import About
from handlers.turn.turn import Turn
from handlers.words import day_in_words
from locales import N_, Text
from storage.queries.messages import drafts
from storage.tables import Draft


def tell(turn: Turn, row: Draft, form: Form, changes: Upgraded, *first: Part, another: str | None = None) -> None:
    """Keeps the draft as it stands in the form of today; says what has changed and shows what was entered."""
    begun_on = row.updated_at.astimezone(turn.zone).date()
    drafts.keep(turn.session, row, changes.state, turn.now)
    heading = About.of(row).heading
    head = N_(
        "This {form} is from {day}; the form has been renewed since. What you entered is kept:",
        form=form.title,
        day=day_in_words(begun_on),
    )
    turn.say(*first, *([heading] if heading else []), head, *summary(form, changes.state), *_what_changed(changes),
             rows=_choices(row, another), stays=True)  # fmt: skip


def _what_changed(changes: Upgraded) -> Iterator[Text]:
    if changes.added:
        yield N_("New, still to be answered: {questions}", questions=list(changes.added))
    if changes.again:
        yield N_("To be answered once more: {questions}", questions=list(changes.again))
    if changes.dropped:
        yield N_("Answers that are not asked for any more and were left out: {count}", count=changes.dropped)


def _choices(row: Draft, another: str | None) -> list[list[Button]]:
    details = {"draft": row.instance}
    rows = [
        [
            Button(N_("Carry on"), "draft.resume", details, "primary"),
            Button(N_("Start over"), "draft.restart", details),
            Button(N_("Throw away"), "draft.drop", details),
        ]
    ]
    return [*rows, [Button(N_("Record another one"), "draft.another", {"form": another})]] if another else rows


def give_up(turn: Turn, row: Draft, *first: Part) -> None:
    """Drops a draft whose form is gone or whose data cannot be read, and shows the typed answers once more."""
    typed = _typed(row)
    drafts.drop(turn.session, row)
    gone = N_("The form that you were filling in is not there any more after an update. Please begin again.")
    kept = [N_("You had entered: {words}", words=typed)] if typed else []
    turn.say(*first, gone, *kept)


def _typed(row: Draft) -> list[str]:
    try:
        answers = State.from_json(row.state).answers
    except ValueError:
        return []
    return [words for words in answers.values() if isinstance(words, str)]
