"""The Python examples of docs/developing.md, by the heading that they stand under."""

import re
from pathlib import Path

PAGE = (Path(__file__).parents[2] / "docs" / "developing.md").read_text("utf-8")


def snippet(heading: str) -> str:
    """KeyError where no such section has an example."""
    sections = re.split(r"^## ", PAGE, flags=re.MULTILINE)[1:]
    named = {section.partition("\n")[0]: section for section in sections}
    example = re.search(r"^```python\n(.*?)^```$", named[heading], re.MULTILINE | re.DOTALL)
    if example is None:
        raise KeyError(heading)
    return example[1]
