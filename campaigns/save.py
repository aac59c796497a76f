"""A pack as YAML again: what `load` reads back as the same pack."""

from typing import Any

import yaml

from campaigns.schema.pack import Pack


def to_yaml(pack: Pack) -> str:
    """Without what is empty or as by default; words as they stand, not folded."""
    value = pack.model_dump(mode="json", exclude_defaults=True)
    text: str = yaml.dump(value, Dumper=_Plain, allow_unicode=True, sort_keys=False, width=10**6)
    return text


class _Plain(yaml.SafeDumper):
    """Packs have no references (&, *), also where two pieces hold equal lists."""

    def ignore_aliases(self, _data: Any) -> bool:
        return True
