"""Giving a list of claims: a file from the reader's machine, or pasted lines; within limits that it tells."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from tempfile import TemporaryDirectory

import streamlit as st

from provenance.batching import ClaimList, claims_of_text, columns_of, read_claims
from provenance.batching.claims import CLAIM, SUFFIXES
from provenance.errors import ProvenanceError, UsageError
from provenance.reporting.characters import one_line
from provenance.reporting.marks import Markup
from provenance.reporting.phrases import count_phrase
from provenance.settings import Settings
from provenance.ui import states
from provenance.ui.collecting.uploads import safe_name

MOST = 2_000
"""Claims in a list that the page takes; the command line takes any number."""

LARGEST = 10
"""Megabytes of a list that the page takes."""

_READ = "batch read"  # in the session: the file read last, so that a rerun does not read it again
_FIRST_WORDS = 90
_IN_A_TERMINAL = "Split the list, or trace it in a terminal: provenance batch FILE --out report.html"


class From(StrEnum):
    """Where the claims come from."""

    FILE = "A file"
    PASTED = "Pasted lines"


@dataclass(frozen=True, slots=True, kw_only=True)
class Uploaded:
    """A file as a browser sent it, with what is in it.

    Attributes:
        token: Tells one upload from every other.
        columns: The columns that claims may be taken from; none of a text file.
        error: Why it cannot be read as a table; None where it can.
    """

    token: str
    name: str
    content: bytes
    columns: tuple[str, ...] = ()
    error: ProvenanceError | None = None

    @classmethod
    def read(cls, token: str, name: str, content: bytes) -> Uploaded:
        """The upload with its columns."""
        try:
            with _LaidDown(name, content) as path:
                return cls(token=token, name=name, content=content, columns=columns_of(path))
        except ProvenanceError as error:
            return cls(token=token, name=name, content=content, error=error)

    def claims(self, column: str | None) -> ClaimList:
        """Its claims.

        Raises:
            UsageError: They cannot be taken from it.
        """
        with _LaidDown(self.name, self.content) as path:
            return read_claims(path, column=column)


class _LaidDown:
    """An upload as a file for as long as it is read; errors call it as the user does."""

    def __init__(self, name: str, content: bytes) -> None:
        self._name = safe_name(name)
        self._content = content
        self._folder = TemporaryDirectory(prefix="provenance-")

    def __enter__(self) -> Path:
        path = Path(self._folder.name) / self._name
        path.write_bytes(self._content)
        return path

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: object) -> None:
        self._folder.cleanup()
        if isinstance(error, UsageError):
            raise UsageError(Path(error.subject).name, error.reason, error.remedy) from error


# ------------------------------------------------------------------------------------------------ asking


def show_intake(settings: Settings) -> ClaimList | None:
    """The way to give a list; the list, once its reader asks for it to be traced."""
    with st.container(key="batch-intake"):
        chosen = st.segmented_control(
            "Claims from", list(From), default=From.FILE, required=True, key="batch from", label_visibility="collapsed"
        )
        try:
            return _file() if From(chosen or From.FILE) is From.FILE else _pasted()
        except ProvenanceError as error:
            states.show_error(error, settings)
            return None


def _pasted() -> ClaimList | None:
    with st.form("batch paste", border=False):
        text = st.text_area(
            "Claims, one a line", key="batch lines", height=220, placeholder="A claim\nAnother claim", max_chars=None
        )
        asked = st.form_submit_button("Trace these claims", type="primary")
    return within_limits(claims_of_text(text)) if asked else None


def _file() -> ClaimList | None:
    given = st.file_uploader(
        "A list of claims",
        type=[suffix.lstrip(".") for suffix in SUFFIXES],
        key="batch file",
        max_upload_size=LARGEST,
    )
    st.html(
        f'<p class="provenance quiet">A text file has a claim a line. A table ({", ".join(SUFFIXES[1:])}) has them in '
        "the column <code>claim</code>, or in one that you choose; with a column <code>id</code>, results are called "
        f"by it. Up to {MOST:,} claims and {LARGEST} MB.</p>"
    )
    if given is None:
        return None
    upload = _read(given.file_id, given.name, given.getvalue())
    if upload.error is not None:
        raise upload.error
    column = _column(upload)
    if upload.columns and column is None:
        return None
    claims = within_limits(upload.claims(column))
    _show_beginning(claims)
    return claims if st.button("Trace these claims", type="primary", key="batch trace") else None


def _read(token: str, name: str, content: bytes) -> Uploaded:
    kept: Uploaded | None = st.session_state.get(_READ)
    if kept is None or kept.token != token:
        kept = st.session_state[_READ] = Uploaded.read(token, name, content)
    return kept


def _column(upload: Uploaded) -> str | None:
    """The column to take the claims from: the only one, or the one that is chosen."""
    if len(upload.columns) < 2:
        return next(iter(upload.columns), None)
    called = next((n for n, name in enumerate(upload.columns) if name.casefold() == CLAIM), None)
    chosen: str | None = st.selectbox(
        "The column with the claims",
        upload.columns,
        index=called,
        format_func=one_line,
        placeholder="Choose one",
        key=f"batch column {upload.token}",
    )
    return chosen


def _show_beginning(claims: ClaimList) -> None:
    first = one_line(claims.rows[0].claim)
    shown = first if len(first) <= _FIRST_WORDS else f"{first[:_FIRST_WORDS].rsplit(' ', 1)[0]} …"
    st.html(
        Markup('<p class="provenance batch-beginning"><strong>{}</strong>, beginning with <bdi>“{}”</bdi></p>').format(
            count_phrase(len(claims.rows), "claim"), shown
        )
    )
    for notice in claims.notices:
        states.say(notice)


def within_limits(claims: ClaimList) -> ClaimList:
    """The list itself.

    Raises:
        UsageError: It has more claims than the page takes.
    """
    if len(claims.rows) > MOST:
        reason = f"it has {len(claims.rows):,} claims, and at most {MOST:,} are traced on this page"
        raise UsageError(claims.name, reason, _IN_A_TERMINAL)
    return claims
