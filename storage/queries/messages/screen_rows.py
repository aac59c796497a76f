"""Screens: messages with buttons. A button's data is `token.index`; what it does is written here, not there."""

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlmodel import Session

from storage.json_values import JsonObject
from storage.tables import Screen

KEPT_FOR = timedelta(days=60)


@dataclass(frozen=True)
class ButtonAction:
    """What a button was made to do: an action's name and what goes with it."""

    action: str
    details: JsonObject


def add_screen(session: Session, person_id: int, chat_id: int, buttons: list[ButtonAction], now: datetime) -> str:
    """Returns the token that the buttons' data begin with."""
    token = secrets.token_urlsafe(12)
    session.add(
        Screen(
            token=token,
            person_id=person_id,
            chat_id=chat_id,
            buttons=[[button.action, button.details] for button in buttons],
            expires_at=now + KEPT_FOR,
        )
    )
    return token


def pressed(session: Session, data: str, person_id: int, now: datetime) -> ButtonAction | None:
    """The action behind a button's data, if the button is this person's and not too old."""
    token, _, index = data.partition(".")
    screen = session.get(Screen, token)
    if screen is None or screen.person_id != person_id or screen.expires_at < now:
        return None
    if not index.isascii() or not index.isdigit() or int(index) >= len(screen.buttons):
        return None
    action, details = screen.buttons[int(index)]
    return ButtonAction(action, details)
