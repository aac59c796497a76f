"""What people type and what stands in the register, written the same way, so that the two can be compared.

wanted("KM dyf")                    # Wanted(name="kmdyf", letters="kmdyf", code="")
wanted("９1500240-mademo0o1x")      # …, code="91500240MADEM0001X": O and 0, I and 1 are one sign here
wanted("https://…?uniscid=91500…")  # only the code that stands in it
"""

import re
import unicodedata
from dataclasses import dataclass
from urllib.parse import unquote

LONG = 24
"""More than anybody types of a name: the text of a QR code, to be searched for codes."""
LEAST_CODE = 3

_NOT_COMPARED = re.compile(r"[\s()\[\]{}<>《》【】〔〕「」『』“”·•,、。,:;^]+")
_NOT_IN_CODES = re.compile(r"[^0-9A-Z\u4e00-\u9fff]+")
_TAKEN_FOR = str.maketrans("OI", "01")
_CREDIT_CODE = re.compile(r"(?<![0-9A-Z])[0-9A-Z]{2}\d{6}[0-9A-Z]{10}(?![0-9A-Z])")  # signs, region, signs
_OLD_NUMBER = re.compile(r"(?<![0-9A-Z])\d{15}(?![0-9A-Z])")
_LICENCE = re.compile(r"[\u4e00-\u9fff]{1,4}\d{8,}号?")  # 渝石食药监械经营许20200012号: its last signs tell it apart


@dataclass(frozen=True)
class SearchWords:
    """One search, in the three ways of comparing; what is empty is not looked for."""

    name: str = ""
    letters: str = ""
    code: str = ""
    apart: tuple[str, ...] = ()
    """Words that stood apart, to be looked for in any order; none where there is one word, or a single letter."""

    def __bool__(self) -> bool:
        return bool(self.name or self.code)


def wanted(text: str) -> SearchWords:
    if len(text) > LONG and (code := code_in(text)):
        return SearchWords(code=code)
    name, code = name_key(text), code_key(text)
    letters = name if name.isascii() and any(sign.isalpha() for sign in name) else ""
    looks_like_a_code = len(code) >= LEAST_CODE and (code.isascii() or any(sign.isdigit() for sign in code))
    return SearchWords(name, letters, code if looks_like_a_code else "", _apart(text))


def _apart(text: str) -> tuple[str, ...]:
    words = tuple(dict.fromkeys(word for part in text.split() if (word := name_key(part))))
    single_letters = any(len(word) == 1 and word.isascii() for word in words)
    return words if len(words) > 1 and not single_letters else ()


def name_key(text: str) -> str:
    """“康民大药房（南宾店）” and “康民 大药房南宾店” are the same name."""
    return _NOT_COMPARED.sub("", unicodedata.normalize("NFKC", text).lower())


def code_key(text: str) -> str:
    return _NOT_IN_CODES.sub("", unicodedata.normalize("NFKC", text).upper()).translate(_TAKEN_FOR)


def code_in(text: str) -> str:
    """The first credit code, old 15-digit number or licence number in the text of a QR code; often it is a URL."""
    plain = unicodedata.normalize("NFKC", unquote(text)).upper()
    for pattern in (_CREDIT_CODE, _OLD_NUMBER, _LICENCE):
        if match := pattern.search(plain):
            return code_key(match[0])
    return ""
