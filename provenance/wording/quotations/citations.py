"""Lines that say whose words follow, or whose words these were.

An introduction ends in a colon: "Here's more from the World Socialist Web Site:". A citation follows:
``("Drone attacks …", Chris Marsden, World Socialist Web Site)``, ``— The Korvany Ledger``, ``(Reuters)``.
"""

from __future__ import annotations

from dataclasses import dataclass

import regex

from provenance.models import Span

_WORD = r"[*_]*(?:\p{Lu}|\d)[\p{L}\p{N}.&’'*_-]*"
_NAME = rf"(?:{_WORD}(?:\s+(?:(?:of|and|the|for|de|la|le|du|on|&)\s+){{0,2}}{_WORD}){{0,6}})"
_SPEAKS = (
    r"(?:writ(?:es?|ing)|wrote|says?|said|reports?|reported|explain(?:s|ed)?|stat(?:es?|ed)|not(?:es?|ed)|add(?:s|ed)?|"
    r"observ(?:es?|ed)|argu(?:es?|ed)|declar(?:es?|ed)|continu(?:es?|ed)|warn(?:s|ed)?|puts?\s+it|conclud(?:es?|ed)|"
    r"comment(?:s|ed)?|remark(?:s|ed)?|describ(?:es?|ed)|summari[sz](?:es?|ed)|recall(?:s|ed)?|reads?|asks?|asked|"
    r"told|tells|answer(?:s|ed)|repl(?:ies|ied)|found|finds)"
)
_NAMES_A_SOURCE = regex.compile(
    rf"\b(?:[Ff]rom|[Aa]t|[Bb]y|[Oo]n|[Ii]n\s+the\s+words\s+of|[Aa]ccording\s+to|[Pp]er|[Qq]uoting|[Cc]iting|[Vv]ia)\s+"
    rf"(?:(?:an?|the|this|that|his|her|their|its|last|recent|today['’]s)\s+)*"
    rf"(?:[\p{{Ll}}-]+\s+(?:in|at|by|from|on|of)\s+(?:the\s+)?)?(?P<name>{_NAME})(?:['’]s)?"
)
_OFFERS = regex.compile(
    r"\b(?:[Hh]ere(?:['’]s|\s+is|\s+are)|[Tt]his\s+is|[Tt]hat\s+was|[Mm]ore|[Ee]xcerpts?|[Ee]xtracts?|[Ff]rom|[Rr]ead)\b"
)
_SPEAKER = regex.compile(
    rf"(?:^|[\s(])(?:(?:As|But|And|Then|Later)\s+)?(?:[Tt]he\s+)?(?P<name>{_NAME})(?:,[^,:\n]{{1,80}},)?\s+(?:\p{{Ll}}+ly\s+|also\s+|has\s+|had\s+)?{_SPEAKS}\b"
)
_SPOKEN = regex.compile(rf"\b{_SPEAKS}\b|\bin\s+the\s+words\s+of\b", regex.IGNORECASE)

# What a following citation may hold: a title in marks, then names; or names and a date.
_TITLE = r"[“”„\"‘'«*_][^\n]{4,200}"
_SEGMENT = rf"(?:[Tt]he\s+)?{_NAME}"
_LIST = rf"{_SEGMENT}(?:\s*[,;/|]\s*{_SEGMENT}){{0,4}}"
_CITATION = regex.compile(
    rf"""(?:[\s*_]*)(?:
        (?P<open>[(\[])\s*(?:[Ss]ource:\s*|[Vv]ia:?\s+|[Ff]rom:?\s+)?(?:{_TITLE}|{_LIST})\s*[)\]][.]?
      | (?:[—–―]|--)\s*{_LIST}(?:\s*[,;]?\s*[“"][^\n]{{4,200}}[”"])?[.]?
      | (?:[Ss]ource|[Vv]ia|SOURCE)\s*:\s*(?:{_TITLE}|{_LIST})[.]?
    )[\s*_]*(?=\n|$)""",
    regex.VERBOSE,
)
_NO_SOURCE = regex.compile(
    r"(?i)[\s(\[*_—–-]*(?:photo|image|picture|see|editor|note|table|figure|video|caption|continued|updated|emphasis|read)\b"
)
_LONGEST_CITATION = 320
_LONGEST_INTRODUCTION = 400


@dataclass(frozen=True, slots=True, kw_only=True)
class Introduction:
    """A sentence that announces somebody's words.

    Attributes:
        name: Where it names a source, if it does.
        offers: Whether it announces an excerpt, so that what follows is quoted even without marks.
        spoken: Whether it has a verb of saying.
    """

    span: Span
    name: Span | None
    offers: bool
    spoken: bool


def introduction(text: str, paragraph: Span) -> Introduction | None:
    """The introduction with which a paragraph ends; None where it ends in no colon.

    Example:
        >>> found = introduction(t := "So it is. Here's more from the Korvany Ledger:", Span(0, len(t)))
        >>> found.span.of(t), found.name.of(t), found.offers
        ("Here's more from the Korvany Ledger:", 'Korvany Ledger', True)
    """
    begin = max(paragraph.begin, paragraph.end - _LONGEST_INTRODUCTION)
    said = text[begin : paragraph.end]
    if not said.rstrip("*_ ").endswith(":"):
        return None
    last = max((m.end() for m in regex.finditer(r"(?<![A-Z]\p{L}?)[.!?…][”\"’»)]*\s+(?=[\p{Lu}“\"])", said)), default=0)
    return _introduction(text, Span(begin + last, paragraph.end))


def _introduction(text: str, span: Span) -> Introduction:
    said = span.of(text)
    named = list(_NAMES_A_SOURCE.finditer(said)) or list(_SPEAKER.finditer(said))
    name = Span(*named[0].span("name")).shifted(span.begin) if named else None
    named_from = _NAMES_A_SOURCE.search(said) is not None
    return Introduction(
        span=span,
        name=None if name is None else _trimmed(text, name),
        offers=bool(named_from and _OFFERS.search(said)) or bool(_SPEAKER.search(said)) or "words of" in said,
        spoken=bool(_SPOKEN.search(said)),
    )


def citation(text: str, begin: int, paragraph: Span, following: Span | None) -> Span | None:
    """What names the source right after a quotation that ends at `begin`: in the same paragraph, or alone in the next.

    Args:
        begin: Just after the closing mark, or the end of the paragraph.
        following: The next paragraph, if there is one.

    Example:
        >>> t = 'It fell.” (Reuters)'
        >>> citation(t, 9, Span(0, len(t)), None).of(t)
        '(Reuters)'
    """
    for where in (Span(begin, max(begin, paragraph.end)), following):
        if where is None or len(where) > _LONGEST_CITATION:
            continue
        match = _CITATION.match(text, where.begin, where.end)
        if match is not None and match.end() >= where.end and not _NO_SOURCE.match(match.group()):
            return _trimmed(text, Span(*match.span()))
        if where.of(text).strip():
            if where is following:
                return None
            break
    return None


def names_in(text: str, cited: Span) -> tuple[Span, ...]:
    """The names a citation gives after its title, last one first: the outlet stands last, dates are passed over."""
    said = cited.of(text)
    tail = max((m.end() for m in regex.finditer(r"[”“\"»’](?=\s*,)|,", said[:-1]) if m.group() != ","), default=0)
    found = []
    for match in regex.finditer(
        rf"(?:^|[,;/|(\[—–―:]|--|\bvia\b)\s*(?:the\s+|The\s+)?(?P<name>{_NAME})\s*(?=[,;/|)\]]|[.]?$)",
        said[tail:],
        overlapped=True,
    ):
        name = Span(*match.span("name")).shifted(cited.begin + tail)
        if not regex.search(r"\d", name.of(text)):
            found.append(_trimmed(text, name))
    return tuple(dict.fromkeys(reversed(found)))


def _trimmed(text: str, span: Span) -> Span:
    """Without white space and mark-up at its ends."""
    said = span.of(text)
    begin = span.begin + len(said) - len(said.lstrip(" \t\n\u00a0*_"))
    return Span(begin, max(begin, span.begin + len(said.rstrip(" \t\n\u00a0*_"))))
