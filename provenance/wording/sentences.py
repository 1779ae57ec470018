"""Where the sentences of a news text stand, as exact ranges of the original.

The library sentencex proposes boundaries inside each block of the layout. It is asked about a copy of equal
length, so its offsets are ours. What it does not know of news is repaired here, one rule at a time: a rule is a
function of the characters just before and just after a proposed boundary.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise

import sentencex

from provenance.models import Span
from provenance.wording.layout import blocks

# Longest stretch of one paragraph that is shown to the library, in code points.
_LONGEST = 4_000
# Looking further than this from a boundary decides nothing, and would cost much in a text without end.
_REACH = 80


def sentence_spans(text: str, language: str = "en") -> tuple[Span, ...]:
    """The sentences of `text`, in order, as half-open ranges of code points.

    They do not overlap, have no outer white space, and hold every character that is not white space; so a heading,
    a list item or a separator such as ``***`` is a span of its own. A sentence inside a quotation is a sentence.

    Args:
        text: The original text of an article; any string is accepted.
        language: ISO 639-1 code of its language; an unknown one is read by general rules. Rules about
            abbreviations and speech are those of English.

    Example:
        ``[span.of(t) for span in sentence_spans(t := "Ms. May left. “Why?” he asked.")]``
        is ``["Ms. May left.", "“Why?” he asked."]``.
    """
    return tuple(
        span.shifted(block.span.begin) for block in blocks(text) for span in _sentences(block.span.of(text), language)
    )


def _sentences(text: str, language: str) -> Iterator[Span]:
    ends = {*_proposed(text, language), *_overlooked(text)}
    return _between(text, [end for end in sorted(ends) if _parts(text, end)])


# ---------------------------------------------------------------------------------------- what is proposed

_SPACES = "".join(
    map(
        chr,
        (
            *range(9, 14),
            *range(28, 32),
            0x85,
            0xA0,
            0x1680,
            *range(0x2000, 0x200B),
            0x2028,
            0x2029,
            0x202F,
            0x205F,
            0x3000,
        ),
    )
)
_INVISIBLE = "\u200b\u200e\u200f\u2060\ufeff"
# The library keeps whole what stands in quotation marks, in brackets or behind a bullet, stumbles over mark-up, and
# sees no end in an ellipsis of one character.
_UNSEEN = '"“”„‟«»‹›‘()*_`•⁃⁌⁍■□▪▫▶▸►◆◇○●◦★☆➢➣➤'
_SEEN = str.maketrans({**dict.fromkeys(_SPACES + _INVISIBLE + _UNSEEN, " "), "…": "."})
# Half a character is not text: the library would refuse the whole string.
_SEEN.update(dict.fromkeys(range(0xD800, 0xE000), "\ufffd"))
# A bracket behind a word is shown as a letter, so that "the author(s)." does not end in an abbreviation.
_WORD_BRACKET = re.compile(r"(?<=\w)\)")
_SINGLE_QUOTE = re.compile(r"['’](?!\w)|'(?<![^\s\"“‘(\[]')(?=\S)")
# What closes a sentence after its terminal mark: a straight quotation mark may also open the next one, and a
# semicolon stands for a line break in some archives.
_CLOSERS = re.compile(
    r"\"?(?:[ \xa0\u202f]?[»›](?!\w)|[”’»›)\]}]|[\"'“«*_`](?!\w))*"
    r"(?:(?:(?<=[a-z]{3}[.!?…])|(?<=[.!?…][\"”]));(?=\s+[\"“(]*[A-Z]))?"
)
_ELLIPSES = re.compile(r"(?:\s+[\[(]?(?:…|\.{2,4}|\.(?: \.){1,3})[\])]?(?=\s|\Z))+")
# Words that the library takes for abbreviations, but which end a sentence unless a number follows.
_WHOLE_WORD = re.compile(
    r"\b(?:[Nn]o|NO|me|[Mm]ay|MAY|Fed|ill|art|ore|miss|ok|OK|DC|ID|SEC|FY|Yahoo|etc"
    r"|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\Z"
)
# Where a text without end may be cut for the library: a word too long for an abbreviation closes a sentence; else
# between two words, where nothing ends.
_SURE_END = re.compile(r"[^\W\d_A-Z]{5}[.!?]\s+(?=[A-Z])|[。！？]")
_BETWEEN_WORDS = re.compile(r"[^\W\d_]\s+(?=\w)")
_DOT = re.compile(r"\.(?=[\"”’)]*\s+[\"“‘(]*[A-Z](?:[a-z]|\s))")
_NUMBER_WORD = re.compile(r"\W*(?:One|Two|Three|Four|Five|Six|Seven|Eight|Nine|Ten)\b")


def _proposed(text: str, language: str) -> Iterator[int]:
    """Where the library sees a sentence end; the end includes closing quotation marks and a loose ellipsis."""
    seen = _as_seen(text)
    for begin, end, ends_sentence in _stretches(seen):
        for boundary in sentencex.get_sentence_boundaries(language, seen[begin:end]):
            proposed = begin + boundary["end_index"]
            if proposed < end or ends_sentence:
                yield _with_closers(text, begin + len(seen[begin:proposed].rstrip(" ")))


def _stretches(text: str) -> Iterator[tuple[int, int, bool]]:
    """Stretches of a text that the library reads in one go, and whether a sentence surely ends with each.

    Its time grows with the square of the length where there are no spaces.
    """
    begin = 0
    while len(text) - begin > _LONGEST:
        window = begin + _LONGEST // 2, begin + _LONGEST
        sure = [cut.end() for cut in _SURE_END.finditer(text, *window)]
        cuts = sure or [cut.end() for cut in _BETWEEN_WORDS.finditer(text, *window)] or [window[1]]
        yield begin, cuts[-1], bool(sure)
        begin = cuts[-1]
    yield begin, len(text), True


def _overlooked(text: str) -> Iterator[int]:
    """Ends that the library takes for abbreviations: "no." is a number only before one, "May." never short."""
    for dot in _DOT.finditer(text):
        begin = dot.start()
        if _WHOLE_WORD.search(text[max(0, begin - 7) : begin]) and not _NUMBER_WORD.match(text, dot.end()):
            yield _with_closers(text, dot.end())


def _as_seen(text: str) -> str:
    """A copy of `text`, code point for code point, without what leads the library astray."""
    return _SINGLE_QUOTE.sub(" ", _WORD_BRACKET.sub("x", text)).translate(_SEEN)


def _with_closers(text: str, end: int) -> int:
    closed = _CLOSERS.match(text, end)
    end = closed.end() if closed else end
    ellipses = _ELLIPSES.match(text, end)
    return ellipses.end() if ellipses else end


# ------------------------------------------------------------------------------- what is not a boundary

_TERMINAL = ".!?…。！？"
_OPENING = "\"“‘«„‹'([{*_` "
_CLOSING = "\"”’»›'“«)]}*_`"

# Never the last word of a sentence, even before "A." or "In", which the library takes for beginnings.
_TITLE = re.compile(
    r"\b(?:M[rsx]|Mrs|Drs?|Profs?|Gens?|Lts?|Maj|Col|Capt|Cpt|Sgts?|Cpls?|Pvt|Spc|Cmdr|Adm|Brig|Sens?|Reps?|Govs?|Pres"
    r"|Revs?|Hon|Amb|Supt|Det|Msgr|Atty|Messrs|Mme|Mlle|Sra|Ste|Cllr|Insp|Secy|Chas|Wm|Thos)\.\Z"
)
# Abbreviations that the library does not know: before a number, and where the sentence goes on in lower case.
_COUNTED = re.compile(r"\b(?:arts|figs|vols?|rte|ch|chap|paras?|approx|est|tel|ext|eqs?)\.\Z", re.IGNORECASE)
_SHORTENED = re.compile(
    r"\b(?:Mass|Wash|[Rr]et|Assoc|[Aa]pprox|Mon|Tues?|Wed|Thu|Thurs|Fri|Sat|Sun|Int['’]l|Intl|Natl|Gov['’]t|govt|Ed"
    r"|Dir|Ct|Cos|Div|Pty|LLC|Plc|PLC)\.\Z"
)
_CLOCK = re.compile(r"\b[ap]\.?m\.\Z", re.IGNORECASE)
_WEEKDAY = "(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
_ZONE = r"[ECMPB][SD]?T|GMT|UTC|CES?T|[IJAH]ST|AE[SD]T|\(\d{3,4} GMT"
_AFTER_CLOCK = re.compile(
    rf"(?:{_WEEKDAY}|Jan|Feb|March|April|May \d|June|July|Aug|Sept|Oct|Nov|Dec|{_ZONE}"
    r"|(?:[Ll]ocal|Eastern|Central|Pacific|Mountain|Greenwich|Moscow|Kyiv|Kiev)(?: \w+)? [Tt]ime)\b"
)
_CONTINUING = re.compile(r"[,;:.!?)\]}”»](?!\w)")
# Verbs that make a speaker's name a tag, and those that do so only where nothing is said after them.
_ASKED = "asked|wrote|tweeted|posted|shouted|yelled|exclaimed|cried|quipped|joked|replied"
_SAID = "said|says|added|told|continued|concluded|recalled|asks|writes"
_TAG_END = rf"\s*[.,;]|\s+(?:in|on|at|to|of|during|after|before|when|while|as|with|reporters|{_WEEKDAY})\b"
_CLAUSE = r"(?:When|As|If|While|After|Before|Then|Who|Once|Since)\b"
_SPEECH_TAG = re.compile(rf"(?!{_CLAUSE})(?:[A-Z][\w.’'\-]*\s+){{1,4}}(?:(?:{_ASKED})\b|(?:{_SAID})(?:{_TAG_END}))")
_EXCLAIMED_TITLE = re.compile(r"\b[A-Z][\w'’]*[!?]\Z")
_STARTER = re.compile(
    r"(?:The|An?|He|She|It|They|We|You|I|This|That|These|Those|There|But|And|In|On|At|As|If|When|For|His|Her|Its|Our"
    r"|Their|My|Your)\b"
)
# A name and an initial; a letter may also number a thing, and end the sentence.
_MIDDLE_INITIAL = re.compile(
    r"\b(?!(?:Plan|War|Vitamin|Class|Type|Group|Appendix|Part|Section|Hepatitis|Channel|Exhibit|Team|Grade|Article"
    r"|Chapter|Schedule|Title|Act|Figure|Table|Line|Gate|Series|Division) )[A-Z][a-z]+ [A-Z]\.\Z"
)
_INITIAL = re.compile(r"\b[A-Z]\.\Z")
_ACRONYM = re.compile(r"(?:\b[A-Z]\.){2,}\Z")
_INSIDE = re.compile(r"(?:Is|Are|Was|Were|Has|Had|Would|Should|Or|Which)\s(?![^.!?]*\?)")

Rule = Callable[[str, str], bool]


def _parts(text: str, end: int) -> bool:
    """Whether a sentence really ends at `end`."""
    before, after = text[max(0, end - _REACH) : end], text[end : end + _REACH].lstrip()
    if _INITIAL.search(before) and not text[end : end + 1].isspace():  # inside "R-N.C."
        return False
    return not after or not any(rule(before, after) for rule in _RULES)


def _goes_on_small(before: str, after: str) -> bool:
    """``“Why?” he asked`` · ``elite… no matter`` · ``the Jeopardy! host``, but not ``him. she`` or ``so? why``."""
    rest = after.lstrip(_OPENING + "-–—")
    if not rest[:1].islower() or rest[1:2].isupper():  # iPhone, eBay
        return False
    bare = before.rstrip(_CLOSING)
    closed = bare != before and bare[-1:] in tuple(_TERMINAL)
    return closed or bare.endswith(("…", "..")) or _EXCLAIMED_TITLE.search(bare) is not None


def _goes_on_with_punctuation(_: str, after: str) -> bool:
    """``“Why?”, he asked`` · ``Dedham, Mass.,-based``."""
    return _CONTINUING.match(after) is not None


def _is_title(before: str, _: str) -> bool:
    """``Ms. Gillard`` · ``ex-Gov. Smith``."""
    return _TITLE.search(before) is not None


def _is_initial(before: str, after: str) -> bool:
    """``James F. Will``, but ``plan B. The army`` and ``Mr. Joe B. He left``."""
    return after[:1].isupper() and not _STARTER.match(after) and _MIDDLE_INITIAL.search(before) is not None


def _is_counted(before: str, after: str) -> bool:
    """``vol. 3`` · ``est. 1990`` · ``No. One``."""
    counted = after[:1].isdigit() and _COUNTED.search(before) is not None
    return counted or (before.endswith("No.") and _NUMBER_WORD.match(after) is not None)


def _is_shortened(before: str, after: str) -> bool:
    """``on Sat. morning`` · ``approx. five``, but ``she sat. he stood``."""
    return after[:1].islower() and _SHORTENED.search(before) is not None


def _is_clock(before: str, after: str) -> bool:
    """``10 a.m. Friday`` · ``9 p.m. EDT``."""
    return _CLOCK.search(before) is not None and _AFTER_CLOCK.match(after) is not None


def _is_speech(before: str, after: str) -> bool:
    """``“Why?” Bob Smith asked.``, where the tag names the speaker."""
    bare = before.rstrip(_CLOSING)
    return bare != before and bare[-1:] in ("?", "!") and _SPEECH_TAG.match(after) is not None


def _is_acronym(before: str, after: str) -> bool:
    """``the U.S. Would``: no statement begins so, but some wires capitalise whatever follows a dot."""
    return _ACRONYM.search(before) is not None and _INSIDE.match(after) is not None


def _hesitates(before: str, after: str) -> bool:
    """``Well… I think so``: the pronoun's capital says nothing."""
    return before.endswith(("…", "...")) and re.match(r"I\b", after) is not None


_RULES: tuple[Rule, ...] = (
    _goes_on_small,
    _goes_on_with_punctuation,
    _is_title,
    _is_initial,
    _is_counted,
    _is_shortened,
    _is_clock,
    _is_speech,
    _is_acronym,
    _hesitates,
)


# --------------------------------------------------------------------------------------- from ends to spans

# A list item's number or letter, which the library takes for a sentence.
_ENUMERATOR = re.compile(r"\s*[^\w\s]{0,3}\s*(?:\d{1,3}|[A-Za-z])[.)]{1,2}\s*")


def _between(text: str, ends: Sequence[int]) -> Iterator[Span]:
    """The ranges that `ends` part; one without letter or digit joins the one before, a bare "1." the next."""
    units: list[tuple[int, int]] = []
    begin = 0
    for mark, end in pairwise((0, *ends, len(text))):
        empty = not any(map(str.isalnum, text[mark:end]))
        if empty and units:
            units[-1], begin = (units[-1][0], end), end
        elif not empty and not _is_enumerator(text, begin, end):
            units.append((begin, end))
            begin = end
    if begin < len(text):
        units.append((begin, len(text)))
    return (_stripped(text, begin, end) for begin, end in units)


def _is_enumerator(text: str, begin: int, end: int) -> bool:
    return end - begin <= 12 and end < len(text) and _ENUMERATOR.fullmatch(text, begin, end) is not None


def _stripped(text: str, begin: int, end: int) -> Span:
    """The range without the white space at its ends."""
    while begin < end and text[begin].isspace():
        begin += 1
    while begin < end and text[end - 1].isspace():
        end -= 1
    return Span(begin, end)
