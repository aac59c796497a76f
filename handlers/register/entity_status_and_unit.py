"""停业、注销、恢复, and into whose territory an entity moves: each from a day on, with a reason."""

from forms.answers import Answers
from forms.catalog.entity_move import entity_move
from forms.catalog.entity_status import entity_status
from forms.engine import Offers
from forms.register_words import STATUSES, word
from handlers.chatform import unit_offers
from handlers.entity_page.entity_edit import ChangeOption, change
from handlers.turn.turn import Refused, Turn
from locales import N_, tr
from storage.queries.register import entity_changes, pauses
from storage.queries.register.dossier import Dossier

BECOMES = {"active": ("suspended", "closed"), "suspended": ("active", "closed"), "closed": ("active",)}


def _statuses(turn: Turn, dossier: Dossier) -> Offers:
    language = turn.actor.language
    return {
        "status": [{"value": key, "label": tr(word(STATUSES, key), language)} for key in BECOMES[dossier.entity.status]]
    }


def _save_status(turn: Turn, dossier: Dossier, answers: Answers, instance: str) -> None:
    if answers.chosen("status") not in BECOMES[dossier.entity.status]:
        raise Refused(N_("Its status was changed meanwhile: {status}.", status=word(STATUSES, dossier.entity.status)))
    day, status = answers.day("day"), answers.chosen("status")
    facts = {"name": dossier.entity.name, "status": word(STATUSES, status), "day": day.isoformat()}
    if pauses.status_on(pauses.pauses_of(turn.session, dossier.id), day) == status:
        raise Refused(N_("{name}: {status} on {day} already. Choose another day.", **facts))
    pauses.set_status(turn.session, dossier.entity, status, day, turn.today, answers.text("reason"), turn.by, instance)
    turn.say(N_("✅ {name}: {status} since {day}", **facts))


def _save_move(turn: Turn, dossier: Dossier, answers: Answers, instance: str) -> None:
    """Whoever moves it needs the right over both units."""
    unit = answers.offer("unit")
    if unit.id == dossier.unit.id:
        raise Refused(N_("It lies in the territory of {unit} already.", unit=dossier.unit.name))
    turn.over_unit("place_entity", unit.id)
    day = answers.day("day")
    entity_changes.move(turn.session, dossier.id, unit.id, day, answers.text_or_none("reason") or "", turn.by, instance)
    turn.say(N_("✅ {name} lies in {unit} now.", name=dossier.entity.name, unit=unit.name))


def _units(turn: Turn, _entity_dossier: Dossier) -> Offers:
    return {"unit": unit_offers.top_units(turn, "place_entity")}


change("entity_status", ChangeOption(70, N_("Status"), "place_entity", entity_status, _save_status, _statuses))
change("entity_move", ChangeOption(80, N_("Unit"), "place_entity", entity_move, _save_move, _units))
