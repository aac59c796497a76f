"""/language: in which language the bot speaks to this person. Official tables and wording stay Chinese."""

from dataclasses import replace

from handlers.turn.home_keys import home_keys
from handlers.turn.routes import Listed, command, press
from handlers.turn.screens import Button
from handlers.turn.turn import Turn, not_found
from locales import N_, languages
from storage.queries.people import people


@command(
    "language", N_("Language"), may="home", listed=Listed(130, N_("/language — Chinese or English"), N_("Language"))
)
def language(turn: Turn) -> None:
    buttons = [
        Button(spoken.name, "language.choose", {"language": key}, "primary" if key == turn.actor.language else None)
        for key, spoken in languages().items()
    ]
    turn.say(N_("In which language shall I write to you? 请选择语言。"), rows=[buttons])


@press("language.choose", may="home")
def choose(turn: Turn, language: str) -> None:
    if language not in languages():
        raise not_found()
    people.choose_language(turn.session, turn.actor.person_id, language, turn.by)
    spoken = replace(turn, actor=replace(turn.actor, language=language))
    spoken.say(
        N_("From now on I write English to you. Files and official wording stay Chinese."), keyboard=home_keys(spoken)
    )
