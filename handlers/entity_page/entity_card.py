"""One entity's page (一企一档): its card, and from it everything that is known of it.

Whoever has more to offer there registers it:

    @entity_buttons(30)
    def invite(turn: Turn, found: Dossier) -> list[Button]: ...
"""

from collections.abc import Callable, Iterator
from datetime import date, timedelta

from campaigns.titles import title_of
from forms.register_words import DEVICE_CLASSES, GRADES, LICENCE_KINDS, STATUSES, WAYS, word, words
from handlers.turn import entity_words
from handlers.turn.rights import role_over
from handlers.turn.routes import Listed, command, press
from handlers.turn.screens import Button
from handlers.turn.turn import Turn, not_found
from handlers.words import joined
from locales import N_, Text
from records.all_nouns import all_nouns
from records.noun import Noun
from storage.queries.register import dossier, entities
from storage.queries.register.dossier import Dossier, DossierCounts
from storage.tables import Licence

SOON = timedelta(days=60)
"""A licence that runs out within this time is pointed out."""

Offered = Callable[[Turn, Dossier], list[Button]]
_more: list[tuple[int, Offered]] = []


def entity_buttons(place: int) -> Callable[[Offered], Offered]:
    """Adds buttons of another part of the program to the card, by place; it says itself who may press them."""

    def added(offered: Offered) -> Offered:
        _more.append((place, offered))
        return offered

    return added


@press("entity.show", may="see_entity")
def show(turn: Turn, id: int) -> None:
    show_entity(turn, id)


@command(
    "company",
    N_("My enterprise"),
    may="own_entity",
    listed=Listed(60, N_("我的企业 /company — your enterprise's page")),
)
def my_enterprise(turn: Turn) -> None:
    """The enterprise contact's own card; nobody else's."""
    show_entity(turn, turn.role.entity_id or 0)


def show_entity(turn: Turn, entity_id: int, *first: Text) -> None:
    """The card, if this person may see it; `first` is said above it."""
    turn, entity_dossier = visible(turn, entity_id, "see_entity")
    turn.say(*first, *card(turn, entity_dossier), rows=buttons(turn, entity_dossier))


def visible(turn: Turn, entity_id: int, permission: str) -> tuple[Turn, Dossier]:
    """The entity, and the turn in the role that may do this to it; forbidden and missing are the same."""
    entity_dossier = dossier.dossier(turn.session, entity_id, turn.today)
    if entity_dossier is None:
        raise not_found()
    return turn.over(permission, entity_dossier.unit.path, entity_dossier.id), entity_dossier


def may(turn: Turn, permission: str, entity_dossier: Dossier) -> bool:
    return role_over(turn.actor, permission, entity_dossier.unit.path, entity_dossier.id) is not None


# --- the card ------------------------------------------------------------------------------------------


def card(turn: Turn, entity_dossier: Dossier) -> list[Text]:
    entity, packs = entity_dossier.entity, entity_words.packs(turn)
    inside = may(turn, "see_dossier", entity_dossier)
    kind = entity_words.kinds(packs).get(entity.kind, entity.kind)
    first: list[Text] = [entity.name, kind, *([word(GRADES, entity.grade)] if entity.grade else [])]
    if entity.provisional:
        first.append(N_("provisional"))
    lines: list[Text] = [joined(first)]
    if entity.status != "active":
        lines.append(_status(entity_dossier))
    if entity.credit_code:
        lines.append(N_("Credit code {code}", code=entity.credit_code))
    if entity.ways or entity.device_classes:
        lines.append(joined([*words(WAYS, entity.ways), *words(DEVICE_CLASSES, entity.device_classes)]))
    several = len(entity_dossier.levels) > 1
    lines += [
        N_("Level {level}", level=entity_words.level_words(packs, level, named=several))
        for level in entity_dossier.levels
    ]
    titles = entity_words.tags(packs)
    if entity_dossier.tags:
        lines.append(N_("Focus: {tags}", tags=[titles.get(tag, tag) for tag in entity_dossier.tags]))
    lines.append(_who(entity_dossier))
    if entity.address:
        lines.append(N_("Address {address}", address=entity.address))
    lines += [licence_words(turn.today, licence) for licence in entity_dossier.licences]
    if inside:
        lines += [_contact(contact.name, contact.post, contact.phone) for contact in entity_dossier.contacts]
    return [*lines, *_done(turn, entity_dossier)]


def _status(entity_dossier: Dossier) -> Text:
    status = word(STATUSES, entity_dossier.entity.status)
    day = entity_dossier.entity.closed_on
    return N_("⛔ {status} since {day}", status=status, day=day.isoformat()) if day else N_("⛔ {what}", what=status)


def _who(entity_dossier: Dossier) -> Text:
    """Unit, responsible officer and present stand-ins in a line."""
    if entity_dossier.officer is None:
        return entity_dossier.unit.name
    responsible = N_("responsible officer: {officer}", officer=entity_dossier.officer[1])
    standing_in = [N_("standing in: {names}", names=list(entity_dossier.stand_ins))] if entity_dossier.stand_ins else []
    return joined([entity_dossier.unit.name, responsible, *standing_in])


def licence_words(today: date, licence: Licence) -> Text:
    kind, until = word(LICENCE_KINDS, licence.kind), licence.valid_until
    if until is None:
        return joined([kind, licence.number])
    if until < today:
        return joined([kind, licence.number, N_("⚠️ ran out on {day}", day=until.isoformat())])
    if until - today <= SOON:
        left = (until - today).days
        return joined([kind, licence.number, N_("⚠️ until {day}, {left} days", day=until.isoformat(), left=left)])
    return joined([kind, licence.number, N_("until {day}", day=until.isoformat())])


def _contact(name: str, post: str, phone: str) -> Text:
    return N_("Contact {who}", who=joined([part for part in (name, post, phone) if part]))


def _done(turn: Turn, entity_dossier: Dossier) -> Iterator[Text]:
    last = entities.last_visit(turn.session, entity_dossier.id)
    if last is not None:
        outcomes = [outcome for pack in entity_words.packs(turn) for outcome in pack.outcomes]
        yield N_(
            "Last visit {day}, {outcome}",
            day=last.day.isoformat(),
            outcome=title_of(outcomes, last.outcome),
        )
    counted = dossier.counts(turn.session, entity_dossier.id, turn.today)
    if counted.overdue:
        yield N_("{open} risk items open, {overdue} of them overdue", open=counted.open_items, overdue=counted.overdue)


# --- its buttons ---------------------------------------------------------------------------------------


def buttons(turn: Turn, entity_dossier: Dossier) -> list[list[Button]]:
    counted = dossier.counts(turn.session, entity_dossier.id, turn.today)
    details = {"id": entity_dossier.id}
    inside = may(turn, "see_dossier", entity_dossier)
    rows = _looks(counted, entity_dossier, details, inside)
    rows[2:2] = in_threes(_records(turn, counted, entity_dossier))
    changes = [
        button for _, offered in sorted(_more, key=lambda more: more[0]) for button in offered(turn, entity_dossier)
    ]
    rows += in_threes(changes)
    if may(turn, "inspect", entity_dossier) and entity_dossier.entity.status == "active":
        visit = Button(N_("Log inspection"), "inspect", {"entity": entity_dossier.id}, "primary")
        rows.append([visit, Button(N_("Report risk"), "risk.report", {"entity": entity_dossier.id})])
    return rows


def in_threes(buttons: list[Button]) -> list[list[Button]]:
    return [buttons[at : at + 3] for at in range(0, len(buttons), 3)]


def nouns_seen(turn: Turn, entity_dossier: Dossier) -> list[Noun]:
    """Those whose records this person may read at an entity."""
    return [noun for noun in all_nouns().values() if may(turn, noun.sees, entity_dossier)]


def _records(turn: Turn, counted: DossierCounts, entity_dossier: Dossier) -> list[Button]:
    """One for each noun of which there is anything, but those that have a button of their family."""
    return [
        Button(
            N_("{noun} {count}", noun=noun.word, count=counted.records[noun.key]),
            "entity.records",
            {"id": entity_dossier.id, "noun": noun.key},
        )
        for noun in nouns_seen(turn, entity_dossier)
        if noun.timeline and not noun.entity_page and counted.records[noun.key]
    ]


def _behind(counted: DossierCounts, page: str) -> int:
    """How many records a button of an entity's page leads to."""
    return sum(count for key, count in counted.records.items() if all_nouns()[key].entity_page == page)


def _looks(
    counted: DossierCounts, entity_dossier: Dossier, details: dict[str, int], inside: bool
) -> list[list[Button]]:
    first = [
        Button(N_("Visits {count}", count=_behind(counted, "entity.visits")), "entity.visits", details),
        Button(N_("Risk items {count}", count=counted.open_items), "entity.risks", details),
        Button(N_("Licences {count}", count=len(entity_dossier.licences)), "entity.licences", details),
    ]
    if not inside:
        return [first]
    second = [
        Button(N_("Self-checks"), "entity.self_checks", details),
        Button(N_("Cases {count}", count=_behind(counted, "entity.cases")), "entity.cases", details),
        Button(N_("Pictures {count}", count=counted.photos), "entity.photos", details),
    ]
    third = [
        Button(N_("Timeline"), "entity.timeline", details),
        Button(N_("Export the file"), "entity.export", details),
    ]
    return [first, second, third]
