"""What stands in the fields of an audit row, in words: the plans' titles for keys, yes and no, days, amounts."""

import re
from collections.abc import Sequence
from datetime import date, datetime
from zoneinfo import ZoneInfo

from campaigns.schema.pack import Pack
from campaigns.schema.parties import UNIT_KINDS
from forms import register_words as register
from forms.question import Option
from handlers.audit.audit_words import nouns
from handlers.turn import entity_words
from handlers.words import ROLES
from locales import N_, Text, languages
from locales.formats import FullDay, Money
from records.all_nouns import all_nouns
from storage.json_values import Facts

DAY = re.compile(r"\d{4}-\d\d-\d\d")
MOMENT = re.compile(r"\d{4}-\d\d-\d\dT[\d:.]+(Z|[+-]\d\d:\d\d)")
AMOUNTS = {"entity_fine", "confiscated", "people_fine"}
STATES: dict[str, Text] = {
    "running": N_("in force"),
    "ended": N_("ended"),
    "asked": N_("not bound yet"),
    "bound": N_("bound"),
    "left": N_("has left the group"),
}


class FieldValues:
    """The words of some plans, in a zone; before them those of the noun that a row is about."""

    def __init__(self, packs: Sequence[Pack], zone: ZoneInfo, noun: str = "") -> None:
        self.packs, self.zone = packs, zone
        declared = all_nouns().get(noun)
        own = declared.values if declared is not None else {}
        words = _vocabulary(packs)
        self.words = {field: {**words.get(field, {}), **own.get(field, {})} for field in {*words, *own}}

    def told(self, field: str, value: object, facts: Facts) -> Text:
        """One value of a row; `facts` are those beside it: a level is one of its scheme."""
        match value:
            case None | "" | []:
                return "—"
            case bool():
                return N_("yes") if value else N_("no")
            case [str(key), str(note)] if field == "findings":
                item = self._word(field, key)
                return N_("{item}: {note}", item=item, note=note) if note else item
            case list():
                return N_("{everything}", everything=[self.told(field, part, facts) for part in value])
            case dict():
                return N_("{everything}", everything=[self._counted(*counted) for counted in value.items()])
            case int() if field in AMOUNTS:
                return N_("{amount}", amount=Money(value))
            case str() if DAY.fullmatch(value):
                return N_("{day}", day=FullDay(date.fromisoformat(value)))
            case str() if MOMENT.fullmatch(value):
                return N_("{moment}", moment=datetime.fromisoformat(value).astimezone(self.zone))
            case str() if field == "level" and facts.get("scheme"):
                return entity_words.level_title(self.packs, str(facts["scheme"]), value)
        return self._word(field, str(value))

    def _word(self, field: str, key: str) -> Text:
        """Of `level_setting:2025`, a deadline's one time, the deadline."""
        known = self.words.get(field, {})
        return known.get(key) or known.get(key.partition(":")[0]) or key

    def _counted(self, noun: str, count: object) -> Text:
        return N_("{noun} {count}", noun=nouns().get(noun, noun), count=count)


def _vocabulary(packs: Sequence[Pack]) -> dict[str, dict[str, Text]]:
    """By field: what its keys are called. Of two plans the first one's words go."""
    backwards = list(reversed(packs))
    deadlines = {deadline.key: deadline.title for pack in backwards for deadline in pack.deadlines}
    unclear = [place for pack in backwards for place in pack.unclear]
    return {
        "kind": {
            **UNIT_KINDS,
            **_labels(register.LICENCE_KINDS),
            **entity_words.kinds(packs),
            **{kind.key: kind.title for pack in backwards for kind in pack.inspection_kinds},
        },
        "outcome": {outcome.key: outcome.title for pack in backwards for outcome in pack.outcomes},
        "findings": {
            item.key: item.title for pack in backwards for checklist in pack.checklists for item in checklist.items
        },
        "tags": {**entity_words.tags(packs)},
        "level": {level.key: level.title for scheme in entity_words.schemes(packs).values() for level in scheme.levels},
        "scheme": {key: entity_words.scheme_title(packs, key) for key in entity_words.schemes(packs)},
        "source": {risk_source.key: risk_source.title for pack in backwards for risk_source in pack.risk_sources},
        "deadline": {**deadlines},
        "key": {**deadlines, **{pack.key: pack.title for pack in packs}},
        "event": {**deadlines, **{event.key: event.title for pack in backwards for event in pack.events}},
        "note": {place.key: place.says for place in unclear},
        "option": {option.key: option.title for place in unclear for option in place.options},
        "ways": _labels(register.WAYS),
        "device_classes": _labels(register.DEVICE_CLASSES),
        "status": _labels(register.STATUSES),
        "state": STATES,
        "role": ROLES,
        "language": {key: language.name for key, language in languages().items()},
    }


def _labels(options: Sequence[Option]) -> dict[str, Text]:
    return {option.value: option.label for option in options}
