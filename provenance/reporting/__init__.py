"""Traces and collections as something to read, to load or to publish; one module a format.

==========  =====================  ==================================================================================
format      module                 what it is for
==========  =====================  ==================================================================================
text        `reporting.terminal`   a person at a terminal, at any width; in a pipe without colour, marks in brackets
json        `reporting.json`       programs: the documents of the contract, ``provenance.trace/1``
jsonld      `reporting.jsonld`     the web of data: schema.org's ``Claim``, passages as Web Annotation selectors
md          `reporting.markdown`   a note, an issue, a wiki: CommonMark with ``<ins>`` and ``<del>``
html        `reporting.html`       a reader: one file, no network, no script, light and dark, prints well
==========  =====================  ==================================================================================

What they share: `reporting.entries` lays a trace out for reading, `reporting.marks` marks words, `reporting.phrases`
holds the English, `reporting.links` makes addresses that open at the words, and `reporting.characters` makes
visible what would act instead of being read.
"""

from __future__ import annotations

from enum import StrEnum
from typing import assert_never

from provenance.models import Trace

__all__ = ["Format", "render"]


class Format(StrEnum):
    """The formats in which a trace can be printed."""

    TEXT = "text"
    JSON = "json"
    MARKDOWN = "md"
    HTML = "html"
    JSONLD = "jsonld"


def render(trace: Trace, wanted: Format) -> str:
    """`trace` in a format, ending with a line end; as text it is plain, 80 columns wide.

    Each format's module is imported only when asked for: a quick answer need not load a template engine.
    """
    match wanted:
        case Format.TEXT:
            from provenance.reporting import terminal  # noqa: PLC0415

            return terminal.plain_text(terminal.trace_view(trace))
        case Format.JSON:
            from provenance.reporting import json  # noqa: PLC0415

            return json.dumps(json.trace_document(trace)) + "\n"
        case Format.MARKDOWN:
            from provenance.reporting import markdown  # noqa: PLC0415

            return markdown.trace_markdown(trace)
        case Format.HTML:
            from provenance.reporting import html  # noqa: PLC0415

            return html.trace_html(trace)
        case Format.JSONLD:
            from provenance.reporting import jsonld  # noqa: PLC0415

            return jsonld.trace_jsonld(trace)
        case other:
            assert_never(other)
