"""Whether a sentence addresses its reader."""

from __future__ import annotations

import re

# What a notice asks of its reader, at the beginning of the sentence; a quotation mark there makes it somebody's words.
_ASKS = re.compile(
    r"[^\w\"“”‘'’«„]*(?:please |to |you can |click here to )?(?:advertise (?:in|on|with|here)|become an?|"
    r"buy (?:our|the|your|tickets|now)|call (?:us|the|now|\W?\d)|check (?:back|out)|click (?:here|the|on|to)|"
    r"contact (?:us|the|our|your|\S+@)|donate|don[’']t miss|download (?:our|the|now)|e-?mail (?:us|the|your|\S+@)|"
    r"find (?:us|out|more)|follow (?:us|our|me|the|@|\w+ on)|get (?:the|our|your|in touch)|help (?:us|support)|"
    r"join (?:us|our|the|now)|keep up|learn more|let us know|like (?:us|our)|listen (?:to|on)|log in|"
    r"order (?:now|online|your|our)|read (?:our|more|the)|register (?:for|here|now|to|at)|see (?:our|more)|"
    r"send (?:us|your|an?)|share (?:on|our|this|via|with|your)|sign up|stay (?:tuned|informed|in touch|up)|subscribe|"
    r"support (?:our|this|us|the)|tell us|thank(?:s| you) for (?:reading|visiting|subscribing|your)|"
    r"visit(?! to\b| by\b| of\b)|watch (?:our|more|the)|write (?:to|us))\b",
    re.IGNORECASE,
)


def addresses_reader(sentence: str) -> bool:
    """Whether a sentence asks something of the reader, as a notice does; what somebody is quoted to ask does not count.

    That alone makes no furniture of it: an article may ask its readers too.

    Example:
        True of "Visit our shop on the quay.", false of "The minister asked readers to visit the shop."
    """
    return _ASKS.match(" ".join(sentence.split())) is not None
