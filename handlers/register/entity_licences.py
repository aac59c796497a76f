"""证照 and 位置: an entity's licences and filings with their days, and its spot on the map."""

from forms.answers import Answers
from forms.catalog.entity_licence import entity_licence
from forms.catalog.entity_spot import entity_spot
from handlers.entity_page.entity_edit import ChangeOption, change
from handlers.turn.turn import Refused, Turn
from locales import N_
from storage.queries.register import entity_changes, register_entity_rows
from storage.queries.register.dossier import Dossier
from storage.queries.register.entity_changes import NewLicence


def _save_licence(turn: Turn, dossier: Dossier, answers: Answers, instance: str) -> None:
    issued, until = answers.day_or_none("issued"), answers.day_or_none("until")
    if issued and until and until < issued:
        raise Refused(N_("It would run out on {until}, before it was issued on {issued}.", until=until, issued=issued))
    number = answers.text("number")
    licence = NewLicence(answers.chosen("kind"), number, issued, until)
    is_new = entity_changes.put_licence(turn.session, dossier.id, licence, turn.by, instance)
    turn.say(N_("✅ Entered: {number}", number=number) if is_new else N_("✅ Entered anew: {number}", number=number))


def _save_spot(turn: Turn, dossier: Dossier, answers: Answers, instance: str) -> None:
    spot = answers.spot("spot")
    register_entity_rows.set_spot(turn.session, dossier.entity, spot["latitude"], spot["longitude"], turn.by, instance)
    turn.say(N_("✅ Changed: {name}", name=dossier.entity.name))


change("entity_licence", ChangeOption(20, N_("Licence"), "edit_entity", entity_licence, _save_licence))
change("entity_spot", ChangeOption(30, N_("Location"), "edit_entity", entity_spot, _save_spot))
