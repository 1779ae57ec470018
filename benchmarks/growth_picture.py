"""Growth drawn as lines on two logarithmic axes, as an SVG; a line that rises like the frame's diagonal is linear."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from html import escape

Line = Sequence[tuple[float, float]]

_WIDTH, _HEIGHT = 640, 400
_LEFT, _RIGHT, _TOP, _BOTTOM = 60, 180, 20, 40
_OPENING = (
    f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {_HEIGHT}" font-family="sans-serif" '
    'font-size="11" fill="#333">'
)
_INKS = ("#1b4965", "#bc4b51", "#5b8e7d", "#8c5383", "#b08900")


def picture(lines: Mapping[str, Line]) -> str:
    """The lines, each named at its end.

    Args:
        lines: By name, points whose both numbers are above 0; a line without points is left out.
    """
    drawn = {name: line for name, line in lines.items() if line}
    across = _decades(x for line in drawn.values() for x, _ in line)
    up = _decades(y for line in drawn.values() for _, y in line)
    parts = [_OPENING]
    parts += [_upright(10.0**power, across) for power in range(across[0], across[1] + 1)]
    parts += [_level(10.0**power, up) for power in range(up[0], up[1] + 1)]
    for ink, (name, line) in zip(_INKS, drawn.items(), strict=False):
        parts.append(_drawn(name, [(_x(x, across), _y(y, up)) for x, y in line], ink))
    return "\n".join((*parts, "</svg>\n"))


def _decades(values: Iterable[float]) -> tuple[int, int]:
    """The powers of ten below and above all values."""
    logs = [math.log10(value) for value in values]
    return math.floor(min(logs)), max(math.ceil(max(logs)), math.floor(min(logs)) + 1)


def _x(value: float, powers: tuple[int, int]) -> float:
    share = (math.log10(value) - powers[0]) / (powers[1] - powers[0])
    return round(_LEFT + share * (_WIDTH - _LEFT - _RIGHT), 1)


def _y(value: float, powers: tuple[int, int]) -> float:
    share = (math.log10(value) - powers[0]) / (powers[1] - powers[0])
    return round(_HEIGHT - _BOTTOM - share * (_HEIGHT - _TOP - _BOTTOM), 1)


def _upright(value: float, powers: tuple[int, int]) -> str:
    x = _x(value, powers)
    return (
        f'<path d="M{x} {_TOP}V{_HEIGHT - _BOTTOM}" stroke="#ddd"/>'
        f'<text x="{x}" y="{_HEIGHT - _BOTTOM + 16}" text-anchor="middle">{value:,.0f}</text>'
    )


def _level(value: float, powers: tuple[int, int]) -> str:
    y = _y(value, powers)
    return (
        f'<path d="M{_LEFT} {y}H{_WIDTH - _RIGHT}" stroke="#ddd"/>'
        f'<text x="{_LEFT - 6}" y="{y + 4}" text-anchor="end">{value:,g}</text>'
    )


def _drawn(name: str, points: list[tuple[float, float]], ink: str) -> str:
    path = "L".join(f"{x} {y}" for x, y in points)
    dots = "".join(f'<circle cx="{x}" cy="{y}" r="2.5" fill="{ink}"/>' for x, y in points)
    x, y = points[-1]
    label = f'<text x="{x + 8}" y="{y + 4}" fill="{ink}">{escape(name)}</text>'
    return f'<path d="M{path}" fill="none" stroke="{ink}" stroke-width="1.5"/>{dots}{label}'
