"""Links that open a web page at the very words: text fragments, as the WICG draft "URL Fragment Text Directives" says.

``https://example.org/story#:~:text=We%20are%20not%20encouraging`` scrolls to the words and highlights them in a
browser that knows the directive, and opens the page at its top in one that does not.
"""

from __future__ import annotations

from urllib.parse import quote, urlsplit

from provenance.models import Passage

_WHOLE = 300  # code points: the draft advises a range of start and end for anything longer
_RANGE_WORDS = 6  # at each end of a range
_FEW_WORDS = 6  # so short a passage may stand on the page twice, and is told by what stands around it
_CONTEXT_WORDS = 3


def passage_link(url: str | None, passage: Passage) -> str | None:
    """The address that opens `passage` on its page; None where there is no web address to open.

    Only ``http`` and ``https`` addresses become links: an article names its own address, and could name any scheme.
    """
    if url is None or not _is_web_address(url):
        return None
    address, _, fragment = url.partition("#")
    return f"{address}#{fragment.partition(':~:')[0]}:~:text={_directive(passage)}"


def web_link(url: str | None) -> str | None:
    """`url` where it is an ``http`` or ``https`` address, else None."""
    return url if url is not None and _is_web_address(url) else None


def _is_web_address(url: str) -> bool:
    if any(character.isspace() or not character.isprintable() for character in url):
        return False
    try:
        parts = urlsplit(url)
    except ValueError:
        return False
    return parts.scheme.lower() in ("http", "https") and bool(parts.hostname)


def _directive(passage: Passage) -> str:
    words = passage.exact.split()
    in_one_block = "\n\n" not in passage.exact.replace("\r\n", "\n").strip()
    if len(words) >= 2 * _RANGE_WORDS and (len(passage.exact) > _WHOLE or not in_one_block):
        return f"{_encoded(words[:_RANGE_WORDS])},{_encoded(words[-_RANGE_WORDS:])}"
    if len(words) > _FEW_WORDS:
        return _encoded(words)
    # The outermost word of a prefix or suffix may be cut in two, so it is left out.
    prefix, suffix = passage.prefix.split()[1:][-_CONTEXT_WORDS:], passage.suffix.split()[:-1][:_CONTEXT_WORDS]
    return (f"{_encoded(prefix)}-," if prefix else "") + _encoded(words) + (f",-{_encoded(suffix)}" if suffix else "")


def _encoded(words: list[str]) -> str:
    """The words percent-encoded; ``-``, ``,`` and ``&`` too, which mean something in a directive."""
    return quote(" ".join(words), safe="", errors="replace").replace("-", "%2D")
