"""The nouns that there are: every file of `records/catalog/` that holds a `NOUN`."""

from collections.abc import Mapping
from functools import cache
from importlib import import_module
from pkgutil import iter_modules

from records import catalog
from records.noun import Noun


def all_nouns() -> Mapping[str, Noun]:
    """By key, in the order of lists. The folders are those of the package's path at the time of asking."""
    return _in(tuple(catalog.__path__))


@cache
def _in(folders: tuple[str, ...]) -> Mapping[str, Noun]:
    names = [module.name for module in iter_modules(folders, f"{catalog.__name__}.")]
    nouns = [getattr(import_module(name), "NOUN", None) for name in names]
    ordered = sorted((noun for noun in nouns if noun is not None), key=lambda noun: (noun.order, noun.key))
    return {noun.key: noun for noun in ordered}
