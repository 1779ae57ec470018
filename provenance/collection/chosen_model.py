"""The embedding model that a caller chose for a collection, loaded when first needed and held to the index's own."""

from __future__ import annotations

import threading
from pathlib import Path
from typing import TYPE_CHECKING

from provenance.collection.changes import mismatch
from provenance.collection.encoder import DEFAULT_MODEL, load_encoder

if TYPE_CHECKING:
    from provenance.collection.encoder import Encoder
    from provenance.collection.store import Store


class ChosenModel:
    """A model by its name, or an encoder that is given.

    Args:
        folder: The index folder, named in messages.
        encoder: What to embed with; loaded when first needed where it is not given.
        model: Which model to load then; None for the packaged one.
    """

    def __init__(self, folder: Path, *, encoder: Encoder | None, model: str | None) -> None:
        self._folder = folder
        self._encoder = encoder
        self._model = model
        self._loading = threading.Lock()

    @property
    def _asked(self) -> str:
        return self._encoder.name if self._encoder is not None else self._model or DEFAULT_MODEL

    def require(self, store: Store) -> None:
        """See whether it is the index's; it is loaded for that only where the names differ.

        Raises:
            ModelMismatch: The index was made with another one.
            ModelError: It cannot be loaded.
        """
        kept = store.model()
        if kept is not None and kept.name != self._asked:
            self.encoder(store)

    def encoder(self, store: Store) -> Encoder:
        """The encoder, once it is known to be the index's.

        Raises:
            ModelMismatch: The index was made with another one.
            ModelError: It cannot be loaded.
        """
        self._refuse_another_name(store)
        with self._loading:
            encoder = self._encoder = self._encoder or load_encoder(self._model)
        kept = store.model()
        if kept is not None and kept.fingerprint != encoder.fingerprint and not store.is_empty():
            raise mismatch(str(self._folder), kept=kept.name, asked=encoder.name)
        return encoder

    def _refuse_another_name(self, store: Store) -> None:
        """Refuse a model that is neither the index's by name nor a folder that may hold it, before any loading."""
        kept, asked = store.model(), self._asked
        if self._encoder is not None or kept is None or kept.name == asked or store.is_empty():
            return
        if not Path(asked).is_dir():
            raise mismatch(str(self._folder), kept=kept.name, asked=asked)
