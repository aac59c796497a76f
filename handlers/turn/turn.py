"""A turn: one update, one transaction. What a handler is given to read and to answer with."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from functools import cached_property
from uuid import NAMESPACE_OID, uuid5
from zoneinfo import ZoneInfo

from days.calendar import WorkingDays
from handlers.turn import screens
from handlers.turn.inbound import Incoming, PressedButton
from handlers.turn.rights import role_over
from handlers.turn.screens import Key, Part, Recipient, Rows
from handlers.turn.update_context import UpdateContext
from locales import N_, Text, tr
from storage.database import Session
from storage.outbox_payload import FileToSend, OutboxPayload
from storage.queries.ground.audit_rows import ChangedBy
from storage.queries.messages import outbox
from storage.queries.organisation import succession, units
from storage.queries.people import people
from storage.queries.people.people import Actor, Role
from storage.queries.plans import calendar_days, campaigns
from storage.tables import Unit

ALBUM_PAUSE = timedelta(seconds=1)
"""The photos of an album arrive one by one; the answer waits this long for the next of them, which answers for all."""


class Refused(Exception):
    """Nothing was done; the words say what to do instead. Forbidden and missing are refused in the same words."""

    def __init__(self, *parts: Part, rows: Rows = ()) -> None:
        super().__init__()
        self.parts, self.rows = parts, rows


class Expired(Refused):
    """The button was made for something that is not there any more, in the plan or in the program."""


def not_found() -> Refused:
    return Refused(N_("Nothing was found, or you may not see it."))


@dataclass
class Turn:
    """The session, who is acting in which role, what came in and when; `say` answers."""

    context: UpdateContext
    actor: Actor
    role: Role
    incoming: Incoming
    rest: str = ""
    """What followed a command: `康民` of `/find 康民`."""
    in_place: bool = False
    _said: int = field(default=0, repr=False)

    @property
    def session(self) -> Session:
        return self.context.session

    @property
    def now(self) -> datetime:
        return self.context.now

    @property
    def zone(self) -> ZoneInfo:
        return self.context.zone

    @property
    def today(self) -> date:
        return self.context.today

    @property
    def key(self) -> str:
        return self.context.key

    @property
    def bot_name(self) -> str:
        return self.context.bot_name

    @property
    def said_on(self) -> date:
        """The day of the message; a pressed button has none of its own and carries absolute days."""
        return self.incoming.said_on or self.today

    @property
    def by(self) -> ChangedBy:
        return ChangedBy(self.now, self.actor.person_id, self.role.unit_id, self.role.role, self.context.update_id)

    @cached_property
    def running(self) -> list[campaigns.RunningCampaign]:
        return campaigns.running_campaigns(self.session, self.today)

    @cached_property
    def taking_part(self) -> list[campaigns.RunningCampaign]:
        """The running campaigns of this unit, newest first: a visit counts in each of them."""
        return [
            running
            for running in self.running
            if self.role.unit_id in succession.answering(self.session, running.campaign_id, self.today).values()
        ]

    @property
    def campaign(self) -> campaigns.RunningCampaign:
        """The campaign whose forms are used: the unit's newest, else the newest of all. Raises Refused if none runs."""
        if not self.running:
            raise Refused(N_("No campaign is running yet. An administrator loads one first."))
        return (self.taking_part or self.running)[0]

    @property
    def planned(self) -> campaigns.RunningCampaign | None:
        """The newest that has a plan table, the unit's own before others; figures are plan against actual."""
        runnings = (*self.taking_part, *self.running)
        return next((running for running in runnings if running.pack.plan_tables), None)

    @cached_property
    def calendar(self) -> WorkingDays:
        return WorkingDays(calendar_days.declared(self.session))

    def instance(self, what: str) -> str:
        """An idempotency key for a step made by this very update."""
        return str(uuid5(NAMESPACE_OID, f"{self.key}/{what}"))

    def under_key(self, key: str) -> "Turn":
        """The same turn whose answers are kept under another key: once for that key, not once for this update."""
        return replace(self, context=replace(self.context, key=key))

    def in_shoes_of(self, contact: people.Contact) -> "Turn":
        """A turn of another person on the same update, to ask what that person may see and press."""
        actor = people.actor_by_account(self.session, contact.chat_id, self.today)
        return self if actor is None else replace(self, actor=actor)

    def as_role(self, role: Role, *, in_place: bool | None = None) -> "Turn":
        return replace(self, role=role, in_place=self.in_place if in_place is None else in_place)

    def over(self, permission: str, path: str, entity_id: int | None = None) -> "Turn":
        """The turn in the nearest role that covers a path or entity. Raises Refused, as for what does not exist."""
        role = role_over(self.actor, permission, path, entity_id)
        if role is None:
            raise not_found()
        return self.as_role(role)

    def over_unit(self, permission: str, unit_id: int) -> tuple["Turn", Unit]:
        """The same for a unit's id, with the unit. Raises Refused also where there is no such unit."""
        unit = units.find(self.session, unit_id)
        if unit is None:
            raise not_found()
        return self.over(permission, unit.path), unit

    def say(
        self,
        *parts: Part,
        rows: Rows = (),
        keyboard: Sequence[Sequence[Key]] | None = None,
        stays: bool = False,
    ) -> None:
        """Answers in this chat. `in_place`, the first answer replaces the pressed message while it is the last one.

        The answer to a photo of an album is overtaken by that to the next one, unless it `stays`.
        """
        edit = None if not self.in_place or self._said or keyboard is not None else self._last_screen()
        album = "" if stays else self.incoming.album
        if album and not self._said:
            outbox.withdraw(self.session, album)
        screens.send(
            self.session,
            self.actor,
            parts,
            f"{album}{self.key}:{self._said}",
            self.now,
            rows=rows,
            keyboard=keyboard,
            edit=edit,
            not_before=self.now + ALBUM_PAUSE if album else None,
        )
        self._said += 1

    def tell(self, to: Recipient, *parts: Part, rows: Rows = ()) -> None:
        """Sends to another person at once, outside this chat; at most once per turn and recipient, like every nudge."""
        key = f"{self.key}>{to.person_id}:{self._said}"
        screens.send(self.session, to, parts, key, self.now, rows=rows, nudge=True)
        self._said += 1

    def send_photos(self, hashes: Sequence[str], skip: int = 0) -> None:
        """One by one, numbered from `skip` on; a button that leads to none any more is answered as well."""
        if not hashes:
            self.say(N_("Nothing on record yet."))
        for number, sha256 in enumerate(hashes, skip + 1):
            self.send_photo(sha256, number)

    def send_photo(self, sha256: str, number: int) -> None:
        """The stored picture; `number` is what people call it."""
        stored: FileToSend = {"field": "photo", "sha256": sha256, "name": f"{number}.jpg", "number": number}
        payload: OutboxPayload = {"chat_id": self.actor.chat_id, "stored": stored}
        outbox.put(self.session, f"{self.key}:{self._said}", self.actor.chat_id, "sendPhoto", payload, self.now)
        self._said += 1

    def send_qr(self, link: str, caption: Text) -> None:
        """A link as a QR picture with its caption; drawn as it is sent and not kept, because it lets a person in."""
        words = tr(caption, self.actor.language)
        payload: OutboxPayload = {"chat_id": self.actor.chat_id, "qr": link, "caption": words, "secret": True}
        outbox.put(self.session, f"{self.key}:{self._said}", self.actor.chat_id, "sendPhoto", payload, self.now)
        self._said += 1

    def _last_screen(self) -> int | None:
        """The pressed message, if nothing has been said below it."""
        pressed = isinstance(self.incoming.content, PressedButton)
        return self.incoming.message_id if pressed and self._is_last else None

    @property
    def _is_last(self) -> bool:
        return self.incoming.message_id >= self.actor.last_message_id
