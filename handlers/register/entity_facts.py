"""登记一家 and 修改: an entity's name, kind, credit code, ways of business, classes, address."""

from collections.abc import Mapping

from forms.answers import Answers
from forms.catalog.edit_entity import edit_entity
from forms.catalog.register_entity import register_entity
from forms.offer import Offer
from handlers.chatform import filling, resuming, unit_offers
from handlers.chatform.filling import Conversation
from handlers.entity_page.entity_card import may, show_entity
from handlers.entity_page.entity_edit import ChangeOption, change
from handlers.turn import entity_words
from handlers.turn.routes import command, press
from handlers.turn.screens import Button
from handlers.turn.stored import About
from handlers.turn.turn import Refused, Turn
from locales import N_
from storage.queries.register import dossier, register_entity_rows
from storage.queries.register.dossier import Dossier
from storage.queries.register.register_entity_rows import EntityFacts
from storage.tables import Draft


@command("register", N_("Register an entity"), may="edit_entity")
def register_one(turn: Turn) -> None:
    if not resuming.offer_to_resume(turn, "register_entity"):
        begin(turn)


@press("entity.register", may="edit_entity")
def register_from_button(turn: Turn, name: str = "") -> None:
    """From a search that found nothing: the name is known already."""
    begin(turn, name)


def begin(turn: Turn, name: str = "") -> None:
    """Who works in one unit without others below it need not say which."""
    offers = unit_offers.top_units(turn, "edit_entity")
    only = {"unit": {"value": offers[0]["value"], "label": offers[0]["label"]}} if len(offers) == 1 else {}
    answers = {**({"name": name} if name else {}), **only}
    filling.begin(turn, "register_entity", offers={"kind": kind_offers(turn), "unit": offers}, answers=answers)


def save_new(turn: Turn, row: Draft, answers: Answers) -> None:
    facts = facts_of(answers)
    turn, unit = turn.over_unit("edit_entity", answers.offer("unit").id)
    refuse_a_taken_code(turn, facts.credit_code)
    same = register_entity_rows.namesake(turn.session, facts.name, unit.id)
    if same is not None and not (facts.credit_code and same.credit_code):
        raise Refused(N_("{unit} has an entity of this name already. Tell them apart by credit code.", unit=unit.name))
    entity = register_entity_rows.register(turn.session, facts, unit.id, turn.today, turn.by, row.instance)
    turn.say(N_("✅ Registered: {name}", name=entity.name))
    show_entity(turn, entity.id)


def facts_of(answers: Answers) -> EntityFacts:
    return EntityFacts(
        name=answers.text("name"),
        kind=answers.chosen("kind"),
        credit_code=answers.text_or_none("credit_code"),
        address=answers.text_or_none("address") or "",
        grade=answers.text_or_none("grade"),
        ways=tuple(answers.chosen_many("ways")),
        device_classes=tuple(answers.chosen_many("device_classes")),
    )


def refuse_a_taken_code(turn: Turn, code: str | None, besides: int = 0) -> None:
    """The other entity is only named to who may see it."""
    other = register_entity_rows.taken(turn.session, code, besides) if code else None
    if other is None:
        return
    entity_dossier = dossier.dossier(turn.session, other.id, turn.today)
    if entity_dossier is None or not may(turn, "see_entity", entity_dossier):
        raise Refused(N_("This credit code belongs to an entity of another unit. Please ask your administrator."))
    rows = [[Button(other.name, "entity.show", {"id": other.id})]]
    raise Refused(N_("This credit code is registered already: {name}.", name=other.name), rows=rows)


def kind_offers(turn: Turn) -> list[Offer]:
    return [{"value": key, "label": title} for key, title in entity_words.kinds(entity_words.packs(turn)).items()]


def _present_facts(_turn: Turn, entity_dossier: Dossier) -> Mapping[str, object]:
    entity = entity_dossier.entity
    optional = {"credit_code": entity.credit_code, "grade": entity.grade, "address": entity.address or None}
    several = {"ways": list(entity.ways), "device_classes": list(entity.device_classes)}
    return {"name": entity.name, "kind": entity.kind, **optional, **several}


def _save_facts(turn: Turn, entity_dossier: Dossier, answers: Answers, instance: str) -> None:
    facts = facts_of(answers)
    refuse_a_taken_code(turn, facts.credit_code, entity_dossier.id)
    if not register_entity_rows.edit(turn.session, entity_dossier.entity, facts, turn.by, instance):
        turn.say(N_("Nothing was changed."))
    else:
        turn.say(N_("✅ Changed: {name}", name=facts.name))


change(
    "edit_entity",
    ChangeOption(
        10,
        N_("Entry"),
        "edit_entity",
        edit_entity,
        _save_facts,
        lambda turn, _entity_dossier: {"kind": kind_offers(turn)},
        _present_facts,
    ),
)
filling.conversations["register_entity"] = Conversation(
    lambda _about: register_entity(), "edit_entity", save_new, About, of_campaign=False
)
resuming.starters["register_entity"] = begin
