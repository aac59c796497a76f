"""What people (and the edge) can tell a form. Plain data, whatever the channel."""

from dataclasses import dataclass
from datetime import date

from forms.offer import Offer


@dataclass(frozen=True)
class TypedText:
    """Typed words; “昨天” is counted from `said_on`, the day of the message in the form's zone."""

    text: str
    said_on: date


@dataclass(frozen=True)
class Press:
    """A pressed button, as it was given out in an Ask; `revision` is that Ask's (None: surely the current one)."""

    action: str
    value: str = ""
    revision: int | None = None
    said_on: date | None = None


@dataclass(frozen=True)
class Photo:
    """A stored photo: `ref` is the sha256 of the attachment, `group` the album that it came in."""

    ref: str
    group: str | None = None
    caption: str = ""

    def __post_init__(self) -> None:
        _must_be_stored(self.ref)


@dataclass(frozen=True)
class Location:
    lat: float
    lon: float


@dataclass(frozen=True)
class Document:
    """A stored file that is no picture."""

    ref: str
    name: str

    def __post_init__(self) -> None:
        _must_be_stored(self.ref)


@dataclass(frozen=True)
class Other:
    """Anything else, by name: sticker, voice, video, … and a file that nobody stored."""

    kind: str


@dataclass(frozen=True)
class SearchResult:
    """The answer to a Search."""

    question: str
    query: str
    options: tuple[Offer, ...]
    alike: bool = False


Input = TypedText | Press | Photo | Location | Document | Other | SearchResult


def _must_be_stored(ref: str) -> None:
    """An answer that names nothing could never be saved, and its form never be submitted."""
    if not ref:
        raise ValueError("a picture or file that is not stored is no input")
