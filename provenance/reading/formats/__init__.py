"""The kinds of files that are read, one module each: a new kind is a new module here with a ``FORMAT``."""

from __future__ import annotations

from functools import cache
from importlib import import_module
from pkgutil import iter_modules

from provenance.reading.originals import Format


@cache
def formats() -> dict[str, Format]:
    """Every format by each of its suffixes."""
    found: dict[str, Format] = {}
    for module in iter_modules(__path__):
        declared: object = import_module(f"{__name__}.{module.name}").FORMAT
        if not isinstance(declared, Format):
            raise TypeError(f"{module.name}: FORMAT must be a Format")
        for ending in declared.suffixes:
            if ending in found:
                raise ValueError(f"{ending}: both {found[ending].name} and {declared.name} claim it")
            found[ending] = declared
    return found
