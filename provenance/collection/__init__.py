"""What is kept: the store, the vectors made from it, and the search over both."""

from provenance.collection.collection import Collection
from provenance.collection.encoder import Encoder, load_encoder
from provenance.collection.outcomes import IndexReport, Outcome, OutcomeKind

__all__ = ["Collection", "Encoder", "IndexReport", "Outcome", "OutcomeKind", "load_encoder"]
