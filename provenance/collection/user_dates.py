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
        from provenance.reading.timestamps import date_value  # noqa: PLC0415 - counting articles reads no dates

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
    from provenance.reading.dating import settle  # noqa: PLC0415 - counting articles weighs no dates

    found = tuple(entry for entry in article.evidence if entry.interval.rule != _RULE)
    words = tuple(one.evidence() for one in said)
    if not words and found == article.evidence:
        return article
    overruled = {word.role for word in words}
    believed = (*(word for word in words if word.interval.dated), *(e for e in found if e.role not in overruled))
    dating = settle(believed, today=(article.read_at or datetime.now(tz=UTC)).date())
    return replace(article, published=dating.published, originally=dating.originally, evidence=(*words, *found))
