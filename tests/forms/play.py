"""Plays a form with lines of text, in a transcript or in a terminal: `for line in play(form, sys.stdin, now=now): …`.

A line of a person begins with `▸`: `▸ 昨天` is typed, `▸ [今天 6月20日]` is a pressed button (of an older screen where
only that has it), `▸ 📷 门口` a photo with a caption, `▸ (贴纸)` anything else, `▸ (文件 a.pdf)` a file.
`⏱ 2025-06-23 09:00` moves the clock and shows the screen again.
The state is saved and reloaded before every line, as it is in life.
"""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

from forms.effects import Ask, Cancelled, Effect, Explain, Finish, Outdated, Repeat, Search
from forms.engine import Offers, ask, start, take
from forms.inputs import Document, Input, Location, Other, Photo, Press, SearchResult, TypedText
from forms.model import Form
from forms.offer import Offer
from forms.state import State
from locales import tr

SAYS, CLOCK, CAMERA = "▸ ", "⏱ ", "📷"
THINGS: Mapping[str, Input] = {"(贴纸)": Other("sticker"), "(语音)": Other("voice"), "(位置)": Location(30.0, 108.1)}
Find = Callable[[str], Sequence[Offer]]


def play(
    form: Form,
    lines: Iterable[str],
    *,
    now: datetime,
    offers: Offers | None = None,
    answers: Mapping[str, object] | None = None,
    find: Find = lambda _query: (),
) -> Iterator[str]:
    """What is said on both sides, line by line; `find` is the register that searches look into."""
    player = Player(form, now, find)
    yield from player.begin(offers, answers)
    for line in lines:
        if line.startswith((SAYS, CLOCK)):
            yield line.rstrip("\n")
            yield from player.hears(line.strip())


class Player:
    """One run of a form: the saved state, the clock, and the screens that were shown."""

    def __init__(self, form: Form, now: datetime, find: Find) -> None:
        self.form, self.now, self.find = form, now, find
        self.shown: list[Ask] = []
        self.photos = 0
        self.saved = ""

    def begin(self, offers: Offers | None, answers: Mapping[str, object] | None) -> Iterator[str]:
        state, effects = start(self.form, "instance-1", self.now, offers, answers)
        self.saved = state.to_json()
        yield from self._act(effects)

    def hears(self, line: str) -> Iterator[str]:
        if line.startswith(CLOCK):
            local = datetime.fromisoformat(line.removeprefix(CLOCK))
            self.now = local.replace(tzinfo=ZoneInfo(self.form.zone))
            yield from self._act([ask(self.form, State.from_json(self.saved), self.now)])
        else:
            yield from self._on(self._meant(line.removeprefix(SAYS)))

    def _on(self, given: Input) -> Iterator[str]:
        state, effects = take(self.form, State.from_json(self.saved), given, self.now)
        self.saved = state.to_json()
        yield from self._act(effects)

    def _meant(self, line: str) -> Input:
        if line in THINGS:
            return THINGS[line]
        if line.startswith(CAMERA):
            self.photos += 1
            return Photo(f"photo-{self.photos}", caption=line.removeprefix(CAMERA).strip())
        if line.startswith("(文件 "):
            return Document("file-1", line[4:-1])
        if line.startswith("[") and line.endswith("]"):
            return self._pressed(line[1:-1])
        return TypedText(line, self.now.astimezone(ZoneInfo(self.form.zone)).date())

    def _pressed(self, label: str) -> Press:
        for screen in reversed(self.shown):
            for button in (button for row in screen.rows for button in row):
                if tr(button.label) == label:
                    return Press(button.action, button.value, screen.revision)
        raise LookupError(f"no screen so far had a button “{label}”")

    def _act(self, effects: Iterable[Effect]) -> Iterator[str]:
        for effect in effects:
            match effect:
                case Ask():
                    self.shown.append(effect)
                    yield from as_lines(effect)
                case Explain(text) | Outdated(text) | Repeat(text):
                    yield tr(text)
                case Search(question, query, _, alike):
                    options = () if alike else tuple(self.find(query))
                    yield from self._on(SearchResult(question, query, options, alike))
                case Finish(answers):
                    yield "→ 提交"
                    yield from (f"  {key}: {json.dumps(value, ensure_ascii=False)}" for key, value in answers.items())
                case Cancelled():
                    yield "→ 取消"


def as_lines(screen: Ask) -> Iterator[str]:
    """The words, then one line for each row of buttons."""
    yield from tr(screen.text).splitlines()
    for row in screen.rows:
        yield " ".join(f"[{tr(button.label)}]" for button in row)
