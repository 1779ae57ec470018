"""Every package we are installed with is pinned, and its licence stands in docs/licences.md."""

from __future__ import annotations

import re
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "docs"))

import list_licences  # noqa: E402

ROW = re.compile(r"^\| (\S+) \| (\S+) \| (.+) \|$", re.MULTILINE)
PACKAGES = [package for name in list_licences.LISTS for package in list_licences.pinned(ROOT / name)]


def test_every_line_of_the_requirements_names_a_pinned_package() -> None:
    for name in list_licences.LISTS:
        text = (ROOT / name).read_text("utf-8")
        asked = [line for line in text.splitlines() if line.strip() and not line.startswith("#")]
        assert [f"{package}=={version}" for package, version in list_licences.pinned(ROOT / name)] == asked


@pytest.mark.parametrize(("package", "version"), PACKAGES)
def test_a_pinned_package_is_listed_with_its_licence(package: str, version: str) -> None:
    page = (ROOT / "docs" / "licences.md").read_text("utf-8")
    rows = {found[0]: found[1:] for found in ROW.findall(page)}
    assert package in rows, "run: python docs/list_licences.py"
    assert rows[package][0] == version
    assert rows[package][1] not in {"", "not stated"}
