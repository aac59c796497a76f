"""What an audit row says, in words: an action is a noun and what was done to it, `inspection.correct` → 检查：更正."""

from locales import N_, Message, Text
from records.all_nouns import all_nouns

_NOUNS: dict[str, Message] = {
    "audit": N_("audit"),
    "calendar": N_("working days"),
    "campaign": N_("campaign"),
    "deadline": N_("deadline"),
    "entity": N_("entity"),
    "event": N_("event"),
    "focus": N_("focus tags"),
    "group": N_("group"),
    "invitation": N_("invitation"),
    "licence": N_("licence"),
    "message": N_("message that did not arrive"),
    "own_day": N_("unit's own day"),
    "person": N_("person"),
    "unit": N_("unit"),
    "update": N_("failed update"),
}
_VERBS: dict[str, Message] = {
    "accept": N_("accepted as it stands"),
    "add": N_("added"),
    "alias": N_("another name remembered"),
    "bind": N_("bound"),
    "call_off": N_("plan called off"),
    "change_role": N_("role changed"),
    "contact": N_("contact entered"),
    "contact_erase": N_("contact's personal data erased"),
    "contact_end": N_("contact ended"),
    "correct": N_("corrected"),
    "declare": N_("declared"),
    "describe": N_("personal details changed"),
    "dismiss": N_("dismissed"),
    "dissolve": N_("dissolved"),
    "done": N_("done"),
    "edit": N_("edited"),
    "ended": N_("ended"),
    "erase": N_("personal data erased"),
    "hand_over": N_("handed over"),
    "hours": N_("working hours set"),
    "import": N_("imported"),
    "import_change": N_("changed by an import"),
    "join": N_("joined"),
    "kind": N_("kind changed"),
    "language": N_("language chosen"),
    "leave": N_("left"),
    "level": N_("level set"),
    "licence": N_("licence entered"),
    "load": N_("put into force"),
    "make": N_("made"),
    "merge": N_("merged"),
    "move": N_("moved"),
    "officer": N_("officer in charge set"),
    "pass_on": N_("passed on"),
    "publish": N_("published"),
    "read": N_("reading confirmed"),
    "record": N_("recorded"),
    "refuse": N_("refused"),
    "register": N_("registered"),
    "rename": N_("renamed"),
    "renew": N_("made anew"),
    "retry": N_("tried again"),
    "running": N_("put into force again"),
    "set": N_("set"),
    "spot": N_("place set"),
    "stand_in": N_("standing in begun"),
    "stand_in_over": N_("standing in ended"),
    "status": N_("status changed"),
    "tags": N_("focus tags set"),
    "take": N_("taken up"),
    "taken_back": N_("taken back"),
    "void": N_("voided"),
    "withdraw": N_("withdrawn"),
}
_FIELDS: dict[str, Message] = {
    "address": N_("Address"),
    "authority": N_("authority"),
    "below": N_("unit above"),
    "campaign_id": N_("campaign"),
    "contact": N_("contact"),
    "contact_id": N_("number of the contact"),
    "closed_on": N_("closed on"),
    "credit_code": N_("Credit code"),
    "day": N_("Day"),
    "day_of_month": N_("day of the month"),
    "deadline": N_("deadline"),
    "device_classes": N_("device classes"),
    "due": N_("Due day"),
    "entities": N_("entities"),
    "entity_id": N_("entity"),
    "event": N_("event"),
    "from": N_("from"),
    "grade": N_("kind of institution"),
    "into": N_("into"),
    "issued_on": N_("issued on"),
    "key": N_("what it is about"),
    "kind": N_("kind"),
    "language": N_("Language"),
    "latitude": N_("latitude"),
    "level": N_("level"),
    "licence": N_("licence"),
    "licence_number": N_("number of the licence"),
    "longitude": N_("longitude"),
    "merged_into": N_("merged into"),
    "moved": N_("moved along"),
    "name": N_("Name"),
    "note": N_("Note"),
    "number": N_("Number"),
    "officer_id": N_("responsible officer"),
    "option": N_("reading"),
    "people": N_("People"),
    "person_id": N_("person"),
    "phone": N_("Phone"),
    "post": N_("Post"),
    "provisional": N_("provisional"),
    "reason": N_("Reason"),
    "result": N_("result"),
    "risk_items": N_("risk items"),
    "role": N_("Role"),
    "scheme": N_("scheme"),
    "source": N_("source"),
    "stands_in_for": N_("stands in for"),
    "state": N_("State"),
    "status": N_("Status"),
    "subject": N_("Subject"),
    "tags": N_("Focus"),
    "taken_back": N_("taken back"),
    "to": N_("to"),
    "unit": N_("unit"),
    "unit_id": N_("unit"),
    "units": N_("units"),
    "valid_from": N_("valid from"),
    "valid_to": N_("valid until"),
    "valid_until": N_("valid until"),
    "ways": N_("ways of business"),
    "worked": N_("a working day"),
}
UNTOLD = {
    *("id", "instance", "external_ref", "revision", "form_version", "answers", "at", "recorded_by", "recorded_at"),
    *("case_id", "chat_id", "finding_id", "head", "licence_id", "membership", "sha256", "version"),
}
"""How the program finds its rows: nothing for readers."""


def nouns() -> dict[str, Message]:
    """What rows of the audit are about: the nouns that are recorded, and the things of the program."""
    return {**_NOUNS, **{key: noun.word for key, noun in all_nouns().items()}}


def verbs(noun: str) -> dict[str, Message]:
    """What can be done to this noun; its own words go before the common ones."""
    declared = all_nouns().get(noun)
    return {**_VERBS, **(declared.verbs if declared is not None else {})}


def action_in_words(action: str) -> Text:
    noun, _, verb = action.partition(".")
    return N_("{noun}: {done}", noun=nouns().get(noun, noun), done=verbs(noun).get(verb, verb))


def field_in_words(field: str, noun: str) -> Text:
    """What a field of a row about this noun is called; its own word goes before the common one."""
    declared = all_nouns().get(noun)
    own = declared.fields if declared is not None else {}
    passed_on = {f"{noun.key}s": noun.word for noun in all_nouns().values()}
    return {**passed_on, **_FIELDS, **own}.get(field, field)
