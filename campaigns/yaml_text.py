"""YAML as plain values that remember where they stood: `a: {b: 08}` → {"a": {"b": "08"}} with b at line 1, column 5.

Scalars stay text, so `08`, `yes` and `12:30` arrive as they were typed and the schema gives them their type.
Of two equal keys YAML would silently keep the last; here that is a mistake.
"""

from typing import Any

import yaml

from campaigns.problems import PackError, Problem
from locales import N_, Text

Path = tuple[str | int, ...]
DEEPEST = 50  # no honest pack is nested deeper, and libyaml's composer crashes the process on a hostile one


class Positions(dict[Path, tuple[int, int]]):
    """Path → (line, column) from 1: of the key inside a mapping, of the value inside a list."""

    def nearest(self, path: Path) -> tuple[int, int]:
        """Where to point for what is not there itself (a missing key): at what should have held it."""
        while path and path not in self:
            path = path[:-1]
        return self.get(path, (1, 1))


def read(text: str, name: str) -> tuple[Any, Positions]:
    """The document's value and the place of everything in it; PackError when it is no YAML or says something twice."""
    reader = _Reader(name)
    try:
        _refuse_tricks(text, name)
        node = yaml.compose(text, Loader=yaml.CSafeLoader)
    except yaml.YAMLError as error:
        raise PackError([_not_yaml(error, name)]) from error
    if node is None:
        raise PackError([Problem(name, N_("the file is empty"))])
    value = reader.value(node, ())
    if reader.problems:
        raise PackError(reader.problems)
    return value, reader.positions


def _refuse_tricks(text: str, name: str) -> None:
    """Stops at references, which can blow a small file up to gigabytes, and at endless nesting."""
    depth = 0
    for event in yaml.parse(text, Loader=yaml.CSafeLoader):
        depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
        if isinstance(event, yaml.AliasEvent):
            raise PackError([_at(event.start_mark, name, N_("references (&, *) are not used in packs: write it out"))])
        if depth > DEEPEST:
            raise PackError([_at(event.start_mark, name, N_("nested too deeply"))])


def _at(mark: Any, name: str, what: Text) -> Problem:  # marks of libyaml and of PyYAML are different classes
    return Problem(name, what, mark.line + 1, mark.column + 1)


def _not_yaml(error: yaml.YAMLError, name: str) -> Problem:
    """Forbidden characters come without a mark, everything else with one."""
    if isinstance(error, yaml.MarkedYAMLError) and error.problem_mark:
        return _at(error.problem_mark, name, N_("this is not YAML: {reason}", reason=error.problem or error.context))
    return Problem(name, N_("this is not YAML: {reason}", reason=str(error).splitlines()[0]))


class _Reader:
    """Walks the nodes once and keeps positions and mistakes on the way."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.positions = Positions()
        self.problems: list[Problem] = []

    def value(self, node: yaml.Node, path: Path) -> Any:
        self.positions.setdefault(path, (node.start_mark.line + 1, node.start_mark.column + 1))
        if isinstance(node, yaml.MappingNode):
            return self._mapping(node, path)
        if isinstance(node, yaml.SequenceNode):
            return [self.value(item, (*path, place)) for place, item in enumerate(node.value)]
        return None if node.tag == "tag:yaml.org,2002:null" else node.value

    def _mapping(self, node: yaml.MappingNode, path: Path) -> dict[str, object]:
        values: dict[str, object] = {}
        for key_node, value_node in node.value:
            key = key_node.value
            if not isinstance(key_node, yaml.ScalarNode):
                self.problems.append(_at(key_node.start_mark, self.name, N_("a key has to be a plain word")))
            elif key in values:
                first, _ = self.positions[(*path, key)]
                what = N_("“{key}” stands here a second time; the first is in line {first}", key=key, first=first)
                self.problems.append(_at(key_node.start_mark, self.name, what))
            else:
                self.positions[(*path, key)] = (key_node.start_mark.line + 1, key_node.start_mark.column + 1)
                values[key] = self.value(value_node, (*path, key))
        return values
