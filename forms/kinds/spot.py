"""A spot on the map: a location as a phone sends it, stored as `{"latitude": 29.99, "longitude": 108.11}`."""

from dataclasses import dataclass
from typing import Any, TypedDict, TypeGuard

from forms.inputs import Input, Location
from forms.kinds.outcomes import Answer, Outcome, QuestionScreen, Refuse
from forms.question import AskedQuestion
from locales import N_, Text

CHINA = ((3.0, 54.0), (73.0, 136.0))
"""Latitudes and longitudes; a spot elsewhere is a phone that has lost its way."""


class SpotOnMap(TypedDict):
    """In degrees."""

    latitude: float
    longitude: float


@dataclass(frozen=True)
class Spot:
    def screen(self, asked: AskedQuestion) -> QuestionScreen:
        return QuestionScreen(asked.question.text)

    def take(self, asked: AskedQuestion, given: Input) -> Outcome | None:
        if not isinstance(given, Location):
            return Refuse(self.hint(asked)) if not hasattr(given, "action") else None
        (south, north), (west, east) = CHINA
        if not (south <= given.lat <= north and west <= given.lon <= east):
            return Refuse(N_("That spot does not lie in China. Please send the location once more."))
        return Answer({"latitude": round(given.lat, 6), "longitude": round(given.lon, 6)})

    def show(self, asked: AskedQuestion, answer: Any) -> Text:
        return f"{answer['latitude']:.5f}, {answer['longitude']:.5f}"

    def carry(self, asked: AskedQuestion) -> Answer | None:
        return Answer(asked.answer) if is_spot(asked.answer) else None

    def hint(self, asked: AskedQuestion) -> Text:
        return N_("Send the location: 📎, then “Location”, standing at the place.")


def is_spot(stored: object) -> TypeGuard[SpotOnMap]:
    match stored:
        case {"latitude": float(), "longitude": float()}:
            return True
    return False
