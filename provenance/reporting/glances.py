"""Values at a glance: what a person reads at an interpreter's prompt, plain and short. Reports tell the whole."""

from __future__ import annotations

from rich.console import Group, RenderableType
from rich.text import Text

from provenance.collection.outcomes import IndexReport, Outcome
from provenance.models import (
    AlignedPassage,
    Appearance,
    Article,
    BatchRow,
    Change,
    CollectionStatus,
    Comparison,
    DateInterval,
    Problem,
    Trace,
)
from provenance.reporting.characters import one_line
from provenance.reporting.comparison.text import comparison_view, passage_lines
from provenance.reporting.entries import Entries
from provenance.reporting.phrases import (
    change_phrase,
    collection_phrase,
    count_phrase,
    date_phrase,
    source_phrase,
    span_phrase,
)
from provenance.reporting.terminal import counts, opening, outcome_view, plain_text, report_view, timeline

_PROBLEMS = 5


def trace_glance(trace: Trace) -> str:
    """The answer, how sure it is, and the appearances in order of date; what is only related is counted."""
    entries = Entries.of(trace)
    return _plain(opening(trace), *((Text(), timeline(entries.counted)) if entries.counted else ()))


def row_glance(row: BatchRow) -> str:
    """A row of a list of claims: its id, then its trace or why there is none."""
    told = f"It was not traced: {one_line(row.failure or '')}" if row.trace is None else trace_glance(row.trace)
    return f"{one_line(row.asked.id)}. {told}"


def appearance_glance(appearance: Appearance) -> str:
    """Where and when a passage stands, how near it is to the claim, and its words."""
    passage = appearance.passage
    heading = f"{appearance.id}  {article_glance(appearance.article)}"
    nearness = f"{appearance.relation.value}, score {appearance.judgement.score:.2f}"
    told = f"{nearness}: {one_line(appearance.judgement.reason)}, {span_phrase(passage.span)}"
    return f"{heading}\n    {told}\n    {one_line(passage.exact)}"


def article_glance(article: Article) -> str:
    """What to call an article, and when it is dated on what evidence."""
    title = f": {one_line(article.title)}" if article.title and article.title != article.name else ""
    return f"{one_line(article.name)}{title} [{one_line(article.id)}], {date_glance(article.first_date)}"


def date_glance(interval: DateInterval) -> str:
    """When, and where that was found: ``4 March 2021 (byline)``."""
    return f"{date_phrase(interval)} ({source_phrase(interval)})"


def change_glance(change: Change) -> str:
    """What a change is called, whether it matters, and what it does."""
    return f"{change_phrase(change)}: {one_line(change.note)}"


def comparison_glance(found: Comparison) -> str:
    """What two articles share, which is earlier, and every passage with its marked words."""
    return _plain(comparison_view(found))


def passage_glance(passage: AlignedPassage) -> str:
    """One passage that two articles share."""
    return _plain(*passage_lines(passage))


def status_glance(status: CollectionStatus) -> str:
    """How much a collection holds and what is doubtful about it; its articles are counted, not listed."""
    lines = (Text(collection_phrase(status.summary)), Text(), counts(status))
    return _plain(*lines, *map(Text, shown_problems(status.problems)))


def shown_problems(problems: tuple[Problem, ...]) -> tuple[str, ...]:
    """The first few problems, and how many more there are."""
    more = len(problems) - _PROBLEMS
    first = tuple(one_line(problem.told) for problem in problems[:_PROBLEMS])
    return (*first, f"{count_phrase(more, 'more problem')} in .problems") if more > 0 else first


def report_glance(report: IndexReport) -> str:
    """How many articles were added, replaced and so on, and what failed."""
    return _plain(report_view(report), *map(outcome_view, report.failures))


def outcome_glance(outcome: Outcome) -> str:
    """What became of one article."""
    return _plain(outcome_view(outcome))


def _plain(*views: RenderableType) -> str:
    return plain_text(Group(*views)).rstrip("\n")
