"""位置: where an entity stands on the map, so that it is found “nearby”."""

from forms.kinds.spot import Spot
from forms.model import Form
from forms.question import Question
from locales import N_


def entity_spot(zone: str = "Asia/Shanghai") -> Form:
    question = Question(
        "spot", Spot(), N_("Where is it? Send the location: 📎, then “Location”."), label=N_("Location")
    )
    return Form("entity_spot", 1, N_("Location on the map"), (question,), (("spot",),), zone)
