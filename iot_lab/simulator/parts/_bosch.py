"""What BME280 and BMP280 share: a chip's own coefficients, and raw values that its driver turns back into physics.

Source: Bosch BMP280 datasheet BST-BMP280-DS001 v1.14, sections 3.11.2 (coefficients), 3.12 (worked example, whose
coefficients these are) and 8.1 (formulas in floating point); BME280 BST-BME280-DS002 v1.6, section 4.2.2 and 8.1.
Each formula here is the datasheet's, solved for the raw value.
"""

from __future__ import annotations

import math
import struct
from typing import Final

T1, T2, T3 = 27504, 26435, -1000
P1, P2, P3, P4, P5, P6, P7, P8, P9 = 36477, -10685, 3024, 2855, 140, -7, 15500, -14600, 6000
H1, H2, H3, H4, H5, H6 = 75, 362, 0, 313, 50, 30

COEFFICIENTS_TP: Final = struct.pack("<HhhHhhhhhhhh", T1, T2, T3, P1, P2, P3, P4, P5, P6, P7, P8, P9)
"""Registers 0x88 to 0x9F."""
COEFFICIENTS_H: Final = struct.pack("<hBBBBb", H2, H3, H4 >> 4, (H4 & 15) | (H5 & 15) << 4, H5 >> 4, H6)
"""Registers 0xE1 to 0xE7; H1 is at 0xA1."""

LARGEST_20, LARGEST_16 = 0xFFFFF, 0xFFFF


def fine_temperature(raw: int) -> float:
    """Return the datasheet's `t_fine` of a raw temperature: 5120 to the degree."""
    offset = raw / 16384 - T1 / 1024
    return offset * T2 + offset * offset / 64 * T3


def raw_temperature(temperature_c: float) -> int:
    """Return the raw temperature, 20 bits: the root of T3/64 x^2 + T2 x = t_fine."""
    a, b, fine = T3 / 64, float(T2), temperature_c * 5120
    offset = 2 * fine / (b + math.sqrt(b * b + 4 * a * fine))
    return _within(round((offset + T1 / 1024) * 16384), LARGEST_20)


def raw_pressure(pressure_pa: float, fine: float) -> int:
    """Return the raw pressure, 20 bits, at that `t_fine`: the root of P9/2^35 p^2 + (1 + P8/2^19) p + P7/16."""
    one = fine / 2 - 64000
    two = one * one * P6 / 32768 + one * P5 * 2
    two = two / 4 + P4 * 65536
    one = (P3 * one * one / 524288 + P2 * one) / 524288
    one = (1 + one / 32768) * P1
    a, b, c = P9 / 2**35, 1 + P8 / 2**19, P7 / 16 - pressure_pa
    root = -2 * c / (b + math.sqrt(b * b - 4 * a * c))
    return _within(round(1048576 - root * one / 6250 - two / 4096), LARGEST_20)


def raw_humidity(humidity_percent: float, fine: float) -> int:
    """Return the raw humidity, 16 bits, at that `t_fine`: the root of h - H1/524288 h^2."""
    warm = fine - 76800
    gain = H2 / 65536 * (1 + H6 / 67108864 * warm * (1 + H3 / 67108864 * warm))
    bend = H1 / 524288
    linear = 2 * humidity_percent / (1 + math.sqrt(1 - 4 * bend * humidity_percent))
    return _within(round(linear / gain + H4 * 64 + H5 / 16384 * warm), LARGEST_16)


def _within(raw: int, largest: int) -> int:
    return max(0, min(largest, raw))
