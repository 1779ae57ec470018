"""What `make audit` makes of what it is told: no all-clear where nothing was looked up."""

from __future__ import annotations

import stat
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
KNOWN = '{"name": "lxml", "version": "1.0", "vulns": []}'
WEAK = '{"name": "idna", "version": "2.0", "vulns": [{"id": "PYSEC-1", "fix_versions": ["2.1"]}]}'
SKIPPED = '{"name": "faiss", "skip_reason": "Dependency not found on PyPI and could not be audited: faiss (1.0)"}'


@pytest.mark.skipif(sys.platform == "win32", reason="the stand-in for pip-audit is a shell script")
@pytest.mark.parametrize(
    ("packages", "status", "said"),
    [
        (KNOWN, 0, "Looked up 1 packages: no known weaknesses."),
        (f"{KNOWN}, {WEAK}", 1, "idna 2.0: PYSEC-1, mended in 2.1"),
        (f"{KNOWN}, {SKIPPED}", 3, "  faiss: Dependency not found on PyPI and could not be audited"),
        (f"{WEAK}, {SKIPPED}", 1, "This is no all-clear"),
        (None, 3, "  any package: no service answered"),
    ],
)
def test_the_verdict(tmp_path: Path, packages: str | None, status: int, said: str) -> None:
    told = "exit 1" if packages is None else f"echo '{{\"dependencies\": [{packages}]}}'"
    program = tmp_path / "pip-audit"
    program.write_text(f"#!/bin/sh\n{told}\n", encoding="utf-8")
    program.chmod(program.stat().st_mode | stat.S_IXUSR)
    call = [sys.executable, "docs/audit.py", str(program)]
    done = subprocess.run(call, cwd=ROOT, capture_output=True, text=True, check=False)
    assert said in done.stdout.splitlines() or said in done.stdout
    assert done.returncode == status, done.stderr
