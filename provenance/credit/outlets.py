"""Sources that no article of the collection names: agencies, and what has the form of an outlet's name."""

from __future__ import annotations

from collections.abc import Iterator

import regex

from provenance.models import CreditedBy, Span

_AGENCIES = (
    "Reuters|Associated Press|Agence France[- ]Presse|United Press International|Press Association|PA Media|"
    "RIA Novosti|Itar-Tass|TASS|Tass|Interfax|Xinhua|Anadolu(?: Agency)?|Yonhap|Kyodo(?: News)?|Jiji Press|"
    "Press Trust of India|Canadian Press|Australian Associated Press|Bloomberg News|Ukrinform|"
    "Deutsche Presse-Agentur|AP News|PR Newswire"
)
_SHORT = "AP|AFP|UPI|dpa|DPA|ANSA|EFE|PTI|ANI|IANS|AAP|PA|CNS|Bloomberg|Reuter"
_SAYS = (
    r"(?:reports?|reported|writes?|wrote|says?|said|notes?|noted|claims?|claimed|adds?|added|quotes?|quoted|reveals?|"
    r"revealed|observes?|observed|explains?|explained|states?|stated|argues?|argued|publish(?:es|ed)|gloat(?:s|ed)|"
    r"puts?\s+it|warns?|warned|declares?|declared|concludes?|concluded|cites?|cited|entitled|titled)"
)
_AGENCY = regex.compile(
    rf"""\b(?P<full>{_AGENCIES})\b(?!\s+(?:photo|image|picture|file))
      | (?<=[(/—–]\s?)(?P<bracketed>{_SHORT})(?=\s?[)/])
      | (?<=\b(?:told|according\ to|by|the|via|citing|quoting)\s)(?P<told>{_SHORT})\b
        (?=[^\p{{L}}]*(?:{_SAYS}|$|[.,;:)”"]))
      | \b(?P<says>{_SHORT})(?=\s+{_SAYS}\b)
    """,
    regex.VERBOSE,
)
_KIND_OF_PAPER = (
    "Times|Post|News|Tribune|Journal|Herald|Guardian|Telegraph|Gazette|Daily|Weekly|Monthly|TV|Radio|Agency|Press|"
    "Review|Observer|Chronicle|Examiner|Inquirer|Independent|Mirror|Mail|Express|Standard|Bulletin|Courier|Dispatch|Echo|Globe|"
    "Ledger|Register|Sentinel|Star|Tidings|Magazine|Wire|Today|Zeitung|Site|Post-Dispatch|Broadcasting|"
    "BBC|CNN|NPR|NBC|CBS|ABC|PBS|MSNBC|Axios|Politico|Monde|Figaro|Spiegel|Pravda|Izvestia|Kommersant"
)
_WORD = r"(?:\p{Lu}[\p{L}.&’'-]*)"
_OUTLET = regex.compile(
    rf"""[*_](?P<italic>(?:[Tt]he\s+)?{_WORD}(?:\s+(?:(?:of|and|the)\s+)?{_WORD}){{0,5}})[*_]
       | \b(?P<plain>(?:{_WORD}\s+){{0,4}}(?:{_KIND_OF_PAPER})(?:\s+(?:of\s+)?{_WORD}){{0,2}})(?![\p{{L}}])
    """,
    regex.VERBOSE,
)
_SPOKEN_OF = regex.compile(rf"\b{_SAYS}\b|\baccording\s+to\b|\btold\b|\bin\s+(?:an?|the)\b|\bwebsite\b|\bvia\b")
_INITIALS = regex.compile(r"\b\p{Lu}{3,6}\b")
_PRONOUN = regex.compile(r"(?:He|She|It|They|We|I|You|This|That|These|Those|Who|Here|There|Mr|Mrs|Ms|Dr)\b")
_WRITTEN = regex.compile(r"\b(?:writ(?:es?|ing)|wrote|reports?|reported|puts?\s+it)\b")
_GIVEN = regex.compile(r"(?i)\b(?:from|at|by|on|words\s+of|according\s+to|per|quoting|citing|via)\b[^:]*$")
_LEADING = regex.compile(r"(?:The|In|As|But|And|On|For|Yet|Last|A|An|Quoting|Citing)\s+")


def agencies(text: str, begin: int, end: int) -> Iterator[Span]:
    """News agencies in the form they are credited in: ``(AP)``, ``told AFP``, ``Reuters``.

    Example:
        >>> [span.of(t) for span in agencies(t := "The AP Stylebook, KYIV (AP) – he told Reuters", 0, len(t))]
        ['AP', 'Reuters']
    """
    for match in _AGENCY.finditer(text, begin, end):
        yield Span(*match.span(match.lastgroup or 0))


def outlets(text: str, begin: int, end: int, *, quoted: bool) -> Iterator[Span]:
    """What has the form of an outlet's name, in a sentence that quotes, or that says what somebody reports.

    Args:
        quoted: Whether the sentence quotes.
    """
    if not quoted and not _SPOKEN_OF.search(text, begin, end):
        return
    for match in _OUTLET.finditer(text, begin, end):
        name = Span(*match.span(match.lastgroup or 0))
        if match.lastgroup == "plain":
            lead = _LEADING.match(name.of(text))
            name = Span(name.begin + (lead.end() if lead else 0), name.end)
            if not regex.search(r"\s", name.of(text)) and not name.of(text).isupper():
                continue  # one word, such as "News" or "Post", is none
        yield name


def named_by(name: str, *, author: bool) -> CreditedBy:
    """What a line around a quotation names.

    Args:
        author: Whether it stands where an author does: before a verb of writing, or before the outlet of a citation.
    """
    if _INITIALS.fullmatch(name):
        return CreditedBy.INITIALS
    if regex.fullmatch(_AGENCIES, name):
        return CreditedBy.AGENCY
    return CreditedBy.AUTHOR if author and not _OUTLET.search(name) else CreditedBy.OUTLET


def given_from(name: str, line: str) -> bool:
    """Whether an introduction takes what follows from a name: "from the WSWS:", "in the words of Petra Vole:"."""
    return bool(_GIVEN.search(line.split(name, maxsplit=1)[0]))


def is_source(name: str, line: str) -> bool:
    """Whether the name in an introduction is a source rather than a speaker: "He said:", "Blinken said:" give none."""
    if _PRONOUN.match(name):
        return False
    before = line.split(name, maxsplit=1)[0]
    if _GIVEN.search(before) and not regex.search(r"\b(?:told|said|asked|reporters)\b", before):
        return True
    return bool(_WRITTEN.search(line) or _INITIALS.fullmatch(name) or _OUTLET.search(name))
