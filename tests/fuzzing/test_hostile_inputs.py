"""Hostile files and claims go all the way, and end in an answer or in an error of ours; benchmarks/fuzz.py has more."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from hypothesis import HealthCheck, given, settings

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "benchmarks"))

from hostile_inputs import Hostile, heavy, light, put_through

SLOW = [HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.large_base_example]


@settings(max_examples=40, deadline=None, suppress_health_check=SLOW)
@given(light)
def test_what_is_read_here_ends_in_an_answer_or_an_error_of_ours(hostile: Hostile) -> None:
    with tempfile.TemporaryDirectory() as folder:
        assert put_through(hostile, Path(folder)) in {"traced", "refused", "nothing read"}


@settings(max_examples=4, deadline=None, suppress_health_check=SLOW)
@given(heavy)
def test_what_child_processes_read_ends_in_an_answer_or_an_error_of_ours(hostile: Hostile) -> None:
    with tempfile.TemporaryDirectory() as folder:
        assert put_through(hostile, Path(folder)) in {"traced", "refused", "nothing read"}
