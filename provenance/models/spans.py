"""Ranges of characters."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A half-open range of code points, ``text[begin:end]``."""

    begin: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.begin <= self.end:
            raise ValueError(f"span {self.begin}..{self.end}: begin must be 0 or more and not after end")

    def __len__(self) -> int:
        return self.end - self.begin

    def of(self, text: str) -> str:
        """The characters this span covers in `text`."""
        return text[self.begin : self.end]

    def shifted(self, by: int) -> Span:
        """The same range `by` code points further on (or back, where negative)."""
        return Span(self.begin + by, self.end + by)

    def overlaps(self, other: Span) -> bool:
        """Whether the two ranges share a character."""
        return self.begin < other.end and other.begin < self.end

    def covers(self, other: Span) -> bool:
        """Whether `other` lies wholly within this range."""
        return self.begin <= other.begin and other.end <= self.end
