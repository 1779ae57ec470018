"""What users say of an article's dates: their word beats all that was found, and is recorded as supplied."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from provenance.errors import UsageError
from provenance.models import UNDATED, DateEvidence, DateInterval, DateRole, DateSource

if TYPE_CHECKING:
    from collections.abc import Sequence

    from provenance.models import Article

UNKNOWN = "unknown"
"""What a user says of a date that was found and is wrong, where the right one is not known."""

_RULE = "user"
_REMEDY = "Write it as 2023-05-30, 2023-05 or 2023, or as unknown where the date that was found is wrong."


@dataclass(frozen=True, slots=True, kw_only=True)
class UserDate:
    """A user's word on when an article was published.

    Attributes:
        role: ``published`` for this copy, ``originally`` for an earlier publication.
        value: The date as the user wrote it, or ``unknown``.
        note: How the user knows; None where nobody said.
        given_at: When it was said, in UTC.
    """

    role: DateRole
    value: str
    note: str | None
    given_at: datetime

    def evidence(self) -> DateEvidence:
        """It as evidence; undated where the user says that the date is not known."""
        said = " — ".join(part for part in (self.value, self.note) if part)
        stated = UNDATED if self.value == UNKNOWN else self._interval()
        interval = replace(stated, source=DateSource.SUPPLIED, rule=_RULE, evidence=said)
        return DateEvidence(role=self.role, interval=interval)

    def _interval(self) -> DateInterval:
        from provenance.reading.dates.timestamps import date_value  # noqa: PLC0415 - counting articles reads no dates

        found = date_value(self.value, source=DateSource.SUPPLIED, rule=_RULE)
        if found is None:
            raise UsageError(f"the date “{self.value}”", "it is not a date that can be read", _REMEDY)
        if found.begins is not None and found.begins > self.given_at.astimezone(UTC):
            raise UsageError(f"the date “{self.value}”", "it lies in the future", _REMEDY)
        return found


def with_user_dates(article: Article, said: Sequence[UserDate]) -> Article:
    """The article as its user dates it; all other evidence is kept beside.

    Raises:
        UsageError: What was said is no date, or lies in the future.
    """
    found = tuple(entry for entry in article.evidence if entry.interval.rule != _RULE)
    words = tuple(one.evidence() for one in said)
    return dated_anew(article, (*words, *found)) if words or found != article.evidence else article


def dated_anew(article: Article, evidence: tuple[DateEvidence, ...]) -> Article:
    """The article as this evidence dates it; where a user speaks of a role, nothing else does."""
    from provenance.reading.dates.dating import settle  # noqa: PLC0415 - counting articles weighs no dates

    words = {entry.role: entry for entry in evidence if entry.interval.rule == _RULE}
    believed = [entry for entry in evidence if words.get(entry.role, entry) is entry]
    dating = settle(
        (entry for entry in believed if entry.interval.rule != _RULE or entry.interval.dated),
        today=(article.read_at or datetime.now(tz=UTC)).date(),
    )
    return replace(article, published=dating.published, originally=dating.originally, evidence=evidence)
