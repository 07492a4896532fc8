"""A `Spec` back to YAML text that loads to an equal spec."""

from __future__ import annotations

import io
from decimal import Decimal
from typing import Any

import attrs

from govdisclosure.errors import unexpected
from govdisclosure.spec import BLOCKS, KEYED, Example, Localised, Mark, Spec, YearRange, keys_of
from govdisclosure.specfile.syntax import resolve


def dump_spec(spec: Spec) -> str:
    """Return a spec as the text of a spec file; what the spec leaves out stays out.

    >>> from govdisclosure import load_spec, load_text
    >>> spec = load_spec("cn/2021")
    >>> load_text(dump_spec(spec)) == spec
    True
    """
    if not isinstance(spec, Spec):
        raise unexpected(spec, zh="格式（Spec）", en="a format, as load_spec returns it")
    data = plain_data(spec)
    whole = {"spec": {key: value for key, value in data.items() if key not in BLOCKS}}
    whole |= {key: data[key] for key in BLOCKS if key in data}
    out = io.StringIO()
    _yaml().dump(whole, out)
    return out.getvalue()


def plain_data(spec: Spec) -> dict[str, Any]:
    """Return a spec as the plain data that it is structured from, with the keys of all its blocks at one level."""
    data: dict[str, Any] = _plain(spec)
    return data


def _plain(thing: Any) -> Any:
    """Turn a model object into plain data, leaving out what equals its default."""
    if isinstance(thing, Localised):
        return dict(thing.texts)
    if isinstance(thing, YearRange):
        return str(thing)
    if isinstance(thing, Example):
        return dict(thing.numbers)
    if isinstance(thing, tuple):
        return _plain_list(thing)
    if not attrs.has(type(thing)):
        return thing
    kind: type = type(thing)
    return {
        key.name: _plain(value)
        for key in keys_of(kind)
        if (value := getattr(thing, key.field)) != getattr(attrs.fields(kind), key.field).default
    }


def _plain_list(things: tuple[Any, ...]) -> Any:
    if things and isinstance(things[0], KEYED):
        return {thing.key: _plain(thing) for thing in things}
    if things and isinstance(things[0], Mark):
        return {mark.text: [mark.low, mark.high] for mark in things}
    return [_plain(thing) for thing in things]


def _yaml() -> Any:
    from ruamel.yaml import YAML
    from ruamel.yaml.representer import SafeRepresenter

    class Representer(SafeRepresenter):
        """Writes text so that `syntax.resolve` reads it back as text."""

        def ignore_aliases(self, data: Any) -> bool:  # noqa: ARG002 - the method of the base class
            return True  # a spec uses no anchors, even where one number object stands in two places

        def text(self, data: str) -> Any:
            plain = data.isprintable() and resolve(data) == data and isinstance(resolve(data), str)
            return self.represent_scalar("tag:yaml.org,2002:str", data, style=None if plain else '"')

        def decimal(self, data: Decimal) -> Any:
            text = format(data, "f")
            return self.represent_scalar("tag:yaml.org,2002:float", text if "." in text else f"{text}.0")

    Representer.add_representer(str, Representer.text)
    Representer.add_representer(Decimal, Representer.decimal)
    yaml: Any = YAML(typ="safe", pure=True)
    yaml.Representer = Representer
    yaml.default_flow_style = False
    yaml.allow_unicode = True
    yaml.width = 120
    yaml.sort_base_mapping_type_on_output = False
    return yaml
