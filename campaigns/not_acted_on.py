"""Which settings of a plan no code acts on yet: those that it fills with something else than what happens anyway.

not_yet(load_pack("jilin-2021"))     # [Setting(path=("close_out", "per"), values=("enterprise",), …), …]
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from pydantic.fields import FieldInfo

from campaigns.schema.pack import Pack
from campaigns.schema.part import NotActedOn, Part, is_kept, mark
from locales import Message


@dataclass(frozen=True)
class Setting:
    """`path` leads there through the schema, `piece` is the class that it ends in; a value for each place."""

    path: tuple[str, ...]
    piece: type[Part]
    values: tuple[Any, ...]
    instead: Message


def not_yet(pack: Pack) -> list[Setting]:
    """In the order of the pack, each setting once, however many pieces fill it."""
    settings: dict[tuple[str, ...], Setting] = {}
    for setting in _settings(pack, ()):
        before = settings.get(setting.path)
        values = (*before.values, *setting.values) if before else setting.values
        settings[setting.path] = Setting(setting.path, setting.piece, values, setting.instead)
    return list(settings.values())


def _settings(piece: Part, path: tuple[str, ...]) -> Iterator[Setting]:
    for name, field in type(piece).model_fields.items():
        value, idle = getattr(piece, name), mark(field, NotActedOn)
        if idle is None and not is_kept(name, field):
            for member in value if isinstance(value, tuple) else (value,):
                if isinstance(member, Part):
                    yield from _settings(member, (*path, name))
        elif idle is not None and value not in (idle.anyway, _default(field)):
            values = value if isinstance(value, tuple) and isinstance(value[0], Part) else (value,)
            yield Setting((*path, name), type(piece), values, idle.instead)


def _default(field: FieldInfo) -> Any:
    return field.get_default(call_default_factory=True)
