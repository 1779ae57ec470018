"""Encoders: what turns wordings into vectors, and which one to take.

Nothing heavy is imported until an encoder is asked for: the program must say ``--help`` at once.
"""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy as np
    from numpy.typing import NDArray

_LOG = logging.getLogger(__name__)

DEFAULT_MODEL = "all-MiniLM-L6-v2"
_NAMES_OF_DEFAULT = frozenset({DEFAULT_MODEL, f"sentence-transformers/{DEFAULT_MODEL}"})


class Encoder(Protocol):
    """Turns texts into vectors whose inner product is their cosine similarity."""

    @property
    def name(self) -> str:
        """The model as a user would name it."""

    @property
    def fingerprint(self) -> str:
        """Differs wherever two models would give different vectors; the same for every engine of one model."""

    @property
    def dimension(self) -> int:
        """Numbers in a vector."""

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """One vector of length 1 a text, in their order: an array of ``len(texts)`` rows."""


def load_encoder(model: str | None = None) -> Encoder:
    """The encoder for a model.

    The default comes with Provenance and is loaded without any network: through OpenVINO where that works, else
    through sentence-transformers, which gives the same vectors more slowly.

    Args:
        model: Name or folder of any other sentence-transformers model; None for the default.

    Raises:
        ModelError: The model cannot be loaded, or the weights of the default are not the expected ones.
    """
    if model is not None and model not in _NAMES_OF_DEFAULT:
        return _reference(model)
    return _fast_default() or _reference(None)


def _fast_default() -> Encoder | None:
    """The default model on OpenVINO; None, with the reason in the log, where that cannot run here."""
    try:
        from provenance.collection.openvino_engine import OpenVinoEncoder  # noqa: PLC0415 - half a second

        return OpenVinoEncoder.of_packaged_model()
    except (ImportError, RuntimeError, OSError) as error:
        _LOG.warning("OpenVINO cannot be used, embedding will take about twice as long: %s", error)
        return None


def _reference(model: str | None) -> Encoder:
    from provenance.collection.sentence_transformers_engine import ReferenceEncoder  # noqa: PLC0415 - five seconds

    return ReferenceEncoder.load(model)
