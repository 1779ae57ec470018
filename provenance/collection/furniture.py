"""The page furniture of a whole collection, sentence by sentence."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from provenance.models import Furniture

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from provenance.models import Occurrence


def furniture_among(occurrences: Iterable[Occurrence], texts: Mapping[int, str]) -> tuple[Furniture, ...]:
    """The furniture among occurrences, by wording and reason, that in most articles first.

    Args:
        texts: The text of each wording, by its number.
    """
    groups: dict[tuple[int, str], list[Occurrence]] = defaultdict(list)
    for occurrence in occurrences:
        if occurrence.boilerplate is not None:
            groups[occurrence.wording, occurrence.boilerplate].append(occurrence)
    found = (
        Furniture(
            text=texts[wording],
            reason=reason,
            occurrences=len(group),
            articles=tuple(dict.fromkeys(occurrence.article_id for occurrence in group)),
        )
        for (wording, reason), group in groups.items()
    )
    return tuple(sorted(found, key=lambda one: (-len(one.articles), -one.occurrences, one.text)))
