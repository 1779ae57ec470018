"""What the processor of this machine can do, as far as it matters for embedding."""

from __future__ import annotations

from pathlib import Path

_CPUINFO = Path("/proc/cpuinfo")
_BFLOAT16_FLAGS = frozenset({"avx512_bf16", "amx_bf16"})


def has_bfloat16(cpuinfo: Path = _CPUINFO) -> bool:
    """Whether the processor multiplies in bfloat16 itself rather than emulating it.

    Where it does, embedding takes less than half the time; where it only emulates it (torch on AVX2) embedding takes
    eight times as long, so the kernel's list of processor flags is asked and nothing else is taken for a yes.

    Args:
        cpuinfo: The kernel's description of the processors; a system without one counts as a no.
    """
    try:
        description = cpuinfo.read_text(encoding="ascii", errors="replace")
    except OSError:
        return False
    flags = next((line for line in description.splitlines() if line.startswith("flags")), "")
    return not _BFLOAT16_FLAGS.isdisjoint(flags.split())
