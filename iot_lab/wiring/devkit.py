"""The board that is drawn: the ESP32 development board of 30 pins that low-cost kits hold, its socket at the bottom.

Source of the order of the pins: what is printed on "ESP32 DevKit V1" (30 pins), antenna up.
"""

from __future__ import annotations

from typing import Final

LEFT: Final = ("EN", "36", "39", "34", "35", "32", "33", "25", "26", "27", "14", "12", "13", "GND", "5V")
RIGHT: Final = ("23", "22", "TX", "RX", "21", "19", "18", "5", "17", "16", "4", "2", "15", "GND", "3V3")
SIDES: Final = {"left": LEFT, "right": RIGHT}
PRINTED: Final = {"36": "VP", "39": "VN", "5V": "VIN", "TX": "TX0", "RX": "RX0"}
"""What is printed on the board where it is not the pin's number."""
ROW: Final = 22
"""Height of a row of pins, in the picture's units."""
WIDTH: Final = 132
HEIGHT: Final = ROW * len(LEFT) + 46


def side_of(net: str) -> str | None:
    """Return the side on which a pin stands ("left", "right"), None for a pin that this board lacks."""
    return next((side for side, pins in SIDES.items() if net in pins), None)


def row_y(side: str, net: str) -> int:
    """Return how far under the board's top the middle of a pin is."""
    return 34 + ROW * SIDES[side].index(net)
