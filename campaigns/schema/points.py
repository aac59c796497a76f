"""Points to look at, and the checklists and self-check forms (自查表) made of them."""

from typing import Annotated, Literal, Self

from pydantic import model_validator
from pydantic_core import PydanticCustomError

from campaigns.schema.blanks import Blank, SignLine
from campaigns.schema.part import EntityKind, Key, NotActedOn, Part, Words
from locales import N_

ANY_ANSWER = N_(
    "a point is answered with meets it, does not meet it or does not apply; a self-check form can only be printed empty"
)

Holds = Literal["number", "point", "answer", "cause", "measures", "result", "date", "note"]
"""序号, 自查要点, 自查情况, 原因分析, 整改措施, 整改结果, 日期, 备注."""


class Item(Part):
    """A point to look at: `title` names it in a sentence (“不符合：贮存运输要求”), `text` is shown when it is asked."""

    key: Key
    title: Words
    text: Words
    number: str = ""
    """As printed, e.g. “1”."""
    polarity: Annotated[Literal["yes_is_compliant", "yes_is_violation"] | None, NotActedOn(ANY_ANSWER)] = None
    """What a 是 means; None: the point asks no question (其他, or an order rather than a question)."""
    applies_when: Annotated[str, NotActedOn(ANY_ANSWER)] = ""
    """To whom the point applies, in the plan's words; others answer 不适用."""
    may_not_apply: Annotated[bool, NotActedOn(ANY_ANSWER, anyway=True)] = False
    """不适用 is an answer."""
    source: str = ""

    @model_validator(mode="after")
    def _condition_allows_it(self) -> Self:
        if self.applies_when and not self.may_not_apply:
            raise PydanticCustomError("must_allow_na", "a condition needs 不适用")
        return self


class Checklist(Part):
    """The points of a check of one kind of entity; `basis` says where in the plan they come from."""

    key: Key
    title: Words
    entity_kind: EntityKind
    basis: Words
    items: tuple[Item, ...]


class FormColumn(Part):
    """A column of a self-check form, e.g. 原因分析."""

    key: Key
    title: Words
    holds: Holds
    width: float | None = None


class SelfCheck(Part):
    """An entity's own form, as annexed. To whom it goes by when stands in the deadlines that it fulfils."""

    key: Key
    title: Words
    printed: Words | None = None
    """The heading as printed, where the one shown corrects it."""
    entity_kind: EntityKind
    head: tuple[Blank, ...]
    columns: tuple[FormColumn, ...]
    items: tuple[Item, ...]
    pledge: str = ""
    sign: tuple[SignLine, ...] = ()
    notes: tuple[Words, ...] = ()
    source: str = ""
