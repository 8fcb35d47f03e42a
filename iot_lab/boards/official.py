"""Where MicroPython's official builds are: the one place that says which version and which file for each chip.

The addresses follow the pattern of micropython.org/download, written without internet: they are proved when
somebody fetches. A file is trusted for what it contains (docs/flashing.md, Firmware cache), never for its address.
"""

from __future__ import annotations

from typing import Final

from iot_lab.errors import LabError

RELEASE: Final = "20251209-v1.27.0"
SITE: Final = "https://micropython.org/resources/firmware/"
BUILDS: Final = {
    "ESP32": "ESP32_GENERIC",
    "ESP32-S2": "ESP32_GENERIC_S2",
    "ESP32-S3": "ESP32_GENERIC_S3",
    "ESP32-C2": "ESP32_GENERIC_C2",
    "ESP32-C3": "ESP32_GENERIC_C3",
    "ESP32-C5": "ESP32_GENERIC_C5",
    "ESP32-C6": "ESP32_GENERIC_C6",
    "ESP32-P4": "ESP32_GENERIC_P4",
}


class NoOfficialBuild(LabError):
    """A chip without an official build, or a word that is no chip. Details: chip, known."""

    code = "no-official-build"


def official_address(chip: str) -> str:
    """Return the address of the official build for a chip; `esp32s3` will do for `ESP32-S3`. Raises NoOfficialBuild."""
    wanted = _plain(chip)
    build = next((build for name, build in BUILDS.items() if _plain(name) == wanted), None)
    if build is None:
        raise NoOfficialBuild(chip=chip[:20], known=", ".join(BUILDS))
    return f"{SITE}{build}-{RELEASE}.bin"


def _plain(chip: str) -> str:
    return chip.replace("-", "").replace("_", "").upper()
