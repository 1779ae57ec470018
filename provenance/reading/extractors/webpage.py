"""What a web page says, found with trafilatura, htmldate and lxml."""

from __future__ import annotations

import html as html_entities
import json
import re
from collections.abc import Iterator

import htmldate
import trafilatura
from lxml import etree, html

from provenance.reading.dates.calendar_dates import full_dates
from provenance.reading.dates.headings import beside_article, dates_beside_heading, shown_text
from provenance.reading.encodings import decode
from provenance.reading.extraction import Extract, StatedDate, Unreadable

# Keys of <meta> that give a date, best first.
# fmt: off
_PUBLISHED_KEYS = (
    "article:published_time", "article:published", "og:article:published_time", "og:published_time", "datepublished",
    "date_published", "article.published", "publishdate", "publish-date", "publish_date", "publication_date",
    "publicationdate", "published_time", "published-date", "vr:published-time", "parsely-pub-date", "sailthru.date",
    "citation_publication_date", "citation_date", "dcterms.issued", "dc.date.issued", "dcterms.created",
    "dc.date.created", "pubdate", "dcterms.date", "dc.date", "date", "article:post_date", "created",
)
# fmt: on
_UPDATED_KEYS = (
    "article:modified_time",
    "og:updated_time",
    "datemodified",
    "dcterms.modified",
    "dc.date.modified",
    "last-modified",
    "article:modified",
)
_OUTLET_KEYS = ("og:site_name", "application-name", "citation_journal_title", "dc.publisher")
# fmt: off
_ARTICLE_TYPES = (
    "article", "newsarticle", "blogposting", "reportagenewsarticle", "opinionnewsarticle", "analysisnewsarticle",
    "reviewnewsarticle", "backgroundnewsarticle", "liveblogposting", "report", "scholarlyarticle", "techarticle",
    "socialmediaposting", "discussionforumposting", "podcastepisode",
)
# fmt: on
_PAGE_TYPES = ("webpage", "itempage", "creativework")
_BLOCKS = ("p", "h1", "h2", "h3", "h4", "li", "blockquote", "pre", "td", "dd")
_NO_TEXT = ("script", "style", "noscript", "template", "nav", "header", "footer", "aside", "form", "svg", "iframe")
_LONGEST_DATE = 80
_HOST = re.compile(r"(?:https?:)?//[^/]*", re.IGNORECASE)


def extract(content: bytes) -> Extract:
    """Everything a page says about its article.

    Raises:
        Unreadable: It is larger, or more broken, than can be taken apart.
        ReadingError: It is no text.
    """
    try:
        return read_page(decode(content, "the page", html=True))
    except etree.LxmlError as error:  # also where the parser is short of memory
        raise Unreadable("is too large or too broken to take apart") from error


def read_page(markup: str) -> Extract:
    """Everything a page says about its article.

    Args:
        markup: The page, decoded.
    """
    tree = _tree(markup)
    if tree is None:
        return Extract()
    meta = _meta(tree)
    linked = _of_this_page(tuple(_linked_data(tree)), _names_of_page(tree, meta))
    found = trafilatura.bare_extraction(
        markup,
        include_comments=False,
        with_metadata=True,
        date_extraction_params={"original_date": True, "extensive_search": False},
    )
    made_out = htmldate.find_date(markup, original_date=True, extensive_search=False)
    shown = _shown(tree, made_out) if made_out else None
    beside = tuple(dates_beside_heading(tree))
    text = (found.text if found is not None else None) or _all_paragraphs(tree)
    return Extract(
        text=text,
        title=(found.title if found is not None else None) or _first(meta, ("og:title",)) or _title(tree),
        author=_authors(linked) or (found.author.replace("; ", ", ") if found is not None and found.author else None),
        outlet=_first(meta, _OUTLET_KEYS[:1]) or _publisher(linked) or _first(meta, _OUTLET_KEYS[1:]),
        canonical_url=_address(tree, meta),
        language=tree.get("lang") or tree.get("{http://www.w3.org/XML/1998/namespace}lang"),
        dates=(*_linked_dates(linked), *_meta_dates(meta), *_time_dates(tree), *beside),
        made_out=made_out,
        shown=shown,
    )


def _tree(markup: str) -> html.HtmlElement | None:
    parser = html.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, no_network=True)
    try:
        return html.document_fromstring(markup.encode("utf-8"), parser=parser)
    except etree.ParserError:  # a document without an element
        return None


def _shown(tree: html.HtmlElement, day: str) -> str | None:
    """The characters with which the page shows a day, and what stands before them.

    Its heading does not count, which may name the day of an event, nor comments and pointers to other articles.
    """
    text = shown_text(tree)
    for found in full_dates(text):
        # Of 03.02.2022 either reading will do.
        if day in {found.earliest.isoformat(), found.latest.isoformat()}:
            return text[max(0, found.span.begin - 40) : found.span.end]
    return None


def _all_paragraphs(tree: html.HtmlElement) -> str:
    """The fallback where trafilatura finds no main text, as in a part of a page: every paragraph outside furniture."""
    for element in list(tree.iter(*_NO_TEXT)):
        element.drop_tree()
    texts = (
        " ".join(element.text_content().split())
        for element in tree.iter(*_BLOCKS)
        if not any(True for _ in element.iterdescendants(*_BLOCKS))
    )
    return "\n".join(text for text in texts if text)


def _meta(tree: html.HtmlElement) -> dict[str, str]:
    """The contents of ``<meta>`` by name, property or itemprop, in lower case; the first of each counts."""
    found: dict[str, str] = {}
    for element in tree.iter("meta"):
        key = (element.get("property") or element.get("name") or element.get("itemprop") or "").strip().casefold()
        content = (element.get("content") or "").strip()
        if key and content:
            found.setdefault(key, content)
    return found


def _first(meta: dict[str, str], keys: tuple[str, ...]) -> str | None:
    return next((meta[key] for key in keys if key in meta), None)


def _title(tree: html.HtmlElement) -> str | None:
    return " ".join((tree.findtext(".//title") or "").split()) or None


def _address(tree: html.HtmlElement, meta: dict[str, str]) -> str | None:
    links = [link.get("href") for link in tree.iter("link") if (link.get("rel") or "").casefold() == "canonical"]
    return next((url for url in (*links, meta.get("og:url")) if url and url.startswith("http")), None)


def _linked_data(tree: html.HtmlElement) -> Iterator[dict[str, object]]:
    """The objects of all JSON-LD on the page."""
    for element in tree.iter("script"):
        if "ld+json" in (element.get("type") or "").casefold():
            try:
                yield from _objects(json.loads(element.text or "", strict=False))
            except (ValueError, RecursionError):
                continue


def _objects(value: object) -> Iterator[dict[str, object]]:
    if isinstance(value, dict):
        yield value
        for part in value.values():
            yield from _objects(part)
    elif isinstance(value, list):
        for part in value:
            yield from _objects(part)


def _names_of_page(tree: html.HtmlElement, meta: dict[str, str]) -> frozenset[str]:
    """What a description of this page's article may be called: the page's address, title or heading."""
    headings = [" ".join(heading.text_content().split()) for heading in tree.iter("h1")]
    # Several main headings are those of articles it points to.
    heading = headings[0] if len(headings) == 1 else None
    named = (_address(tree, meta), meta.get("og:url"), meta.get("og:title"), _title(tree), heading)
    return frozenset(plain for name in named if name and (plain := _plain(name)))


def _plain(name: str) -> str:
    """The words of a title, or the path of an address, as they are compared."""
    name = _HOST.sub("", name.split("#", maxsplit=1)[0]) if "/" in name and " " not in name else name
    return " ".join(re.findall(r"\w+", html_entities.unescape(name).casefold()))


def _of_this_page(linked: tuple[dict[str, object], ...], names: frozenset[str]) -> tuple[dict[str, object], ...]:
    """The objects without the articles that the page only points to, where some articles are named as its own."""
    own = [entry for entry in linked if _is_article(entry) and not names.isdisjoint(_called(entry))]
    if not own:
        return linked
    return tuple(entry for entry in linked if entry in own or not _is_article(entry))


def _called(entry: dict[str, object]) -> Iterator[str]:
    for key in ("url", "@id", "mainEntityOfPage", "headline", "name"):
        value = entry.get(key)
        for name in (value.get("@id"), value.get("url")) if isinstance(value, dict) else (value,):
            if isinstance(name, str):
                yield _plain(name)


def _types(entry: dict[str, object]) -> set[str]:
    stated = entry.get("@type")
    return {str(kind).casefold() for kind in (stated if isinstance(stated, list) else [stated])}


def _linked_dates(linked: tuple[dict[str, object], ...]) -> Iterator[StatedDate]:
    """Dates of articles, then of pages; not of the pictures and comments that belong to them."""
    for kinds in (_ARTICLE_TYPES, _PAGE_TYPES):
        for entry in linked:
            if _types(entry) & set(kinds):
                for role, key in (("published", "datePublished"), ("updated", "dateModified")):
                    value = entry.get(key)
                    if isinstance(value, str) and value.strip():
                        yield StatedDate(role=role, rule="json-ld", value=value.strip()[:_LONGEST_DATE])


def _publisher(linked: tuple[dict[str, object], ...]) -> str | None:
    return next((name for entry in linked if _is_article(entry) for name in _names(entry.get("publisher"))), None)


def _authors(linked: tuple[dict[str, object], ...]) -> str | None:
    """The authors of the first article that names any."""
    named = (tuple(_names(entry.get("author"))) for entry in linked if _is_article(entry))
    return ", ".join(next((names for names in named if names), ())) or None


def _is_article(entry: dict[str, object]) -> bool:
    return not _types(entry).isdisjoint((*_ARTICLE_TYPES, *_PAGE_TYPES))


def _names(value: object) -> Iterator[str]:
    """The names of persons or organisations, given as names, as objects, or as lists of them; an address is none."""
    if isinstance(value, list):
        for part in value:
            yield from _names(part)
    elif isinstance(value, dict):
        yield from _names(value.get("name"))
    elif isinstance(value, str) and value.strip() and "://" not in value:
        yield " ".join(value.split())


def _meta_dates(meta: dict[str, str]) -> Iterator[StatedDate]:
    for role, keys in (("published", _PUBLISHED_KEYS), ("updated", _UPDATED_KEYS)):
        for key in keys:
            if key in meta:
                yield StatedDate(role=role, rule="meta", value=meta[key][:_LONGEST_DATE])


def _time_dates(tree: html.HtmlElement) -> Iterator[StatedDate]:
    """The first ``<time datetime>`` marked as publication, else the first of the page."""
    apart = {time for element in beside_article(tree) for time in element.iter("time")}
    times = [time for time in tree.iter("time") if (time.get("datetime") or "").strip() and time not in apart]
    marked = [element for element in times if _is_marked_published(element)]
    for element in (marked or [element for element in times if "updated" not in (element.get("class") or "")])[:1]:
        yield StatedDate(role="published", rule="time", value=element.get("datetime").strip()[:_LONGEST_DATE])


def _is_marked_published(element: html.HtmlElement) -> bool:
    marks = f"{element.get('itemprop') or ''} {element.get('class') or ''}".casefold()
    return element.get("pubdate") is not None or "published" in marks
