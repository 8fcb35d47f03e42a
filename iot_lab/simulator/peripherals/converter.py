"""What the ADC makes of a voltage: ideal, or as the chip's is (ESP32 datasheet v4.7, table 5-6 and section 4.1.5).

The chip's converter says 0 up to a dead zone, its largest number well before the supply, and bends in between: less
than the straight line in the middle, catching up near the top. `read_uv` uses the calibration burnt into the chip,
which takes the bend out again but knows nothing outside its ends.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

LARGEST: Final = 4095
# How far the middle hangs below the straight line, as a part of the scale.
BEND: Final = 0.35


@dataclass(frozen=True, slots=True)
class Range:
    """One attenuation: the full scale of an ideal converter, and both ends of the chip's, in volts."""

    ideal_v: float
    dead_v: float
    full_v: float


RANGES: Final = (Range(1.0, 0.07, 0.99), Range(1.34, 0.08, 1.32), Range(2.0, 0.1, 1.93), Range(3.3, 0.142, 3.13))


def convert(volts: float, attenuation: int, noise_lsb: float, *, is_real: bool) -> tuple[int, int]:
    """Return the number of 12 bits and the microvolts that `read_uv` says."""
    chosen = RANGES[attenuation]
    if not is_real:
        microvolts, full = round(volts * 1e6), round(chosen.ideal_v * 1e6)
        raw = min(microvolts, full) * LARGEST // full
        return raw, raw * full // LARGEST
    width_v = chosen.full_v - chosen.dead_v
    place = min(1.0, max(0.0, (volts - chosen.dead_v) / width_v + noise_lsb / LARGEST))
    raw = round(LARGEST * (place - BEND * place * place * (1 - place)))
    return raw, round((chosen.dead_v + place * width_v) * 1e6)
