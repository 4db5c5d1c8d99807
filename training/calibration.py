"""How far confidence is from being right, in one number."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

BINS = 15


def expected_calibration_error(confidence: NDArray[Any], right: NDArray[Any]) -> float:
    """Mean distance of confidence and accuracy over 15 bins of equal width, weighted by size (Guo et al., 2017)."""
    place = np.minimum((confidence * BINS).astype(int), BINS - 1)
    total = 0.0
    for number in range(BINS):
        inside = place == number
        if inside.any():
            total += inside.mean() * abs(float(confidence[inside].mean()) - float(right[inside].mean()))
    return float(total)
