"""How like is one picture to another? SSIM of brightness, the mean over windows of 8 × 8 pixels, four apart."""

import numpy as np

STEP = 4
STEADY = ((0.01 * 255) ** 2, (0.03 * 255) ** 2)


def ssim(one: np.ndarray, other: np.ndarray) -> float:
    """Return 1 for pictures that are the same, and less the more of their structure differs."""
    mean, mean_other = _windows(one), _windows(other)
    spread = _windows(one * one) - mean * mean
    spread_other = _windows(other * other) - mean_other * mean_other
    together = _windows(one * other) - mean * mean_other
    brightness = (2 * mean * mean_other + STEADY[0]) / (mean**2 + mean_other**2 + STEADY[0])
    structure = (2 * together + STEADY[1]) / (spread + spread_other + STEADY[1])
    return float((brightness * structure).mean())


def _windows(values: np.ndarray) -> np.ndarray:
    """Return the mean of each window."""
    high, wide = (length // STEP for length in values.shape)
    blocks = values[: high * STEP, : wide * STEP].reshape(high, STEP, wide, STEP).mean(axis=(1, 3), dtype=np.float64)
    return (blocks[:-1, :-1] + blocks[1:, :-1] + blocks[:-1, 1:] + blocks[1:, 1:]) / 4
