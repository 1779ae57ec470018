"""Rows done as one line of text and back, exactly. The one place that knows cattrs."""

from __future__ import annotations

import json
from datetime import date, datetime
from functools import cache
from typing import Any, TypeVar

from cattrs import Converter

from provenance.models import Moment

Value = TypeVar("Value")


@cache
def _converter() -> Converter:
    converter = Converter(omit_if_default=True, forbid_extra_keys=True, detailed_validation=False)
    converter.register_unstructure_hook(date, date.isoformat)
    converter.register_unstructure_hook(datetime, datetime.isoformat)
    converter.register_structure_hook(date, lambda text, _: date.fromisoformat(text))
    converter.register_structure_hook(datetime, lambda text, _: datetime.fromisoformat(text))
    converter.register_structure_hook(Moment, lambda text, _: _moment(text))
    converter.register_structure_hook(Moment | None, lambda text, _: None if text is None else _moment(text))
    return converter


def _moment(text: str) -> Moment:
    """A day or a moment, each known by its spelling: only a moment has a time of day."""
    return datetime.fromisoformat(text) if "T" in text else date.fromisoformat(text)


def encoded(value: object) -> str:
    """A frozen value as JSON on one line, in ASCII; what is as a new value has it is left out."""
    return json.dumps(_converter().unstructure(value), separators=(",", ":"))


def decoded(text: str, kind: type[Value]) -> Value:
    """The value that `encoded` wrote.

    Raises:
        ValueError: The text is no such value.
    """
    written: Any = json.loads(text)
    try:
        return _converter().structure(written, kind)
    except Exception as error:  # whatever a field that is not as it should be raises
        raise ValueError(f"no {kind.__name__}: {error}") from error
