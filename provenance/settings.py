"""The choices a caller may make, as one value. Only ``cli/`` and ``app.py`` read the environment for it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

_OFF = ("", "0", "no")


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """Where the index is and how much is asked of it.

    Attributes:
        index: Folder of the collection's index.
        model: A sentence-transformers model name or folder; None for the packaged all-MiniLM-L6-v2.
        candidates: How many distinct wordings each search channel may propose.
        top: How many appearances (and how many related passages) an answer shows at most; None for all.
        claim_limit: Longest claim traced, in code points.
        file_limit: Largest input file read, in bytes.
        read_only: Whether the page refuses to add, date and remove articles.
        sign_in: Whether the page is shown only to those who signed in with Streamlit's own sign-in.
    """

    index: Path = Path("index")
    model: str | None = None
    candidates: int = 100
    top: int | None = None
    claim_limit: int = 5_000
    file_limit: int = 50_000_000
    read_only: bool = False
    sign_in: bool = False

    @classmethod
    def from_environment(cls, environment: Mapping[str, str]) -> Settings:
        """Settings with what `environment` chooses.

        ``PROVENANCE_INDEX`` and ``PROVENANCE_MODEL`` name a folder and a model; ``PROVENANCE_READ_ONLY`` and
        ``PROVENANCE_SIGN_IN`` are switched on by any value but an empty one, ``0`` and ``no``.
        """
        return cls(
            index=Path(environment.get("PROVENANCE_INDEX") or "index"),
            model=environment.get("PROVENANCE_MODEL") or None,
            read_only=environment.get("PROVENANCE_READ_ONLY", "") not in _OFF,
            sign_in=environment.get("PROVENANCE_SIGN_IN", "") not in _OFF,
        )
