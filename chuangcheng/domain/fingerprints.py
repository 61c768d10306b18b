"""Fingerprints of pictures: PDQ, the perceptual hash that Meta published in 2017.

Two pictures that look alike have fingerprints that differ in few of their 256 bits, whatever their
size and compression. The luminance is blurred and thinned to 64 × 64, its 16 × 16 lowest waves
(without the constant one) are taken, and each bit says whether a wave is stronger than the median.
Bit ``16·i + j`` belongs to wave ``(i + 1, j + 1)``; written in hexadecimal the highest bit leads.

Source: "PDQ and TMK + PDQF", Facebook 2019, and the hashing chapter of its reference
implementation, against which this one is compared in decision record 0025.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import combinations
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Grid = NDArray[np.floating[Any]]

BITS: Final = 256
LOOKS_ALIKE: Final = 31
"""Up to this distance the publication takes two pictures for copies of one another."""
GOOD_QUALITY: Final = 50
"""Below this quality the picture has too few edges for its fingerprint to mean much."""

BANDS: Final = 16
BAND_BITS: Final = 16
REACH: Final = 2 * BANDS - 1
"""Greatest distance that :func:`probes` covers: 31 differences over 16 bands leave one band with
at most one."""

_SMALL: Final = 64
_WAVES: Final = 16
_PASSES: Final = 2
_LEAST_SIDE: Final = 5
_QUALITY_STEP: Final = 90
_HIGHEST_QUALITY: Final = 100
_LUMINANCE: Final = (0.299, 0.587, 0.114)


@dataclass(frozen=True, slots=True)
class Fingerprint:
    """256 bits, and how far they can be relied on: ``quality`` from 0 (a blank wall) to 100."""

    bits: int
    quality: int

    def __str__(self) -> str:
        return f"{self.bits:064x}"


def read(text: str, quality: int = _HIGHEST_QUALITY) -> Fingerprint:
    """Return the fingerprint written as 64 hexadecimal digits; raises ValueError for others."""
    if len(text) != BITS // 4:
        raise ValueError("a fingerprint is written in 64 hexadecimal digits")
    return Fingerprint(int(text, 16), quality)


def distance(one: Fingerprint, other: Fingerprint) -> int:
    """Return in how many bits two fingerprints differ, 0 to 256."""
    return (one.bits ^ other.bits).bit_count()


def bands(fingerprint: Fingerprint) -> tuple[int, ...]:
    """Return 16 numbers to index the fingerprint by: the place of each band and its 16 bits."""
    return tuple(
        number << BAND_BITS | (fingerprint.bits >> number * BAND_BITS) & (1 << BAND_BITS) - 1
        for number in range(BANDS)
    )


def probes(fingerprint: Fingerprint, limit: int) -> tuple[int, ...]:
    """Return the numbers to look up so that nothing within ``limit`` is missed.

    Up to 15 differences leave one of 16 bands untouched, so its own 16 numbers do; up to 31 leave
    a band with at most one difference, so each number is looked up with each bit turned as well
    (272 numbers). Raises ValueError for a limit outside 0..31.
    """
    if not 0 <= limit <= REACH:
        raise ValueError(f"a limit is between 0 and {REACH}")
    turns = limit // BANDS
    masks = [sum(1 << bit for bit in bits) for bits in _turned(turns)]
    return tuple(number ^ mask for number in bands(fingerprint) for mask in masks)


def _turned(turns: int) -> Iterator[tuple[int, ...]]:
    for count in range(turns + 1):
        yield from combinations(range(BAND_BITS), count)


def fingerprint(pixels: "NDArray[np.uint8]") -> Fingerprint:
    """Return the fingerprint of a picture.

    ``pixels`` holds red, green and blue from 0 to 255 as rows × columns × 3. A picture with a side
    shorter than 5 has the fingerprint 0 of quality 0.
    """
    import numpy as np

    if min(pixels.shape[:2]) < _LEAST_SIDE:
        return Fingerprint(0, 0)
    luminance = pixels.astype(np.float32) @ np.array(_LUMINANCE, dtype=np.float32)
    small = _thinned(luminance)
    waves = _cosines() @ small @ _cosines().T
    flat = waves.ravel()
    # The reference takes the lower of the two middle values for the median.
    set_bits = flat > np.sort(flat)[BITS // 2 - 1]
    bits = int.from_bytes(np.packbits(set_bits, bitorder="little").tobytes(), "little")
    return Fingerprint(bits, _quality(small))


def _thinned(luminance: "Grid") -> "Grid":
    """Return the luminance blurred by a tent filter and thinned to 64 × 64."""
    import numpy as np

    if luminance.shape == (_SMALL, _SMALL):
        return luminance
    rows, columns = luminance.shape
    for _ in range(_PASSES):
        luminance = _box(luminance, 1, _window(columns))
        luminance = _box(luminance, 0, _window(rows))
    middle = np.arange(_SMALL) + 0.5
    chosen_rows = (middle * rows / _SMALL).astype(int)
    chosen_columns = (middle * columns / _SMALL).astype(int)
    return luminance[np.ix_(chosen_rows, chosen_columns)]


def _window(side: int) -> int:
    """Return how many pixels a box is wide: half of what one pixel of the small picture takes."""
    return (side + 2 * _SMALL - 1) // (2 * _SMALL)


def _box(grid: "Grid", axis: int, window: int) -> "Grid":
    """Return each value's mean over a window along ``axis``, cut off at the borders."""
    import numpy as np

    if window == 1:
        return grid
    side = grid.shape[axis]
    ahead = (window + 2) // 2 - 1
    behind = window - ahead - 1
    sums = np.cumsum(grid, axis=axis, dtype=np.float64)
    sums = np.insert(sums, 0, 0.0, axis=axis)
    place = np.arange(side)
    first, last = np.maximum(place - behind, 0), np.minimum(place + ahead + 1, side)
    total = sums.take(last, axis) - sums.take(first, axis)
    count = (last - first).reshape((-1, 1) if axis == 0 else (1, -1))
    mean: Grid = (total / count).astype(np.float32)
    return mean


@cache
def _cosines() -> "Grid":
    """Return the rows 1 to 16 of the discrete cosine transform of 64 values."""
    import numpy as np

    wave = np.arange(1, _WAVES + 1).reshape(-1, 1)
    place = 2 * np.arange(_SMALL) + 1
    scale = np.sqrt(2 / _SMALL)
    rows: Grid = (scale * np.cos(np.pi / 2 / _SMALL * wave * place)).astype(np.float32)
    return rows


def _quality(small: "Grid") -> int:
    """Return how many edges the small picture has, as the publication counts them."""
    import numpy as np

    steps = (np.trunc(np.diff(small, axis=axis) * 100 / 255) for axis in (0, 1))
    edges = sum(int(np.abs(step).sum()) for step in steps)
    return min(edges // _QUALITY_STEP, _HIGHEST_QUALITY)
