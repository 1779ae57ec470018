"""Who wrote it and where: bylines, taken only where their form leaves no doubt."""

from __future__ import annotations

import re
from dataclasses import dataclass

_BY = re.compile(r"^(?:(?:written\s+|posted\s+)?by\b|author\s*:)\s*:?\s*", re.IGNORECASE)
# Where two names must follow: "Von Anna Schmidt", and not "Von Norden her".
_FOREIGN_BY = re.compile(r"^(?:von|par|por|door)\s+", re.IGNORECASE)
# "Jane Doe/Associated Press" took a picture.
_CREDIT = re.compile(r"\w/\w")
_MOST_WORDS = 3
_BETWEEN = re.compile(r",\s*|\s+and\s+|\s*&\s*")
_OUTLET_AFTER = re.compile(r"\s*[/|]\s*|\s+for\s+(?=the\b|[A-Z])")
# fmt: off
_PARTICLES = frozenset((
    "de", "van", "von", "der", "den", "la", "le", "du", "da", "dos", "das", "al", "el", "bin", "ibn", "di", "del", "y",
    "of",
))
# A name that holds one of these is no person's but a paper's.
_PRESS = frozenset((
    "agency", "bulletin", "chronicle", "courier", "daily", "dispatch", "examiner", "gazette", "guardian", "herald",
    "independent", "journal", "magazine", "mail", "mirror", "monitor", "network", "news", "newspaper", "observer",
    "paper", "post", "press", "radio", "record", "register", "report", "reporter", "review", "sentinel", "standard",
    "star", "sun", "telegraph", "times", "today", "tribune", "tv", "weekly", "wire", "website",
))
# Nor is one that holds an agency, a kind of text or an event.
_NO_PERSON = frozenset((
    "afp", "ap", "associated", "bbc", "cnn", "epa", "getty", "reuters", "upi", "analysis", "anniversary", "attack",
    "conference", "copyright", "day", "deadline", "debate", "edition", "editorial", "election", "event", "exclusive",
    "fact", "file", "forum", "hearing", "meeting", "newsletter", "opinion", "photo", "photos", "policy", "protest",
    "rally", "release", "sheet", "speech", "staff", "statement", "summit", "the", "transcript", "update", "updated",
    "view", "war", "week", "year",
))
# Agencies write for many outlets, and posts are no outlets.
_NO_OUTLET = frozenset((
    "afp", "ap", "associated", "bbc", "cnn", "epa", "getty", "reuters", "upi", "bureau", "chief", "columnist",
    "contributor", "correspondent", "desk", "editor", "editors", "fellow", "photographer", "professor", "reporter",
    "reporters", "staff", "writer", "writers",
))
# fmt: on


@dataclass(frozen=True, slots=True, kw_only=True)
class Byline:
    """Author and outlet as a line of the header gives them; None for what it does not give."""

    author: str | None = None
    outlet: str | None = None


def byline(line: str) -> Byline | None:
    """Read a line, or what is left of one without its date, as a byline.

    Forms: "By A", "By A and B / Outlet", "By A, The Outlet", "By A, who is this" (what follows the names is not taken),
    "A / Outlet". After "By" an agency is an author as well.

    Returns:
        None where the line has not this form.

    Example:
        ``byline("by Mike Whitney / The Unz Review") == Byline(author="Mike Whitney", outlet="The Unz Review")``.
    """
    introduced = _BY.match(line) or _FOREIGN_BY.match(line)
    persons, outlet = _parted(line[introduced.end() :] if introduced else line)
    author = _leading_names(persons, introduced=_BY.match(line) is not None)
    if author is None:
        return None
    if introduced is None and (author != persons or not _is_outlet(outlet) or not _is_apart(line)):
        return None  # also "Jane Doe/Reuters", who took a picture
    behind = persons[len(author) :].strip(" ,")
    if not outlet and _is_outlet(behind):
        outlet = behind
    return Byline(author=author, outlet=outlet if is_capitalised(outlet) else None)


def introduced_name(line: str) -> Byline | None:
    """Read "by" or its like in another language with names behind it, of which one may be all: "von Olga".

    Only beside a date: elsewhere a title may begin so.
    """
    found = byline(line)
    introduced = _BY.match(line) or _FOREIGN_BY.match(line)
    if found is not None or introduced is None:
        return found if introduced else None
    name = line[introduced.end() :]
    return Byline(author=name) if len(name.split()) <= _MOST_WORDS and is_capitalised(name) else None


def bare_name(text: str) -> Byline | None:
    """Read capitalised words beside a date: persons' names, or an outlet's where its words say so, or both."""
    if not is_capitalised(text) or len(text.split()) > 8 or _CREDIT.search(text):
        return None
    names = _leading_names(text, introduced=False)
    rest = text[len(names or "") :].strip(" ,")
    if not rest:
        return Byline(author=names)
    return Byline(author=names, outlet=rest) if _is_outlet(rest) else None


def _parted(text: str) -> tuple[str, str]:
    """Persons and outlet, which a slash, a bar or "for" parts."""
    found = _OUTLET_AFTER.search(text)
    if found is None:
        return text.strip(" ,"), ""
    return text[: found.start()].strip(" ,"), text[found.end() :].strip(" .,")


def _is_apart(line: str) -> bool:
    return " / " in line or " | " in line


def _leading_names(text: str, *, introduced: bool) -> str | None:
    """The longest beginning of `text` that is one or more persons' names."""
    end, begin = 0, 0
    for border in (*_BETWEEN.finditer(text), None):
        stop = border.start() if border else len(text)
        # After "By", the first name may be an agency's.
        if not _is_person(text[begin:stop], introduced=introduced and end == 0):
            break
        end, begin = stop, border.end() if border else stop
    return text[:end].strip() or None


def _is_person(name: str, *, introduced: bool) -> bool:
    words = name.split()
    least = 1 if introduced and len(name) > 3 else 2
    return (
        least <= len(words) <= 5
        and is_capitalised(name)
        and (introduced or _plain(words).isdisjoint(_PRESS | _NO_PERSON))
    )


def _is_outlet(name: str) -> bool:
    """Whether capitalised words name a paper or a site: they say so or begin with "The", and name no agency or post."""
    words = name.split()
    if not 1 <= len(words) <= 6 or "," in name or not is_capitalised(name) or not _plain(words).isdisjoint(_NO_OUTLET):
        return False
    return (words[0] == "The" and len(words) > 1) or not _plain(words).isdisjoint(_PRESS)


def _plain(words: list[str]) -> set[str]:
    return {word.casefold().strip(".,") for word in words}


def is_capitalised(text: str) -> bool:
    """Whether every word begins with a capital, particles apart, and none holds a digit."""
    words = text.replace(",", " ").replace("&", " ").split()
    return (
        bool(words)
        and words[0][:1].isupper()
        and all(
            (word[:1].isupper() or word.casefold() in _PARTICLES or word in {"and", "the"})
            and not any(character.isdigit() for character in word)
            and word[-1:] not in "!?:;"
            for word in words
        )
    )
