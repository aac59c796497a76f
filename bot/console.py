"""The terminal: in whose language it speaks, and the one sentence of a command that cannot do its work."""

import os
from pathlib import Path

from locales import DEFAULT_LANGUAGE, Message, Text, tr


class CommandFailed(Exception):
    """A command cannot do its work; the text is one sentence that says what to do."""

    def __init__(self, text: Message) -> None:
        super().__init__(say(text))


def say(text: Text) -> str:
    return tr(text, language())


def language() -> str:
    """That of the house, as the settings read it: from the environment or `.env`, here without loading pydantic."""
    setting = os.environ.get("XIAOHAO_LOCALE")
    if setting is None and Path(".env").exists():
        from dotenv import dotenv_values

        setting = dotenv_values(".env").get("XIAOHAO_LOCALE")
    return setting or DEFAULT_LANGUAGE
