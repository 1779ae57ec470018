"""A comparison as HTML: a single file without network or script, and the fragments that the web page shows too."""

from __future__ import annotations

from collections.abc import Iterable

from provenance import __version__
from provenance.models import AlignedPassage, Comparison
from provenance.reporting.comparison import phrases as comparison_phrases
from provenance.reporting.comparison.columns_html import standings
from provenance.reporting.html import Frame, stylesheet, templates
from provenance.reporting.marks import Markup, as_html, segments, shortened

_SHARED = {"says": comparison_phrases, "standings": standings}


def comparison_html(found: Comparison, *, frame: Frame = Frame.DOCUMENT) -> str:
    """`found` as a complete, self-contained HTML document, or as a sheet that can stand in a page of others."""
    template = templates().get_template("comparison.html")
    return template.render(
        found=found, wording=_wording, frame=frame.value, style=stylesheet(), version=__version__, **_SHARED
    )


def summary_html(found: Comparison) -> Markup:
    """What was found, which is earlier and why, and the two articles."""
    return Markup(templates().get_template("comparison-summary.html").render(found=found, **_SHARED))


def passages_html(passages: Iterable[tuple[int, AlignedPassage]]) -> Markup:
    """Numbered passages with their marked wording and all that is to be said of them."""
    template = templates().get_template("passage.html")
    return Markup("").join(
        Markup(template.render(number=number, passage=passage, wording=_wording_shortened, **_SHARED))
        for number, passage in passages
    )


def _wording(passage: AlignedPassage) -> Markup:
    return as_html(segments(passage.judgement.rewording, passage.source.exact, passage.target.exact))


def _wording_shortened(passage: AlignedPassage) -> Markup:
    return as_html(shortened(segments(passage.judgement.rewording, passage.source.exact, passage.target.exact)))
