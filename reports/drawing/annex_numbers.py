"""The number of an annex: damaged plans give one in the list, another over the annex, a third in the text."""

from unicodedata import normalize

from campaigns.schema.documents import Annex
from locales import N_, Text


def own_number(annex: Annex) -> str:
    """As printed over the annex itself, else as listed or cited: “附表5”, digits in half width."""
    return normalize("NFKC", annex.printed or annex.listed or annex.cited)


def number_line(annex: Annex) -> Text:
    """What stands at the top left: “附表4（目录、正文作附表5）”."""
    number = own_number(annex)
    listed, cited = (_other(number, given) for given in (annex.listed, annex.cited))
    if listed and listed == cited:
        return N_("{number} ({other} in the list and the text)", number=number, other=listed)
    if listed and cited:
        return N_("{number} ({listed} in the list, {cited} in the text)", number=number, listed=listed, cited=cited)
    if listed:
        return N_("{number} ({other} in the list)", number=number, other=listed)
    return N_("{number} ({other} in the text)", number=number, other=cited) if cited else number


def _other(number: str, given: str) -> str:
    same = normalize("NFKC", given) == number
    return "" if same else given
