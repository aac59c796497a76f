"""What a form wants done. The edge shows, searches and saves; the form only says so."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from locales import Text

Style = Literal["primary", "success", "danger"]


@dataclass(frozen=True)
class FormButton:
    """A button of an Ask; pressing it comes back as `Press(action, value, revision of the Ask)`."""

    action: str
    value: str
    label: Text
    style: Style | None = None


Rows = tuple[tuple[FormButton, ...], ...]


@dataclass(frozen=True)
class Ask:
    """Show the current question (or the review card); `at` names it."""

    text: Text
    rows: Rows
    revision: int
    at: str


@dataclass(frozen=True)
class Explain:
    """One sentence on what is wrong; an Ask of the same question follows."""

    text: Text


@dataclass(frozen=True)
class Search:
    """Look for offers that fit the query, then step on with `Found(question, query, options, alike)`.

    With a place (latitude, longitude) for what is near it; `alike` for names that may be meant by this new one.
    """

    question: str
    query: str
    near: tuple[float, float] | None = None
    alike: bool = False


@dataclass(frozen=True)
class Finish:
    """提交: save these answers under the state's `instance`; the same instance is never saved twice."""

    answers: Mapping[str, object]


@dataclass(frozen=True)
class Cancelled:
    """取消: the state is unchanged, so the edge may offer to take it back."""


@dataclass(frozen=True)
class Outdated:
    """A button of an earlier screen was pressed and nothing was written; the current Ask follows."""

    text: Text


@dataclass(frozen=True)
class Repeat:
    """How the words were understood: “6月18日（周三）”; the Ask of the next question follows."""

    text: Text


Effect = Ask | Explain | Search | Finish | Cancelled | Outdated | Repeat
