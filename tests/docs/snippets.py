"""The Python examples of docs/developing.md, by the heading that they stand under."""

import re
from pathlib import Path

PAGE = (Path(__file__).parents[2] / "docs" / "developing.md").read_text("utf-8")


def snippet(heading: str) -> str:
    """The first one. KeyError where there is no such section."""
    return snippets(heading)[0]


def snippets(heading: str) -> list[str]:
    """KeyError where there is no such section."""
    sections = re.split(r"^## ", PAGE, flags=re.MULTILINE)[1:]
    named = {section.partition("\n")[0]: section for section in sections}
    return re.findall(r"^```python\n(.*?)^```$", named[heading], re.MULTILINE | re.DOTALL)
