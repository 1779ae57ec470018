"""The word lists of the mutations, read from ``mutation_words.tsv``, which says where they come from."""

from __future__ import annotations

from pathlib import Path

_ROWS = tuple(
    (name, grade, tuple(words.split(";")))
    for name, grade, words in (
        line.split("\t")
        for line in Path(__file__).with_name("mutation_words.tsv").read_text(encoding="utf-8").splitlines()
        if line and not line.startswith("#")
    )
)


def graded(name: str) -> dict[str, str]:
    """The words of a set, each with its grade."""
    return {word: grade for row, grade, words in _ROWS if row == name for word in words}


def another(name: str, word: str) -> list[str]:
    """The words of a set that have another grade than this one."""
    grades = graded(name)
    return [other for other, grade in grades.items() if grade != grades[word]]


def beside(name: str, word: str) -> list[str]:
    """The other words of the same grade."""
    grades = graded(name)
    return [other for other, grade in grades.items() if grade == grades[word] and other != word]
