"""Provenance: where a claim's wording appears first in a dated collection of articles, and how it was reworded."""

__version__ = "0.1.0"
