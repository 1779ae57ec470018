"""The short form of benchmarks/durability.py: killed runs, several at one index, and places that fail."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]


@pytest.mark.parametrize("parts", [("kills", "--kills", "10", "--command-line", "0"), ("at_once",), ("places",)])
def test_a_collection_withstands(parts: tuple[str, ...]) -> None:
    """In a process of its own: its children are forked, which must not happen behind FAISS's back."""
    name, *options = parts
    call = [sys.executable, "benchmarks/durability.py", "--keep-nothing", "--parts", name, *options]
    known = {key: value for key, value in os.environ.items() if not key.startswith("PROVENANCE_")}
    environment = {**known, "PYTHONPATH": str(ROOT)}
    done = subprocess.run(call, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
