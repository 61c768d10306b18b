"""Fingerprints: the published algorithm, distances, and a look-up that misses nothing."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from chuangcheng.domain import fingerprints
from chuangcheng.domain.fingerprints import Fingerprint, bands, distance, probes

# Width, height, turn, and what the reference implementation (pdqhash 0.2.8, built from Meta's
# C++) makes of the picture drawn below.
REFERENCE = [
    (64, 64, 0.0, "270bb8fc9e0bc6713b8b3f1cc8eb177407e3f91cb80b4475aaabff96c0e80003", 100),
    (64, 64, 1.0, "f8df47f123e13f1ec8efd89e07f1f55ebb0140fec0893776c001c8ab37700007", 100),
    (320, 240, 0.0, "2703f8dc07e3c6f53b0b3f1cc8eb67750763f91cb80b44f5aaabff1680e80003", 100),
    (320, 240, 1.0, "f88b47f17b0b7f1cc8efd8de07e1f91cbb0144fe888b77748001e8ab77700007", 100),
    (513, 129, 0.0, "2703f8fc0763c6f53b0b7f1c88eb67750763f91cb80b44f5aaabff1680e80003", 100),
    (1024, 768, 1.0, "f8cb47f1fb0b7f1c88efd8de47e1f91cbb0144fe888b7774800188ab77700007", 100),
    (67, 400, 0.0, "230bf8cc0763c6753b8b3f9cc86b07f507e3f81cb90b44f5bbabff1680e80003", 100),
    (200, 201, 1.0, "f8cb47f17b0b7f1c88ef98de67e1b91cbb0144fe888b7774c001a8ab77700007", 100),
]
numbers = st.integers(0, 2**256 - 1)


def drawn(width: int, height: int, turn: float) -> NDArray[np.uint8]:
    """Draw waves and a disc: nothing in it is symmetric."""
    x, y = np.meshgrid(np.arange(width) / width, np.arange(height) / height)
    red = 127 + 120 * np.sin(9 * x + 4 * y * y + turn)
    green = 127 + 120 * np.sin(5 * y + 7 * x * y - turn)
    blue = 255 * (((x - 0.3) ** 2 + (y - 0.6) ** 2) < 0.04 + turn / 50)
    return np.stack([red, green, blue], axis=-1).clip(0, 255).astype(np.uint8)


@pytest.mark.parametrize(("width", "height", "turn", "bits", "quality"), REFERENCE)
def test_fingerprints_are_those_of_the_reference(
    width: int, height: int, turn: float, bits: str, quality: int
) -> None:
    found = fingerprints.fingerprint(drawn(width, height, turn))
    assert (str(found), found.quality) == (bits, quality)


def test_a_smaller_brighter_noisier_copy_looks_alike() -> None:
    picture = drawn(1024, 768, 0.0)
    noise = np.random.default_rng(1).normal(12, 6, picture[::3, ::3].shape)
    copy = (picture[::3, ::3] * 0.9 + noise).clip(0, 255).astype(np.uint8)
    near = distance(fingerprints.fingerprint(picture), fingerprints.fingerprint(copy))
    assert near <= fingerprints.LOOKS_ALIKE


def test_another_picture_does_not_look_alike() -> None:
    one = fingerprints.fingerprint(drawn(640, 480, 0.0))
    assert distance(one, fingerprints.fingerprint(drawn(640, 480, 1.0))) > 80


def test_a_blank_wall_has_no_quality() -> None:
    assert fingerprints.fingerprint(np.full((480, 640, 3), 130, np.uint8)).quality == 0


@pytest.mark.parametrize("shape", [(4, 100, 3), (100, 4, 3), (1, 1, 3)])
def test_a_picture_of_a_few_pixels_has_none(shape: tuple[int, int, int]) -> None:
    assert fingerprints.fingerprint(np.ones(shape, np.uint8)) == Fingerprint(0, 0)


@given(numbers)
def test_what_is_written_is_read_again(bits: int) -> None:
    assert fingerprints.read(str(Fingerprint(bits, 100))).bits == bits


@pytest.mark.parametrize("text", ["", "12", "g" * 64, "0" * 65])
def test_other_texts_are_no_fingerprints(text: str) -> None:
    with pytest.raises(ValueError):  # noqa: PT011 - int's own words for a wrong digit
        fingerprints.read(text)


@given(numbers, numbers)
def test_distance_counts_bits(one: int, other: int) -> None:
    differing = sum((one >> bit) & 1 != (other >> bit) & 1 for bit in range(256))
    assert distance(Fingerprint(one, 0), Fingerprint(other, 0)) == differing


@given(numbers, st.sets(st.integers(0, 255), max_size=31))
def test_no_difference_within_the_limit_escapes_the_probes(bits: int, turned: set[int]) -> None:
    other = bits ^ sum(1 << bit for bit in turned)
    probed = set(probes(Fingerprint(bits, 0), len(turned)))
    assert probed & set(bands(Fingerprint(other, 0)))


def test_probes_are_few() -> None:
    found = Fingerprint(2**200 + 7, 0)
    assert [len(probes(found, limit)) for limit in (0, 15, 16, 31)] == [16, 16, 272, 272]


@pytest.mark.parametrize("limit", [-1, 32])
def test_a_limit_that_cannot_be_kept_is_refused(limit: int) -> None:
    with pytest.raises(ValueError, match="between 0 and 31"):
        probes(Fingerprint(0, 0), limit)
