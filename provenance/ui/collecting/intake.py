"""Adding articles: files from the reader's machine and addresses of the web, with what becomes of each."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

import streamlit as st

from provenance.collection import Outcome, OutcomeKind
from provenance.errors import ProvenanceError, ReadingError, UsageError
from provenance.reading.formats import formats, kinds_read
from provenance.reporting.characters import one_line
from provenance.reporting.marks import Markup
from provenance.reporting.phrases import certainty_phrase, count_phrase, date_phrase
from provenance.ui import states
from provenance.ui.collecting.inventory import CERTAINTIES
from provenance.ui.collecting.uploads import MOST, Kept, Upload
from provenance.ui.library import Library
from provenance.ui.tables import Row, table

_STATE = "intake"
_LATEST = 8  # outcomes seen while more are coming
_SHOWN = 100  # of those that went well, once all are done; failures are all shown
_ADDRESS = re.compile(r"https?://[^\s/]", re.IGNORECASE)


@dataclass(slots=True, kw_only=True)
class Intake:
    """One lot of articles to be added, and how far that has come; it outlives a click that stops it.

    Attributes:
        names: What the user calls each path and address that is read.
        outcomes: What became of each article so far.
        read: How many of the paths and addresses are read.
        finished: Whether nothing is left to be done.
        error: Why it could not go on; None where it could.
    """

    names: dict[str, str]
    outcomes: list[Outcome] = field(default_factory=list)
    read: int = 0
    finished: bool = False
    error: ProvenanceError | None = None

    @classmethod
    def of(cls, taken: Iterable[Kept | str | ReadingError]) -> Intake:
        """What is to be read of uploads and addresses; what cannot be read has failed from the start."""
        intake = cls(names={})
        for one in taken:
            if isinstance(one, ReadingError):
                reason = f"{one.reason}. {one.remedy}"
                intake.outcomes.append(Outcome(kind=OutcomeKind.FAILED, name=one.subject, reason=reason))
            elif isinstance(one, Kept):
                intake.names.setdefault(str(one.path), one.name)
            else:
                intake.names.setdefault(one, one)
        return intake

    def told(self, text: str) -> str:
        """A message in which the uploads are called as the user calls them."""
        for path, name in self.names.items():
            text = text.replace(path, name) if path != name else text
        return text

    def counts(self) -> str:
        """How many articles were added, replaced and so on: ``3 added, 1 failed``."""
        kinds = Counter(outcome.kind for outcome in self.outcomes)
        return ", ".join(f"{kinds[kind]:,} {kind}" for kind in OutcomeKind if kinds[kind]) or "nothing done"


def addresses(pasted: str) -> Iterator[str | ReadingError]:
    """The addresses of a pasted list, one a line, each once; an error for a line that is none.

    A line is never taken for a path: what is pasted here must lie on the web.
    """
    for line in dict.fromkeys(filter(None, map(str.strip, pasted.splitlines()))):
        if _ADDRESS.match(line):
            yield line
        else:
            yield ReadingError(line, "is not an address of the web", "Write it with http:// or https:// before it.")


# ------------------------------------------------------------------------------------------ asking


def show_intake(library: Library, *, unfolded: bool) -> None:
    """The form, and below it what became of what was added last."""
    intake: Intake | None = st.session_state.get(_STATE)
    with st.expander("Add articles", expanded=unfolded or intake is not None, key="add"):
        asked = _show_form()
        if asked is not None:
            _begin(library, *asked)
        elif intake is not None:
            _show_state(library, intake)


def _show_form() -> tuple[list[Upload], str] | None:
    with st.form("adding", border=False, clear_on_submit=True):
        files, pages = st.columns(2, gap="medium")
        with files:
            uploaded = st.file_uploader(
                "Files",
                type=sorted({ending.lstrip(".") for ending in formats()} | {"gz"}),
                accept_multiple_files=True,
                key="files",
            )
            st.html(
                f'<p class="provenance quiet">{kinds_read()}. Up to {MOST} files at once, of 200 MB at '
                "most. Of a file that is no web archive up to 50 MB are read. An <code>articles.csv</code> about the "
                "files says what they do not, where it is uploaded together with them.</p>"
            )
        with pages:
            pasted = st.text_area(
                "Addresses, one a line", key="addresses", height=152, placeholder="https://example.org/an-article"
            )
            st.html(
                '<p class="provenance quiet">Pages and feeds are fetched once, as they are now, from this machine.</p>'
            )
        if not st.form_submit_button("Add to the collection", type="primary"):
            return None
    return [Upload(name=file.name, content=file.getvalue()) for file in uploaded], pasted


def _begin(library: Library, uploads: list[Upload], pasted: str) -> None:
    listed = list(addresses(pasted))
    try:
        if not uploads and not listed:
            raise UsageError(
                "nothing to add", "no file was chosen and no address pasted", "Choose a file, or paste one."
            )
        if max(len(uploads), len(listed)) > MOST:
            reason = f"{max(len(uploads), len(listed)):,} were given at once, and at most {MOST} are taken"
            raise UsageError("too many", reason, "Add them in parts, or as one .zip.")
        intake = Intake.of((*library.uploads.keep(uploads), *listed))
    except ProvenanceError as error:
        states.show_error(error, library.settings)
        return
    st.session_state[_STATE] = intake
    _work(library, intake)


# ----------------------------------------------------------------------------------------- working


def _work(library: Library, intake: Intake) -> None:
    """Read what is left to read, and begin the page anew, so that all of it shows the changed collection."""
    bar = st.progress(0.0, text="Reading. The first time takes some seconds longer, while the language model is read.")
    latest = st.empty()
    total = max(1, len(intake.names))

    def reached(done: int, _: int) -> None:
        intake.read = done
        bar.progress(min(1.0, done / total), text=_progress(intake, total))

    def tell(outcome: Outcome) -> None:
        intake.outcomes.append(outcome)
        bar.progress(min(1.0, intake.read / total), text=_progress(intake, total))
        latest.html(_outcomes(intake, intake.outcomes[-_LATEST:], "The latest"))

    try:
        if intake.names:
            library.add(list(intake.names), progress=tell, reached=reached)
        intake.error = None
    except ProvenanceError as error:
        intake.error = error
    intake.finished = True
    st.rerun()


def _progress(intake: Intake, total: int) -> str:
    done = f"{intake.read:,} of {count_phrase(total, 'input')} read"
    return f"{done}; {intake.counts()}" if intake.outcomes else done


def _begin_again(intake: Intake) -> None:
    """Read from the beginning what a click has stopped: what is kept already is unchanged, and takes no time."""
    intake.outcomes = [
        one for one in intake.outcomes if not one.name.startswith(tuple(intake.names)) and not one.article
    ]
    intake.read = 0


# ----------------------------------------------------------------------------------------- telling


def _show_state(library: Library, intake: Intake) -> None:
    if not intake.finished:
        st.html(
            Markup('<p class="provenance intake-line"><strong>Stopped by a click</strong> after {} of {}.</p>').format(
                intake.read, count_phrase(len(intake.names), "input")
            )
        )
        if st.button("Go on", key="go on"):
            _begin_again(intake)
            _work(library, intake)
            return
    if intake.error is not None:
        states.show_error(intake.error, library.settings)
    _show_summary(intake)
    st.button("Clear this list", key="clear", on_click=st.session_state.pop, args=(_STATE, None), type="tertiary")


def _show_summary(intake: Intake) -> None:
    failed = [outcome for outcome in intake.outcomes if outcome.kind is OutcomeKind.FAILED]
    well = [outcome for outcome in intake.outcomes if outcome.kind is not OutcomeKind.FAILED]
    st.html(
        Markup('<p class="provenance intake-line" role="status"><strong>{}</strong></p>').format(
            intake.counts().capitalize()
        )
    )
    if failed:
        rows = [(_one_line(intake, one.name), _one_line(intake, one.reason or "")) for one in failed]
        st.html(table("Failed; nothing else was harmed", ("What", "Why, and what to do"), rows))
    if well:
        more = f" (the first {_SHOWN:,} of {len(well):,})" if len(well) > _SHOWN else ""
        st.html(_outcomes(intake, well[:_SHOWN], f"Done{more}"))


def _outcomes(intake: Intake, outcomes: Iterable[Outcome], caption: str) -> Markup:
    heads = ("File or address", "Outcome", "Date", "How sure", "Evidence", "Article")
    return table(caption, heads, (_outcome_row(intake, outcome) for outcome in outcomes))


def _outcome_row(intake: Intake, outcome: Outcome) -> Row:
    article = outcome.article
    if article is None:
        return _one_line(intake, outcome.name), outcome.kind.value, "", "", _one_line(intake, outcome.reason or ""), ""
    interval = article.published
    when = date_phrase(interval)
    if article.originally is not None:
        when = f"{when}, originally {date_phrase(article.originally)}"
    return (
        _one_line(intake, article.path),
        outcome.kind.value,
        when,
        CERTAINTIES[interval.certainty],
        certainty_phrase(interval),
        one_line(article.title or article.id),
    )


def _one_line(intake: Intake, text: str) -> str:
    return one_line(intake.told(text))
