"""Page furniture: sentences that belong to the page, not to the article, known by their words or their neighbours."""

from provenance.reading.boilerplate.neighbours import furniture
from provenance.reading.boilerplate.notices import furniture_reason

__all__ = ["furniture", "furniture_reason"]
