"""Look the pinned packages up among known weaknesses: `make audit`.

Usage: python docs/audit.py PIP_AUDIT

Asks PyPI, then OSV, for what the first one does not know. Exit status 0: every package was looked up and none has a
known weakness; 1: some have; 3: some could not be looked up, which is no all-clear.
"""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
REQUIREMENTS = ("requirements.txt", "requirements-dev.txt")
SERVICES = ("pypi", "osv")
WAIT = 180  # seconds for one service and all packages
NOT_LOOKED_UP = 3


def main() -> None:
    """Ask, and say what was told."""
    looked_up: dict[str, list[str]] = {}
    unknown: dict[str, str] = {}
    for service in SERVICES:
        told, failure = _asked(sys.argv[1], service)
        for package in told:
            name = str(package["name"])
            if "skip_reason" in package:
                unknown.setdefault(name, str(package["skip_reason"]).split(":")[0])  # less its own name
            else:
                looked_up[name] = weaknesses(package)
        unknown = {name: why for name, why in unknown.items() if name not in looked_up}
        if told and not unknown:
            break
        if failure:
            sys.stdout.write(f"{service}: {failure}\n")
    if not looked_up and not unknown:
        unknown["any package"] = "no service answered"
    text, status = verdict(looked_up, unknown)
    sys.stdout.write(f"{text}\n")
    sys.exit(status)


def weaknesses(package: dict[str, Any]) -> list[str]:
    """The known weaknesses of one package as pip-audit tells them, each with the versions that mend it."""
    return [
        f"{package['name']} {package['version']}: {found['id']}, mended in {', '.join(found['fix_versions']) or 'none'}"
        for found in package["vulns"]
    ]


def verdict(looked_up: dict[str, list[str]], unknown: dict[str, str]) -> tuple[str, int]:
    """What to say, and the exit status: of packages with their weaknesses, and of others with why they are unknown."""
    found = [line for lines in looked_up.values() for line in lines]
    lines = [*found, f"Looked up {len(looked_up)} packages: {len(found) or 'no'} known weaknesses."]
    if unknown:
        lines.append("NOT looked up:")
        lines += [
            f"  {', '.join(sorted(name for name in unknown if unknown[name] == why))}: {why}"
            for why in sorted(set(unknown.values()))
        ]
        lines.append("This is no all-clear: run make audit where the network reaches pypi.org or api.osv.dev.")
    return "\n".join(lines), 1 if found else NOT_LOOKED_UP if unknown else 0


def _asked(program: str, service: str) -> tuple[list[dict[str, Any]], str]:
    """What a service tells of each package, and why it told nothing."""
    call = [program, "--vulnerability-service", service, "--no-deps", "--disable-pip", "--timeout", "10"]
    call += ["--format", "json", "--progress-spinner", "off"]
    for name in REQUIREMENTS:
        call += ["--requirement", str(ROOT / name)]
    try:
        done = subprocess.run(call, capture_output=True, text=True, timeout=WAIT, check=False)  # noqa: S603 - no shell
        return json.loads(done.stdout)["dependencies"], ""
    except subprocess.TimeoutExpired:
        return [], f"It did not answer within {WAIT} seconds."
    except OSError as error:
        return [], f"pip-audit cannot be run ({error.strerror})."
    except (ValueError, KeyError):
        return [], (done.stderr.strip().splitlines() or ["It told nothing."])[-1]


if __name__ == "__main__":
    main()
