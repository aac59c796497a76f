"""A plan moved to another year, for an administrator to go over: days, period keys and titles move, sources stay.

    moved = in_another_year(load_pack("shizhu-2025"), 2026)
    moved.pack.key, moved.pack.deadlines[0].due.day      # 'shizhu-2026', 2026-03-31

What the plan says verbatim (`words`, `printed`, `number`, `source`) is still said by the old plan and is left alone.
"""

import re
from calendar import isleap
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from campaigns.schema.pack import EndOf, Pack, PlanTable, RelatedDocument, Source
from campaigns.schema.part import Part
from locales import N_, Message

YEAR_IN_WORDS = re.compile(r"(?<!\d)(?:19|20)\d\d(?=\s*年)")
YEAR_IN_KEY = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
KEPT = (Source, RelatedDocument)


@dataclass(frozen=True)
class Moved:
    """`changes`: what to read again, in the order of the pack."""

    pack: Pack
    changes: list[Message]


def in_another_year(pack: Pack, year: int) -> Moved:
    move = _Move(year - pack.year)
    moved: Pack = move.part(pack)
    key = move.in_key(pack.key)
    named = moved.model_copy(update={"year": year, "key": key if key != pack.key else f"{pack.key}-{year}"})
    kept = [N_("The document number is still the old one: {number}", number=pack.number)] if pack.number else []
    return Moved(named, [*move.changes, *kept])


@dataclass
class _Move:
    """Every piece so many years later; notes what it changed that somebody has to look at."""

    years: int
    changes: list[Message] = field(default_factory=list)

    def part(self, piece: Any) -> Any:
        if isinstance(piece, KEPT):
            return piece
        if isinstance(piece, PlanTable):
            piece = self._plan_keys(piece)
        if isinstance(piece, EndOf):
            return piece.model_copy(update={"year": piece.year + self.years})
        titles = self._titles(piece)
        moved = {name: self._value(getattr(piece, name)) for name in type(piece).model_fields}
        return piece.model_copy(update=moved | titles)

    def _value(self, value: Any) -> Any:
        if isinstance(value, tuple):
            return tuple(self._value(member) for member in value)
        if isinstance(value, Part):
            return self.part(value)
        return self.day(value) if isinstance(value, date) else value

    def day(self, day: date) -> date:
        year = day.year + self.years
        if (day.month, day.day) == (2, 29) and not isleap(year):
            moved = date(year, 2, 28)
            self._note(
                N_(
                    "{day} → {moved}: {year} has no 29 February",
                    day=day.isoformat(),
                    moved=moved.isoformat(),
                    year=year,
                )
            )
            return moved
        moved = day.replace(year=year)
        if (day.month, day.day) == (2, 28) and not isleap(day.year) and isleap(year):
            self._note(
                N_("{day} → {moved}: {year} has a 29 February", day=day.isoformat(), moved=moved.isoformat(), year=year)
            )
        return moved

    def in_key(self, key: str) -> str:
        return YEAR_IN_KEY.sub(self._later, key)

    def _titles(self, piece: Part) -> dict[str, str]:
        """A title that names the year; the plan's own word is kept where the piece has room for it."""
        title = getattr(piece, "title", "")
        shown = YEAR_IN_WORDS.sub(self._later, title)
        if shown == title:
            return {}
        self._note(N_("“{title}” → “{shown}”", title=title, shown=shown))
        has_room = getattr(piece, "printed", "") is None
        return {"title": shown, "printed": title} if has_room else {"title": shown}

    def _plan_keys(self, table: PlanTable) -> PlanTable:
        """`2025Q1` → `2026Q1`, over the table's rows too."""
        periods = tuple(period.model_copy(update={"key": self.in_key(period.key)}) for period in table.periods)
        rows = tuple(
            row.model_copy(update={"plan": {self.in_key(key): cells for key, cells in row.plan.items()}})
            for row in table.rows
        )
        return table.model_copy(update={"periods": periods, "rows": rows})

    def _note(self, change: Message) -> None:
        """Once, however many pieces bear the same title."""
        if change not in self.changes:
            self.changes.append(change)

    def _later(self, year: re.Match[str]) -> str:
        return str(int(year[0]) + self.years)
