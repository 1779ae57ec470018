"""Comparisons in every format: one pair as a whole document, many pairs written one by one."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol, TextIO

from provenance.errors import UsageError
from provenance.models import Comparison, Story
from provenance.reporting import Format
from provenance.reporting.comparison.json import ALL_SCHEMA, comparison_document, stories_document
from provenance.reporting.json import dumps

LINES = "jsonl"


def render_comparison(found: Comparison, wanted: str) -> str:
    """One comparison in a `Format`, or as one line of JSON; ending with a line end, as text 80 columns wide.

    Raises:
        UsageError: The format is for a claim only.
    """
    if wanted == LINES:
        return _line(found)
    match Format(wanted):
        case Format.TEXT:
            from provenance.reporting import terminal  # noqa: PLC0415
            from provenance.reporting.comparison import text as comparison_text  # noqa: PLC0415

            return terminal.plain_text(comparison_text.comparison_view(found))
        case Format.JSON:
            return dumps(comparison_document(found)) + "\n"
        case Format.MARKDOWN:
            from provenance.reporting.comparison import markdown as comparison_markdown  # noqa: PLC0415

            return comparison_markdown.comparison_markdown(found)
        case Format.HTML:
            from provenance.reporting.comparison import html as comparison_html  # noqa: PLC0415

            return comparison_html.comparison_html(found)
        case Format.JSONLD:
            raise UsageError(f"--format {wanted}", "it is for a claim", "For two articles take text, json, md or html.")


class Writer(Protocol):
    """Writes many comparisons, each as soon as it is made."""

    def write(self, found: Comparison) -> None:
        """One more comparison."""

    def finish(self, stories: Sequence[Story] | None) -> None:
        """That was the last one; with the stories, where these were asked for."""


def writer(stream: TextIO, wanted: str) -> Writer:
    """What writes many comparisons to a stream.

    Raises:
        UsageError: The format is for one pair only.
    """
    match wanted:
        case "jsonl":
            return _Lines(stream)
        case "json":
            return _Whole(stream)
        case "text":
            return _Text(stream)
        case _:
            raise UsageError(f"--format {wanted}", "it is for one pair", "For many take text, json or jsonl.")


class _Lines:
    """A document a line."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream

    def write(self, found: Comparison) -> None:
        self._stream.write(_line(found))
        self._stream.flush()

    def finish(self, stories: Sequence[Story] | None) -> None:
        if stories is not None:
            self._stream.write(dumps(stories_document(stories), indent=None) + "\n")


class _Whole:
    """One document, written as it grows: a large collection's comparisons need not be in memory together."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream
        self._between = f'{{"schema": "{ALL_SCHEMA}",\n "pairs": [\n'

    def write(self, found: Comparison) -> None:
        self._stream.write(self._between + _line(found).rstrip("\n"))
        self._between = ",\n"

    def finish(self, stories: Sequence[Story] | None) -> None:
        opening = self._between if self._between != ",\n" else "\n"
        told = dumps(stories_document(stories or ()), indent=None)
        self._stream.write(f'{opening}],\n "stories": {told[told.index("[") : -1]}}}\n')


class _Text:
    """A line a pair, and the stories below."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream

    def write(self, found: Comparison) -> None:
        from provenance.reporting import terminal  # noqa: PLC0415
        from provenance.reporting.comparison import text as comparison_text  # noqa: PLC0415

        self._stream.write(terminal.plain_text(comparison_text.comparison_line(found), width=2_000))

    def finish(self, stories: Sequence[Story] | None) -> None:
        from provenance.reporting import terminal  # noqa: PLC0415
        from provenance.reporting.comparison import text as comparison_text  # noqa: PLC0415

        if stories is not None:
            self._stream.write(terminal.plain_text(comparison_text.stories_view(stories)))


def _line(found: Comparison) -> str:
    return dumps(comparison_document(found), indent=None) + "\n"
