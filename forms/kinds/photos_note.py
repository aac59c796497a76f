"""Photos and a note in one step, in any order, until 完成. Each photo of an album arrives by itself and is kept.

The answer is `{"photos": ["<sha256>", …], "note": "…"}`, None where nothing was sent.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, TypedDict, TypeGuard

from forms.effects import FormButton
from forms.inputs import Input, Photo, Press
from forms.inputs import TypedText as Typed
from forms.kinds.outcomes import Answer, Outcome, Partly, QuestionScreen, Refuse
from forms.kinds.text import read_words
from forms.question import AskedQuestion
from forms.typed_words import has_words, quoted
from locales import N_, Text


class PhotosAndNote(TypedDict):
    """The sha256 of each photo, in the order in which they came, and the words."""

    photos: list[str]
    note: str


NOTHING: PhotosAndNote = {"photos": [], "note": ""}


@dataclass(frozen=True)
class PhotosNote:
    note: bool = True  # whether words are taken, too
    most: int = 500  # characters of the note
    most_photos: int = 30

    def screen(self, asked: AskedQuestion) -> QuestionScreen:
        got = collected_so_far(asked)
        if not something(got):
            skip = (FormButton("skip", "", N_("Skip")),) if asked.question.optional else ()
            return QuestionScreen(asked.question.text, ((*skip, FormButton("done", "", N_("Done"))),), skip=False)
        row = (FormButton("clear", "", N_("Clear")), FormButton("done", "", N_("Done"), "primary"))
        return QuestionScreen(asked.question.text, (row,), more=N_("Received: {what}", what=in_words(got)), skip=False)

    def take(self, asked: AskedQuestion, given: Input) -> Outcome | None:
        got = collected_so_far(asked)
        match given:
            case Press("done") if something(got):
                return Answer(got)
            case Press("done"):
                return Answer(None) if asked.question.optional else Refuse(self.hint(asked))
            case Press("clear"):
                return Partly(NOTHING)
            case Typed() if not self.note:
                return None
        return collect(got, given, self.most, self.most_photos)

    def show(self, asked: AskedQuestion, answer: Any) -> Text:
        return in_words(answer)

    def carry(self, asked: AskedQuestion) -> Answer | Partly | None:
        """A note that is not asked for any more goes; the photos stay."""
        stored = asked.answer if asked.partial is None else asked.partial
        if not is_collected(stored):
            return None
        kept = {"photos": stored["photos"], "note": stored["note"] if self.note else ""}
        return Answer(kept) if asked.partial is None else Partly(kept)

    def hint(self, asked: AskedQuestion) -> Text:
        if not self.note:
            return N_("Please send photos, then press “Done”.")
        return N_("Please send photos or write a note, then press “Done”.")


def collected_so_far(asked: AskedQuestion) -> PhotosAndNote:
    collected: PhotosAndNote = asked.partial or asked.answer or NOTHING
    return collected


def is_collected(stored: object) -> TypeGuard[PhotosAndNote]:
    """Whether a stored value has the shape of photos and a note."""
    if not isinstance(stored, Mapping):
        return False
    photos, note = stored.get("photos"), stored.get("note")
    return isinstance(photos, list) and all(isinstance(ref, str) for ref in photos) and isinstance(note, str)


def something(got: PhotosAndNote) -> bool:
    return bool(got["photos"] or got["note"])


def collect(got: PhotosAndNote, given: Input, most: int, most_photos: int = 30) -> Outcome | None:
    """One photo or one text more; a photo that is there already is not added again."""
    match given:
        case Photo(ref, _, caption):
            return _with_photo(got, ref, most_photos, caption, most)
        case Typed(text):
            return _with_note(got, text, most)
    return None


def _with_photo(got: PhotosAndNote, ref: str, most_photos: int, caption: str, most: int) -> Outcome:
    if ref not in got["photos"] and len(got["photos"]) >= most_photos:
        return Refuse(N_("At most {n} photos fit here. The ones before are kept.", n=most_photos))
    photos = list(dict.fromkeys([*got["photos"], ref]))
    with_photo: PhotosAndNote = {**got, "photos": photos}
    # A caption that is no note (an emoji, too long) must not cost the photo.
    noted = _with_note(with_photo, caption, most) if has_words(caption) else None
    return noted if isinstance(noted, Partly) else Partly(with_photo)


def _with_note(got: PhotosAndNote, text: str, most: int) -> Outcome:
    words = read_words(text, 1, most)
    if isinstance(words, Refuse):
        return words
    lines = got["note"].splitlines()
    whole = "\n".join([*lines, *(line for line in words.splitlines() if line not in lines)])
    too_long = read_words(whole, 1, most)
    return Partly({**got, "note": whole}, written="words") if isinstance(too_long, str) else too_long


def in_words(got: PhotosAndNote) -> Text:
    """“3 张照片”, “3 张照片，备注：…”."""
    n, note = len(got["photos"]), quoted(got["note"])
    if n and note:
        return N_("{n} photos, note: {note}", n=n, note=note)
    return N_("{n} photos", n=n) if n else N_("note: {note}", note=note)
