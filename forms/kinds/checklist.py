"""A list of points to check: 全部符合 in one tap, or item by item 符合, 不符合 (with note and photos), 不适用, until
其余全部符合.

The answer holds every item by its key: `{"storage": {"mark": "bad", "note": "冷藏柜无温度记录", "photos": []}, …}`.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any, Required, TypedDict, TypeGuard

from forms.effects import FormButton, Rows
from forms.inputs import Input, Press
from forms.kinds.outcomes import Answer, Outcome, Partly, QuestionScreen
from forms.kinds.photos_note import NOTHING, PhotosAndNote, collect, in_words, is_collected, something
from forms.question import AskedQuestion
from forms.typed_words import quoted
from locales import N_, Text

MARKS: Mapping[str, Text] = {"ok": N_("Meets it"), "bad": N_("Does not meet it"), "na": N_("Does not apply")}
NOTE_MOST = 200


class Mark(PhotosAndNote):
    """`mark` is one of MARKS; note and photos go with 不符合."""

    mark: str


class HalfChecklist(TypedDict, total=False):
    """`at` is the item that is asked now, `detail` what was sent of it after 不符合; `only` where just it is marked."""

    at: Required[str]
    marks: Required[Mapping[str, Mark]]
    detail: PhotosAndNote
    only: bool


@dataclass(frozen=True)
class Item:
    """A point: `title` names it in a sentence, `text` is the official wording."""

    key: str
    title: Text
    text: Text


@dataclass(frozen=True)
class Checklist:
    items: tuple[Item, ...]

    def screen(self, asked: AskedQuestion) -> QuestionScreen:
        half: HalfChecklist | None = asked.partial
        if half is None:
            return QuestionScreen(asked.question.text, (*_OPENING, *self._marked_rows(asked)))
        item, n = self._item(half["at"]), self._position(half["at"]) + 1
        if "detail" in half:
            return _detail(item, half["detail"])
        text = N_("Point {n} of {of}: {item}", n=n, of=len(self.items), item=item.text)
        rest = () if "only" in half or n in (1, len(self.items)) else (_REST_ROW,)
        return QuestionScreen(text, (_MARK_ROW, *rest), skip=False, back=True)

    def _marked_rows(self, asked: AskedQuestion) -> Rows:
        """Asked again: one button for each item, to mark just that one anew."""
        marks = asked.answer or {}
        return tuple(
            (FormButton("item", item.key, N_("{item}: {mark}", item=item.title, mark=MARKS[marks[item.key]["mark"]])),)
            for item in self.items
            if item.key in marks
        )

    def take(self, asked: AskedQuestion, given: Input) -> Outcome | None:
        half: HalfChecklist | None = asked.partial
        if half is None:
            return self._opened(asked, given)
        if isinstance(given, Press) and given.action == "back":
            return Partly(self._one_back(half))
        if "detail" in half:
            return self._detailed(half, given)
        match given:
            case Press("mark", "bad"):
                return Partly({**half, "detail": dict(NOTHING)})
            case Press("mark", mark) if mark in MARKS:
                return self._marked(half, {"mark": mark, **NOTHING})
            case Press("rest_ok") if "only" not in half:
                return Answer(self._all_ok() | {**half["marks"], half["at"]: {"mark": "ok", **NOTHING}})
        return None

    def _all_ok(self) -> dict[str, Mark]:
        return {item.key: {"mark": "ok", **NOTHING} for item in self.items}

    def _opened(self, asked: AskedQuestion, given: Input) -> Outcome | None:
        match given:
            case Press("all_ok"):
                return Answer(self._all_ok())
            case Press("one_by_one"):
                return Partly({"at": self.items[0].key, "marks": {}})
            case Press("item", key) if key in (asked.answer or {}):
                return Partly({"at": key, "marks": asked.answer, "only": True})
        return None

    def _detailed(self, half: HalfChecklist, given: Input) -> Outcome | None:
        match given:
            case Press("skip" | "done"):
                return self._marked(half, {"mark": "bad", **half["detail"]})
        taken = collect(half["detail"], given, NOTE_MOST)
        return replace(taken, partial={**half, "detail": taken.partial}) if isinstance(taken, Partly) else taken

    def _marked(self, half: HalfChecklist, mark: Mark) -> Outcome:
        marks = {**half["marks"], half["at"]: mark}
        position = self._position(half["at"]) + 1
        if "only" in half or position == len(self.items):
            return Answer(marks)
        return Partly({"at": self.items[position].key, "marks": marks})

    def _one_back(self, half: HalfChecklist) -> Mapping[str, object] | None:
        """From the note to the mark, to the item before, to the opening."""
        if "detail" in half:
            return {key: value for key, value in half.items() if key != "detail"}
        position = self._position(half["at"])
        if "only" in half or position == 0:
            return None
        return {**half, "at": self.items[position - 1].key}

    def _item(self, key: str) -> Item:
        return next(item for item in self.items if item.key == key)

    def _position(self, key: str) -> int:
        return self.items.index(self._item(key))

    def show(self, asked: AskedQuestion, answer: Any) -> Text:
        marked = [(item, answer[item.key]) for item in self.items if item.key in answer]
        bad = [_finding(item, given) for item, given in marked if given["mark"] == "bad"]
        if bad:
            return N_("{n} not met: {items}", n=len(bad), items=bad)
        if any(given["mark"] == "na" for _, given in marked):
            return N_("{n} points checked, nothing found", n=len(marked))
        return N_("all {n} points met", n=len(marked))

    def carry(self, asked: AskedQuestion) -> Answer | Partly | None:
        """The marks of the points that are still there; a point that is new is the next to be marked."""
        half = asked.partial or {"marks": asked.answer}
        marks = half.get("marks") if isinstance(half, Mapping) else None
        if not isinstance(marks, Mapping):
            return None
        if is_collected(half.get("detail")):  # what was said of a point that was being marked 不符合
            marks = {half.get("at"): {"mark": "bad", **half["detail"]}, **marks}
        kept = {item.key: marks[item.key] for item in self.items if is_mark(marks.get(item.key))}
        unmarked = [item.key for item in self.items if item.key not in kept]
        if not unmarked:
            return Answer(kept)
        return Partly({"at": unmarked[0], "marks": kept}) if kept else None

    def hint(self, asked: AskedQuestion) -> Text:
        if "detail" in (asked.partial or {}):
            return N_("Please send photos or write a note, then press “Done”.")
        return N_("Please press one of the buttons.")


_OPENING: Rows = ((FormButton("all_ok", "", N_("All met"), "primary"), FormButton("one_by_one", "", N_("One by one"))),)
_REST_ROW = (FormButton("rest_ok", "", N_("All the rest met"), "success"),)
_MARK_ROW = (
    FormButton("mark", "ok", MARKS["ok"], "success"),
    FormButton("mark", "bad", MARKS["bad"]),
    FormButton("mark", "na", MARKS["na"]),
)


def _detail(item: Item, detail: PhotosAndNote) -> QuestionScreen:
    """The question behind 不符合."""
    text = N_("{item}: what is wrong? One sentence, photos too.", item=item.title)
    if not something(detail):
        return QuestionScreen(text, ((FormButton("skip", "", N_("Skip")),),), skip=False, back=True)
    received = N_("Received: {what}", what=in_words(detail))
    return QuestionScreen(
        text, ((FormButton("done", "", N_("Done"), "primary"),),), more=received, skip=False, back=True
    )


def is_mark(stored: object) -> TypeGuard[Mark]:
    return is_collected(stored) and stored.get("mark") in MARKS


def _finding(item: Item, mark: Mark) -> Text:
    return N_("{item} — {note}", item=item.title, note=quoted(mark["note"])) if mark["note"] else item.title
