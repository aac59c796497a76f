"""The parameters of one call, however they were sent: query string, form, multipart or JSON."""

import json
from dataclasses import dataclass, field
from typing import Any

from aiohttp import web
from aiohttp.web_request import FileField


@dataclass(frozen=True)
class Upload:
    name: str
    mime_type: str
    data: bytes


@dataclass
class Params:
    """Like the real server, everything is a string first; nested things are JSON inside one."""

    values: dict[str, str] = field(default_factory=dict)
    uploads: dict[str, Upload] = field(default_factory=dict)

    def text(self, name: str) -> str:
        return self.values.get(name, "")

    def integer(self, name: str, default: int = 0, lowest: int | None = None, highest: int | None = None) -> int:
        """A number that cannot be read counts as not given, and one out of range as the nearest allowed."""
        try:
            number = int(self.text(name) or default)
        except ValueError:
            number = default
        number = number if lowest is None else max(lowest, number)
        return number if highest is None else min(highest, number)

    def flag(self, name: str) -> bool:
        return self.text(name).strip().lower() in ("true", "yes", "1")

    def json(self, name: str, complaint: Exception | None) -> Any:
        """The nested value; nonsense raises `complaint`, or is nothing where the real server does not mind."""
        try:
            return json.loads(self.text(name))
        except ValueError:
            if complaint:
                raise complaint from None
            return None


async def read_params(request: web.Request) -> Params:
    params = Params(dict(request.query))
    if request.content_type == "application/json":
        sent = await request.json()
        params.values |= {name: _as_text(value) for name, value in sent.items()}
        return params
    for name, value in (await request.post()).items():
        if isinstance(value, FileField):
            params.uploads[name] = Upload(value.filename, value.content_type, value.file.read())
        else:
            params.values[name] = str(value)
    return params


def _as_text(value: Any) -> str:
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
