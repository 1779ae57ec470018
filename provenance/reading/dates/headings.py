"""The date that a web page shows beside its main heading: what a reader sees, whatever the mark-up states."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import pairwise

from lxml import etree, html

from provenance.models import DateRole
from provenance.reading.dates.calendar_dates import full_dates
from provenance.reading.dates.datelines import BESIDE_HEADING, date_line, label_alone
from provenance.reading.extraction import StatedDate
from provenance.reading.lines import Line

# In characters: how far from the heading on either side, and the longest text that may be nothing but a date.
_REACH = 160
_LONGEST = 80
# What parts a date from a rubric beside it: "24. April 2020 | Pressemitteilungen".
_PARTS = re.compile(r"\s+[|·•–—/]\s+|\s*[|·•]\s*")
_NO_TEXT = frozenset(("script", "style", "noscript", "template", "nav", "aside", "form", "svg", "option"))
_INLINE = frozenset(("a", "abbr", "b", "em", "i", "small", "span", "strong", "sup", "u"))
_UNSHOWN = frozenset(("script", "style", "noscript", "template", "title", "h1"))
_BESIDE_TAGS = frozenset(("nav", "aside"))
_BOXES = frozenset(("div", "section", "ul", "ol", "li"))
_BESIDE = re.compile(
    r"(?:comments?|kommentare?|commentaires|comentarios|respond|related|sidebar|recommended|recommendations|teasers?|popular|"
    r"trending|latest|recent|most-?read|more-?from)(?:$|[-_])"
)
_SHOWN_ROLES = (DateRole.PUBLISHED, DateRole.UPDATED)


def shown_text(tree: html.HtmlElement) -> str:
    """The text of a page's article without its headings, which may name the day of an event; white space is single."""
    parts: list[str] = []
    walk = etree.iterwalk(tree, events=("start", "end"))
    for event, element in walk:
        between = "" if element.tag in _INLINE else " "
        if event == "end":
            parts += (between, element.tail or "")
        elif element.tag in _UNSHOWN or _is_beside(element):
            walk.skip_subtree()
        else:
            parts += (between, element.text or "")
    return " ".join("".join(parts).split())


def beside_article(tree: html.HtmlElement) -> list[html.HtmlElement]:
    """The outermost parts of a page that are not the article: comments, pointers to other articles, side columns."""
    found: list[html.HtmlElement] = []
    until: html.HtmlElement | None = None
    for event, element in etree.iterwalk(tree, events=("start", "end")):
        if event == "end" and element is until:
            until = None
        elif event == "start" and until is None and _is_beside(element):
            found.append(element)
            until = element
    return found


def _is_beside(element: html.HtmlElement) -> bool:
    named = f"{element.get('id') or ''} {element.get('class') or ''}".casefold().split()
    return element.tag in _BESIDE_TAGS or (element.tag in _BOXES and any(_BESIDE.match(name) for name in named))


def dates_beside_heading(tree: html.HtmlElement) -> Iterator[StatedDate]:
    """The nearest date below or else above the one main heading that stands by itself, perhaps beside a rubric.

    A page with several main headings shows several articles, so it gives none.
    """
    headings = list(tree.iter("h1"))
    if len(headings) != 1:
        return
    above, below = _texts_around(tree, headings[0])
    for near in (below, above):
        found = next((date for before, text in pairwise(["", *near]) if (date := _dated(text, before))), None)
        if found is not None:
            yield found
            return


def _texts_around(tree: html.HtmlElement, heading: html.HtmlElement) -> tuple[list[str], list[str]]:
    """The texts above a heading, nearest first, and those below it, as far as they are near."""
    above: list[str] = []
    below: list[str] = []
    inside = passed = False
    for event, element in etree.iterwalk(tree, events=("start", "end")):
        if element is heading:
            inside, passed = event == "start", event == "end"
        text, holder = (element.text, element) if event == "start" else (element.tail, element.getparent())
        plain = " ".join((text or "").split())
        if not plain or inside or holder is None or holder.tag in _NO_TEXT:
            continue
        (below if passed else above).append(plain)
        if sum(map(len, below)) > _REACH:
            break
    return list(_within_reach(reversed(above))), list(_within_reach(below))


def _within_reach(texts: Iterable[str]) -> Iterator[str]:
    passed = 0
    for text in texts:
        if passed > _REACH:
            return
        yield text
        passed += len(text)


def _dated(text: str, before: str) -> StatedDate | None:
    """The date that a short text is, or that stands in it apart from a rubric; `before` may label it."""
    label = label_alone(Line(0, before, 0, apart=True)) or DateRole.PUBLISHED
    if len(text) > _LONGEST:
        return None
    # Two dates are a stretch of days, or a pair of labelled ones, and stay together.
    for part in _PARTS.split(text)[:4] if len(full_dates(text)) == 1 else (text,):
        found = date_line(Line(0, part.strip(), 0, apart=True), rule=BESIDE_HEADING, alone=True, role=label)
        shown = next((date for date in found.dates if date.role in _SHOWN_ROLES), None) if found else None
        if shown is not None:
            return StatedDate(role=shown.role.value, rule=BESIDE_HEADING, value=shown.interval.evidence or part)
    return None
