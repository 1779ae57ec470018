"""What was checked of a bundle, in lines of text; a name from outside is on one line, and acts on no terminal."""

from __future__ import annotations

from provenance.reporting.batch.verification import Verification
from provenance.reporting.characters import one_line
from provenance.reporting.phrases import count_phrase


def verification_text(found: Verification) -> str:
    """What was checked and whether it holds, ending with a line end."""
    told = dict(found.made)
    held = f"{count_phrase(found.passages, 'cited passage')}, the evidence of {count_phrase(found.dates, 'date')}"
    made = f"Provenance {told.get('program', 'unknown')}, model {told.get('model', 'none')}"
    lines = [
        "The bundle holds." if found.holds else "The bundle does not hold.",
        f"Compared: {count_phrase(found.files, 'file')} with their SHA-256, and the files with the list of them.",
        f"Read: {count_phrase(found.claims, 'claim')}, {count_phrase(found.articles, 'article')}.",
        f"Held against the articles’ texts: {held}.",
        f"Made of {told.get('list', 'no list named')} by {made}.",
        f"Fingerprint (SHA-256 of its list of sums): {found.fingerprint or 'none'}",
    ]
    return "".join(f"{one_line(line)}\n" for line in lines)


def faults_text(found: Verification) -> str:
    """What is wrong, a fault a line."""
    lines = [f"{fault.where}: {fault.what}." for fault in found.faults]
    if found.unlisted:
        lines.append(f"And {count_phrase(found.unlisted, 'more fault')} besides.")
    return "".join(f"{one_line(line)}\n" for line in lines)
