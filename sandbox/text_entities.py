"""Telegram's HTML: text with tags → plain text and entities, as strict as Telegram and with its words.

Offsets of entities count UTF-16 units, offsets in errors count bytes. The rules are those of tdlib (MessageEntity.cpp).
"""

import re
from dataclasses import dataclass
from typing import Any

Entity = dict[str, Any]

TYPES = {
    "b": "bold", "strong": "bold", "i": "italic", "em": "italic", "u": "underline", "ins": "underline",
    "s": "strikethrough", "strike": "strikethrough", "del": "strikethrough", "tg-spoiler": "spoiler", "span": "spoiler",
    "a": "text_link", "code": "code", "pre": "pre", "blockquote": "blockquote",
}  # fmt: skip
SPACE = " \t\r\n\v\0"
END = "\0"  # stands after the last character, as in the original, so that looking ahead never runs out
CHARACTER = re.compile(r"&(?:#x(?P<hex>[0-9a-fA-F]+)|#(?P<dec>[0-9]+)|(?P<name>lt|gt|amp|quot)(?![A-Za-z]));?")
NAMED = {"lt": "<", "gt": ">", "amp": "&", "quot": '"'}


class BrokenHtml(Exception):
    """What Telegram says after "can't parse entities:"."""


@dataclass
class _OpenTag:
    name: str
    argument: str
    offset: int
    text_from: int


def utf16_length(text: str) -> int:
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def parse_html(html: str) -> tuple[str, list[Entity]]:
    """`parse_html("<b>3</b> 家") == ("3 家", [{"type": "bold", "offset": 0, "length": 1}])`"""
    return _Parser(html).parse()


class _Parser:
    def __init__(self, html: str) -> None:
        self.html = html.replace(END, "") + END
        self.at = 0
        self.text = ""
        self.offset = 0
        self.open: list[_OpenTag] = []
        self.entities: list[Entity] = []

    def parse(self) -> tuple[str, list[Entity]]:
        while self.html[self.at] != END:
            if self.html[self.at] != "<":
                self._add(self._character())
            elif self.html[self.at + 1] == "/":
                self._end_tag()
            else:
                self._start_tag()
        if self.open:
            raise BrokenHtml(f'Can\'t find end tag corresponding to start tag "{self.open[-1].name}"')
        for entity in self.entities:
            if entity["type"] == "code":
                entity.pop("language", None)  # it counts only inside <pre>
        return self.text, sorted(self.entities, key=lambda e: (e["offset"], -e["length"]))

    def _add(self, character: str) -> None:
        self.text += character
        self.offset += utf16_length(character)

    def _character(self) -> str:
        """The next character; the four named and all numeric references are one, any other & is itself."""
        match = CHARACTER.match(self.html, self.at)
        character = _referred(match) if match else ""
        if match and character:
            self.at = match.end()
            return character
        self.at += 1
        return self.html[self.at - 1]

    def _start_tag(self) -> None:
        begin = self.at
        name = self._until(SPACE + ">", begin + 1).lower()
        if self.html[self.at] == END:
            raise BrokenHtml(f"Unclosed start tag at byte offset {self._bytes(begin)}")
        if name not in TYPES:
            raise BrokenHtml(f'Unsupported start tag "{name}" at byte offset {self._bytes(begin)}')
        argument = self._attributes(name, begin)
        if name == "span" and argument != "spoiler":
            raise BrokenHtml(f'Tag "span" must have class "tg-spoiler" at byte offset {self._bytes(begin)}')
        self.at += 1
        self.open.append(_OpenTag(name, argument, self.offset, len(self.text)))

    def _attributes(self, tag: str, begin: int) -> str:
        argument = ""
        self._skip_space()
        while self.html[self.at] != ">":
            name = self._until(SPACE + "=>/\"'", self.at)
            if not name:
                raise BrokenHtml(f'Empty attribute name in the tag "{tag}" at byte offset {self._bytes(begin)}')
            self._skip_space()
            value = "1"
            if self.html[self.at] == "=":
                self.at += 1
                self._skip_space()
                self._must_go_on(f'Unclosed start tag "{tag}" at byte offset {self._bytes(begin)}')
                value = self._value()
                self._must_go_on(f"Unclosed start tag at byte offset {self._bytes(begin)}")
            self._must_go_on(f'Unclosed start tag "{tag}" at byte offset {self._bytes(begin)}')
            argument = _argument(tag, name, value) or argument
            self._skip_space()
        return argument

    def _value(self) -> str:
        quote = self.html[self.at]
        if quote not in "\"'":
            begin = self.at
            match = re.compile(r"[A-Za-z0-9.-]*").match(self.html, begin)
            self.at = match.end() if match else begin
            if self.html[self.at] not in SPACE + ">":
                raise BrokenHtml(f"Unexpected end of name token at byte offset {self._bytes(begin)}")
            return self.html[begin : self.at].lower()
        self.at += 1
        value = ""
        while self.html[self.at] not in quote + END:
            value += self._character()
        if self.html[self.at] == quote:
            self.at += 1
        return value

    def _end_tag(self) -> None:
        begin = self.at
        where = f"at byte offset {self._bytes(begin)}"
        if not self.open:
            raise BrokenHtml(f"Unexpected end tag {where}")
        name = self._until(SPACE + ">", begin + 2).lower()
        self._skip_space()
        if self.html[self.at] != ">":
            raise BrokenHtml(f"Unclosed end tag {where}")
        self.at += 1
        tag = self.open.pop()
        if name not in ("", tag.name):
            raise BrokenHtml(f'Unmatched end tag {where}, expected "</{tag.name}>", found "</{name}>"')
        if self.offset > tag.offset:
            self._close(tag)

    def _close(self, tag: _OpenTag) -> None:
        entity: Entity = {"type": TYPES[tag.name], "offset": tag.offset, "length": self.offset - tag.offset}
        if tag.name == "a":
            entity["url"] = checked_link(tag.argument or self.text[tag.text_from :])
            if not entity["url"]:
                return  # Telegram drops a link to nowhere and keeps the words
        elif tag.name == "blockquote" and tag.argument:
            entity["type"] = "expandable_blockquote"
        elif tag.name == "code" and tag.argument:
            entity["language"] = tag.argument
        if tag.name == "pre" and self.entities and _same_place(self.entities[-1], entity, "code"):
            entity = {**self.entities.pop(), "type": "pre"}
        self.entities.append(entity)

    def _until(self, stops: str, begin: int) -> str:
        self.at = begin
        while self.html[self.at] not in stops:
            self.at += 1
        return self.html[begin : self.at]

    def _skip_space(self) -> None:
        while self.html[self.at] in SPACE and self.html[self.at] != END:
            self.at += 1

    def _must_go_on(self, otherwise: str) -> None:
        if self.html[self.at] == END:
            raise BrokenHtml(otherwise)

    def _bytes(self, at: int) -> int:
        return len(self.html[:at].encode())


def checked_link(url: str) -> str:
    if re.match(r"(?:https?|tg)://\S|mailto:\S", url, re.IGNORECASE):
        return url
    return f"http://{url}" if re.match(r"[\w-]+(\.[\w-]+)+(?:[/?#:]\S*)?$", url) else ""


def _referred(match: re.Match[str]) -> str:
    if match["name"]:
        return NAMED[match["name"]]
    code = int(match["hex"], 16) if match["hex"] else int(match["dec"])
    if 0xD800 <= code <= 0xDFFF:
        raise BrokenHtml(
            "Text contains invalid Unicode characters after decoding HTML entities, "
            "check for unmatched surrogate code units"
        )
    return chr(code) if 0 < code < 0x10FFFF else ""


def _argument(tag: str, name: str, value: str) -> str:
    """The one attribute of each tag that Telegram reads; others are allowed and mean nothing."""
    if (tag, name) == ("a", "href") or (tag, name) == ("blockquote", "expandable"):
        return value
    if (tag, name) == ("code", "class") and value.startswith("language-"):
        return value.removeprefix("language-")
    if (tag, name) == ("span", "class") and value.startswith("tg-"):
        return value.removeprefix("tg-")
    return ""


def _same_place(inner: Entity, outer: Entity, kind: str) -> bool:
    return (
        inner["type"] == kind
        and "language" in inner
        and (inner["offset"], inner["length"]) == (outer["offset"], outer["length"])
    )
