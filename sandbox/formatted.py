"""A text as Telegram stores it: trimmed, with the entities it finds by itself; and the same as HTML safe to show."""

import re
from html import escape
from typing import Any

from sandbox.text_entities import Entity, checked_link, utf16_length

FOUND = {
    "bot_command": re.compile(r"(?<![\w/<>])/[A-Za-z0-9_]{1,64}(?:@[A-Za-z0-9_]{3,32})?(?![\w/])", re.ASCII),
    "mention": re.compile(r"(?<![\w@])@[A-Za-z][A-Za-z0-9_]{3,31}(?!\w)", re.ASCII),
    "url": re.compile(r"https?://[^\s<>\"'，。；！？（）【】《》、]+", re.ASCII | re.IGNORECASE),
}
PLAIN = {"pre", "code", "text_link"}  # nothing is looked for inside these
TAGS = {
    "bold": ("<b>", "</b>"),
    "italic": ("<i>", "</i>"),
    "underline": ("<u>", "</u>"),
    "strikethrough": ("<s>", "</s>"),
    "spoiler": ('<span class="spoiler">', "</span>"),
    "code": ("<code>", "</code>"),
    "pre": ("<pre>", "</pre>"),
    "blockquote": ("<blockquote>", "</blockquote>"),
    "expandable_blockquote": ('<blockquote class="expandable">', "</blockquote>"),
}


def trimmed(text: str, entities: list[Entity]) -> tuple[str, list[Entity]]:
    """Without white space at the end, nor at the beginning before the first entity, as Telegram keeps it."""
    text = text.rstrip()
    untouchable = min((entity["offset"] for entity in entities), default=len(text))
    cut = min(len(text) - len(text.lstrip(" \n")), untouchable)
    text, end = text[cut:], utf16_length(text[cut:])
    kept = [{**entity, "offset": entity["offset"] - cut} for entity in entities]
    kept = [{**entity, "length": min(entity["length"], end - entity["offset"])} for entity in kept]
    return text, [entity for entity in kept if entity["length"] > 0]


def with_found(text: str, entities: list[Entity]) -> list[Entity]:
    """The given entities and the commands and addresses in the text; a client needs them to make words tappable."""
    spans = [
        {"type": kind, "offset": utf16_length(text[: match.start()]), "length": utf16_length(match[0])}
        for kind, pattern in FOUND.items()
        for match in pattern.finditer(text)
    ]
    free = [new for new in spans if all(_stands_beside(new, old) for old in entities)]
    return sorted([*entities, *free], key=lambda e: (e["offset"], -e["length"]))


def to_html(text: str, entities: list[Entity]) -> str:
    """The page shows this as it is, so everything but our own tags is escaped and only real links become links."""
    units = text.encode("utf-16-le", "surrogatepass")
    html, at, closing = "", 0, list[tuple[int, str]]()

    def up_to(end: int) -> str:
        nonlocal at
        begin, at = at, max(at, end)
        return escape(units[2 * begin : 2 * at].decode("utf-16-le", "replace"))

    for entity in sorted(entities, key=lambda e: (e["offset"], -e["length"])):
        begin, end = entity["offset"], entity["offset"] + entity["length"]
        while closing and closing[-1][0] <= begin:
            html += up_to(closing[-1][0]) + closing.pop()[1]
        html += up_to(begin)
        opened, closed = _tags(entity, units[2 * begin : 2 * end].decode("utf-16-le", "replace"))
        html += opened
        closing.append((min([end, *(outer for outer, _ in closing)]), closed))  # crossing ones are cut
    while closing:
        html += up_to(closing[-1][0]) + closing.pop()[1]
    return html + up_to(len(units) // 2)


def _tags(entity: Entity, words: str) -> tuple[str, str]:
    kind = entity["type"]
    if kind == "bot_command":
        return f'<a class="command" data-command="{escape(words)}">', "</a>"
    if kind in ("text_link", "url"):
        link = checked_link(str(entity.get("url", words)))
        return (f'<a href="{escape(link)}" target="_blank" rel="noopener noreferrer">', "</a>") if link else ("", "")
    return TAGS.get(kind, ("", ""))


def _stands_beside(new: dict[str, Any], old: dict[str, Any]) -> bool:
    new_end, old_end = new["offset"] + new["length"], old["offset"] + old["length"]
    apart = new_end <= old["offset"] or old_end <= new["offset"]
    inside = old["offset"] <= new["offset"] and new_end <= old_end and old["type"] not in PLAIN
    return apart or inside
