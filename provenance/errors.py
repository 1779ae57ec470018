"""Everything that can go wrong, as one tree.

::

    ProvenanceError             the work failed (exit status 1)
    ├── UsageError              the call was wrong (exit status 2)
    │   └── ClaimError          the claim cannot be traced as it is
    ├── ReadingError            an input cannot be read as articles
    │   └── ReadingWarning      its articles are read, something of theirs is not
    ├── BundleError             a bundle of evidence cannot be made, or cannot be opened to be verified
    └── CollectionError         the collection cannot do what was asked
        ├── DuplicateArticle    two inputs claim one article id
        ├── UnknownArticle      no article has this id
        ├── ModelMismatch       the index was made with another model
        └── ModelError          the embedding model cannot be loaded or is not the one expected

Every error names the thing at fault, the reason, and what the reader of the message can do about it.
Finding nothing is not an error: it is an empty value with a reason.
"""

from __future__ import annotations


class ProvenanceError(Exception):
    """The work failed. Its message is one sentence or two that a user can act on.

    Args:
        subject: What was at fault, as the user wrote it: a path, an id, a claim.
        reason: Why, in a clause that follows the subject after a colon.
        remedy: What to do about it, a sentence of its own; empty where nothing can be done.
    """

    exit_status = 1

    def __init__(self, subject: str, reason: str, remedy: str = "") -> None:
        self.subject = subject
        self.reason = reason
        self.remedy = remedy
        super().__init__(" ".join(part for part in (f"{subject}: {reason}.", remedy) if part))

    def __reduce__(self) -> tuple[type[ProvenanceError], tuple[str, str, str]]:
        """As it was made, so that it can come from another process."""
        return type(self), (self.subject, self.reason, self.remedy)


class UsageError(ProvenanceError):
    """The call was wrong: nothing was tried."""

    exit_status = 2


class ClaimError(UsageError):
    """The claim is empty, too long, or holds nothing that can be traced."""


class ReadingError(ProvenanceError):
    """An input cannot be read as articles; the others are not affected."""


class BundleError(ProvenanceError):
    """A bundle of evidence cannot be made of this batch, or cannot be opened to be verified."""


class ReadingWarning(ReadingError):
    """Something that an input says of its articles cannot be read; they themselves are, without it."""


class CollectionError(ProvenanceError):
    """The collection cannot do what was asked; what it holds is unharmed."""


class DuplicateArticle(CollectionError):
    """Two different inputs claim one article id; the first one stays."""


class UnknownArticle(CollectionError):
    """No article of the collection has this id."""


class ModelMismatch(CollectionError):
    """The index holds vectors of another model than the one asked for."""


class ModelError(CollectionError):
    """The embedding model cannot be loaded, or its weights are not the expected ones."""
