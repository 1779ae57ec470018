"""Writes docs/licences.md: every pinned package with its version and licence, as its own metadata state them.

Usage: python docs/list_licences.py
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from importlib.metadata import PackageNotFoundError, metadata
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
LISTS = {
    "requirements.txt": "What Provenance runs on",
    "requirements-dev.txt": "What the tests, the checks and the benchmarks need besides",
}
HEAD = """# Licences

Provenance is MIT, its sample collection CC0. The packages it is installed with keep their own licences, listed here as
their metadata state them. Written by `docs/list_licences.py`; a test holds it against the requirements.
"""
_PINNED = re.compile(r"^([A-Za-z0-9_.-]+)(?:\[[^]]*\])?(?:==(\S+))?\s*$")
_CLASSIFIER = re.compile(r"^License :: (?:OSI Approved :: )?(.+)$")


def main() -> None:
    """Write the page."""
    (ROOT / "docs" / "licences.md").write_text("\n".join(lines()), encoding="utf-8")


def lines() -> Iterator[str]:
    """The page, line by line."""
    yield HEAD
    for name, title in LISTS.items():
        yield f"## {title} (`{name}`)\n"
        yield "| package | version | licence |\n|---|---|---|"
        for package, version in pinned(ROOT / name):
            yield f"| {package} | {version or _installed(package, 'Version')} | {licence(package)} |"
        yield ""


def pinned(requirements: Path) -> Iterator[tuple[str, str | None]]:
    """Each package that a list names, with its version where it is pinned."""
    for line in requirements.read_text(encoding="utf-8").splitlines():
        found = _PINNED.match(line.split("#")[0].strip())
        if found:
            yield found.group(1), found.group(2)


def licence(package: str) -> str:
    """A package's licence: its SPDX expression, else its classifiers, else the first line of what it calls one."""
    expression = _installed(package, "License-Expression")
    if expression:
        return expression
    classified = [found.group(1) for line in _classifiers(package) if (found := _CLASSIFIER.match(line))]
    text = _installed(package, "License").strip().split("\n")[0]
    return "; ".join(classified) or text or "not stated"


def _installed(package: str, field: str) -> str:
    try:
        return str(metadata(package).get(field) or "")
    except PackageNotFoundError:
        return ""


def _classifiers(package: str) -> list[str]:
    try:
        return [str(line) for line in metadata(package).get_all("Classifier") or ()]
    except PackageNotFoundError:
        return []


if __name__ == "__main__":
    main()
