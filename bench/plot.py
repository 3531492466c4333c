"""Latency by depth as a picture: an SVG written by hand, readable on a light and on a dark ground."""

import math
import statistics
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from bench.results import quantile

BUCKETS = 100
_WIDTH, _HEIGHT = 760, 360
_LEFT, _RIGHT, _TOP, _BOTTOM = 64, 20, 56, 52
_STYLE = """
    .ground { fill: #ffffff } text { fill: #24292f; font: 13px system-ui, sans-serif } .title { font-size: 15px }
    .grid { stroke: #d0d7de; stroke-width: 1 } .axis { stroke: #57606a; stroke-width: 1 }
    .median { stroke: #0969da } .p95 { stroke: #bc4c00; stroke-dasharray: 5 3 }
    .line { fill: none; stroke-width: 1.8; stroke-linejoin: round }
    @media (prefers-color-scheme: dark) {
      .ground { fill: #0d1117 } text { fill: #e6edf3 } .grid { stroke: #30363d } .axis { stroke: #8b949e }
      .median { stroke: #58a6ff } .p95 { stroke: #f0883e }
    }
"""


class Curve(NamedTuple):
    """Latency by depth: of each bucket the number of its last page, and the median and 95th percentile in ms."""

    pages: list[int]
    median: list[float]
    p95: list[float]


def curve(harvests: Sequence[Sequence[float]]) -> Curve:
    """Return the curve of harvests of the same list: the seconds of their pages, in order."""
    length = min(map(len, harvests))
    ends = [length * (number + 1) // min(BUCKETS, length) for number in range(min(BUCKETS, length))]
    buckets = [
        [seconds * 1000 for pages in harvests for seconds in pages[start:end]]
        for start, end in zip([0, *ends], ends, strict=False)
    ]
    medians = [round(statistics.median(bucket), 3) for bucket in buckets]
    return Curve(ends, medians, [round(quantile(bucket, 0.95), 3) for bucket in buckets])


def draw(title: str, shown: Curve) -> str:
    """Return the picture of a curve."""
    top, step = _scale(max(shown.p95))
    last = shown.pages[-1]
    across = [_LEFT + page / last * (_WIDTH - _LEFT - _RIGHT) for page in shown.pages]

    def height(value: float) -> float:
        return _HEIGHT - _BOTTOM - min(value, top) / top * (_HEIGHT - _TOP - _BOTTOM)

    rows = [(number * step, height(number * step)) for number in range(round(top / step) + 1)]
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {_HEIGHT}" role="img">',
        f"<title>{title}</title><style>{_STYLE}</style>",
        f'<rect class="ground" width="{_WIDTH}" height="{_HEIGHT}"/>',
        f'<text class="title" x="{_LEFT}" y="24">{title}</text>',
        *(_row(y, f"{value:g}") for value, y in rows),
        *(_column(number, last) for number in range(6)),
        f'<text x="{_LEFT - 48}" y="{_TOP - 12}">ms a page</text>',
        f'<text x="{(_WIDTH + _LEFT - _RIGHT) / 2}" y="{_HEIGHT - 10}" text-anchor="middle">page number</text>',
        _line("median", across, map(height, shown.median)),
        _line("p95", across, map(height, shown.p95)),
        *_legend(),
        "</svg>",
    ]
    return "\n".join(parts) + "\n"


def _scale(highest: float) -> tuple[float, float]:
    """Return the top of the axis above the highest value, and the step between its lines: 1, 2 or 5 times a ten."""
    rough = max(highest, 1e-6) / 5
    ten = 10.0 ** math.floor(math.log10(rough))
    step = next(factor * ten for factor in (1, 2, 5, 10) if factor * ten >= rough)
    return math.ceil(highest / step) * step, step


def _row(y: float, label: str) -> str:
    return (
        f'<line class="grid" x1="{_LEFT}" x2="{_WIDTH - _RIGHT}" y1="{y:.1f}" y2="{y:.1f}"/>'
        f'<text x="{_LEFT - 8}" y="{y + 4:.1f}" text-anchor="end">{label}</text>'
    )


def _column(number: int, last: int) -> str:
    x = _LEFT + number / 5 * (_WIDTH - _LEFT - _RIGHT)
    base = _HEIGHT - _BOTTOM
    label = f"{last * number // 5:,}"
    return (
        f'<line class="axis" x1="{x:.1f}" x2="{x:.1f}" y1="{base}" y2="{base + 5}"/>'
        f'<text x="{x:.1f}" y="{base + 20}" text-anchor="middle">{label}</text>'
    )


def _line(name: str, across: Sequence[float], heights: Iterable[float]) -> str:
    points = " ".join(f"{x:.1f},{y:.1f}" for x, y in zip(across, heights, strict=True))
    return f'<polyline class="line {name}" points="{points}"/>'


def _legend() -> list[str]:
    shown = (("median", "median", _WIDTH - 240), ("p95", "95th percentile", _WIDTH - 140))
    return [
        f'<line class="line {name}" x1="{x}" x2="{x + 24}" y1="{_TOP - 16}" y2="{_TOP - 16}"/>'
        f'<text x="{x + 30}" y="{_TOP - 12}">{label}</text>'
        for name, label, x in shown
    ]
