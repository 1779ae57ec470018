"""A comparison as HTML: a single file without network or script."""

from __future__ import annotations

from provenance import __version__
from provenance.models import AlignedPassage, Comparison
from provenance.reporting import comparison_phrases
from provenance.reporting.html import stylesheet, templates
from provenance.reporting.marks import Markup, as_html, segments


def comparison_html(found: Comparison) -> str:
    """`found` as a complete, self-contained HTML document."""
    template = templates().get_template("comparison.html")
    return template.render(
        found=found, wording=_wording, says=comparison_phrases, style=stylesheet(), version=__version__
    )


def _wording(passage: AlignedPassage) -> Markup:
    return as_html(segments(passage.judgement.rewording, passage.source.exact, passage.target.exact))
