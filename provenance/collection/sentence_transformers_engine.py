"""sentence-transformers: the reference for the packaged model, its fallback, and the way to any other model."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path
from typing import TYPE_CHECKING, Self

import numpy as np

from provenance.collection import packaged_model
from provenance.collection.processor import has_bfloat16
from provenance.errors import ModelError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray
    from sentence_transformers import SentenceTransformer


class ReferenceEncoder:
    """A sentence-transformers model, run as that library runs it.

    Attributes:
        name: The model's name, or its folder.
        fingerprint: SHA-256 over its weights.
        dimension: Numbers in a vector.
    """

    def __init__(self, name: str, fingerprint: str, network: SentenceTransformer) -> None:
        self.name = name
        self.fingerprint = fingerprint
        self.dimension = int(network.get_embedding_dimension())
        self._network = network

    @classmethod
    def load(cls, model: str | None) -> Self:
        """Load a model by name or folder; None is the packaged one.

        Only a name that is no folder may be looked for on the network.

        Raises:
            ModelError: There is no such model, or the packaged one's weights are not the expected ones.
        """
        if model is None:
            folder = packaged_model.folder()
            packaged_model.verified_weights(folder)
            return cls(packaged_model.NAME, packaged_model.FINGERPRINT, _in_own_precision(_network(str(folder))))
        network = _network(model)
        # Weighed before the precision is lowered, so that every machine finds the same fingerprint.
        return cls(model, _fingerprint(network), _in_own_precision(network))

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """One vector of length 1 a text, in their order."""
        if not texts:
            return np.zeros((0, self.dimension), dtype=np.float32)
        vectors = self._network.encode(list(texts), show_progress_bar=False, convert_to_numpy=True)
        exact = np.asarray(vectors, dtype=np.float32)
        lengths = np.linalg.norm(exact, axis=1, keepdims=True)
        unit: NDArray[np.float32] = exact / np.maximum(lengths, np.finfo(np.float32).tiny)
        return unit


def _network(model: str) -> SentenceTransformer:
    local = _is_folder(model)
    _be_quiet(offline=local)
    try:
        from sentence_transformers import SentenceTransformer  # noqa: PLC0415 - reads the settings above when imported
        from transformers.utils import logging  # noqa: PLC0415

        logging.disable_progress_bar()  # type: ignore[no-untyped-call]
        return SentenceTransformer(model, local_files_only=local)
    except Exception as error:  # whatever a library or a model's own code may raise, the model cannot be loaded
        reason = f"the embedding model cannot be loaded ({str(error).splitlines()[0] if str(error) else error!r})"
        raise ModelError(model, reason, _REMEDY) from error


def _is_folder(model: str) -> bool:
    """Whether a model is given by its folder rather than by a public name such as ``organisation/model``.

    Raises:
        ModelError: It is written as a path, and there is no such folder.
    """
    path = Path(model)
    if path.is_dir():
        return True
    if path.is_absolute() or model.startswith((".", "~")):
        raise ModelError(model, "there is no such model folder", _REMEDY)
    return False


def _be_quiet(*, offline: bool) -> None:
    """Settings that the Hugging Face libraries read once, when they are first imported."""
    os.environ.setdefault("HF_HUB_DISABLE_TELEMETRY", "1")
    if offline:
        os.environ.setdefault("HF_HUB_OFFLINE", "1")


def _in_own_precision(network: SentenceTransformer) -> SentenceTransformer:
    """The network in bfloat16 where it runs on a processor that has it; as it is elsewhere."""
    if network.device.type == "cpu" and has_bfloat16():
        return network.bfloat16()
    return network


def _fingerprint(network: SentenceTransformer) -> str:
    weights = hashlib.sha256()
    for name, tensor in sorted(network.state_dict().items()):
        weights.update(name.encode())
        weights.update(np.ascontiguousarray(tensor.detach().cpu().float().numpy()).data)
    return f"sha256:{weights.hexdigest()}"


_REMEDY = "Name a sentence-transformers model or its folder in PROVENANCE_MODEL, or unset it for the packaged one."
