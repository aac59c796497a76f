"""记检查: one visit to one entity on one day. A visit without findings takes six taps after choosing the entity."""

from dataclasses import dataclass

from forms.conditions import AnyBad, Choose, From, Is, NotIn
from forms.kinds.checklist import Checklist, Item
from forms.kinds.choice import Choice
from forms.kinds.choices import Choices
from forms.kinds.date import Day
from forms.kinds.entity import ENTITY_KINDS, Entity
from forms.kinds.people import People
from forms.kinds.photos_note import PhotosNote
from forms.model import Form
from forms.question import Option, Question
from forms.unit_question import IS_NEW, for_unit
from locales import N_, Message

KINDS = (
    Option("daily", N_("Routine check")),
    Option("unannounced", N_("Unannounced check")),
    Option("special", N_("Special check")),
    Option("recheck", N_("Follow-up check")),
)
OUTCOMES = (
    Option("no_findings", N_("Nothing found")),
    Option("ordered", N_("Ordered to correct")),
    Option("talk", N_("Summoned for a talk")),
    Option("case", N_("Case opened")),
    Option("suspended", N_("Ordered to stop")),
)
WHICH_ENTITY = N_("Which entity did you check? Write its name, pinyin initials or credit code, or send your location.")


@dataclass(frozen=True)
class Points:
    """The points (检查要点) to look at where the entity is of one kind; wording as in the plan."""

    key: str
    entity_kind: str
    title: str
    items: tuple[Item, ...]
    basis: str = ""  # where the points come from, shown below the title


def inspection(
    checklists: tuple[Points, ...],
    *,
    entity_kinds: tuple[Option, ...] = ENTITY_KINDS,
    kinds: tuple[Option, ...] = KINDS,
    outcomes: tuple[Option, ...] = OUTCOMES,
    clean: str = "no_findings",  # the outcome while no point is marked 不符合
    found: str = "ordered",  # and once one is
    tags: tuple[Option, ...] = (),
    asks_unit: bool = False,  # of whoever works for several
    zone: str = "Asia/Shanghai",
) -> Form:
    """The form for one plan; a checklist, under `checklist_key(points)`, gives the outcome, without one it is asked."""
    lists = tuple(checklist_key(points) for points in checklists)
    no_checklist = NotIn("entity.kind", tuple(points.entity_kind for points in checklists))
    return Form(
        key="inspection",
        version=2,
        title=N_("Inspection"),
        zone=zone,
        questions=(
            Question(
                "entity",
                Entity(entity_kinds),
                WHICH_ENTITY,
                label=N_("Entity"),
                counted=False,
            ),
            *([for_unit(when=IS_NEW)] if asks_unit else []),
            Question("kind", Choice(), N_("Which kind of check?"), label=N_("Kind"), options=kinds, context="entity"),
            Question("day", Day("past", fully=N_("Which day was the check?")), N_("Which day?"), label=N_("Day")),
            Question("people", People(), N_("How many of you went?"), label=N_("People")),
            *(_checklist(points) for points in checklists),
            Question("photos_note", PhotosNote(), N_("Photos or a note?"), label=N_("Photos and note"), optional=True),
            Question(
                "tags",
                Choices(),
                N_("Which focus tags apply?"),
                label=N_("Focus"),
                options=tags,
                optional=True,
                default=From("entity.tags"),
                asked=False,
            ),
            Question(
                "outcome",
                Choice(),
                N_("What was the outcome?"),
                label=N_("Outcome"),
                options=outcomes,
                default=Choose(AnyBad(lists), then=found, otherwise=clean, unless=no_checklist),
                asked=no_checklist,
            ),
        ),
        card=(
            ("entity", *(["for_unit"] if asks_unit else []), "kind", "day", "people", N_("Focus: {tags}")),
            (*lists, "outcome"),
            ("photos_note",),
        ),
    )


def checklist_key(points: Points) -> str:
    return f"checklist_{points.key}"


def _checklist(points: Points) -> Question:
    return Question(
        checklist_key(points),
        Checklist(points.items),
        _heading(points),
        label=N_("Points"),
        when=Is("entity.kind", points.entity_kind),
    )


def _heading(points: Points) -> Message:
    if points.basis:
        return N_("{title}, {n} points\n{basis}", title=points.title, n=len(points.items), basis=points.basis)
    return N_("{title}, {n} points", title=points.title, n=len(points.items))
