"""Numbers as devices write them in text: `21.5`, `21,5`, `21.5 °C`, `48 %`, `ON`. Pure.

A comma is a decimal comma: a French sketch writes `21,5`, and no device groups thousands. What follows a number is a
unit only where it is one we know; `3 alarms` is refused with that reason, a date or `12:30` is text like any other.
"""

from __future__ import annotations

import re
from typing import Final, NamedTuple

from iot_lab.hub.units import UNITS
from iot_lab.hub.values import MessageRefused, checked

SWITCHES: Final = {"ON": 1.0, "OFF": 0.0, "on": 1.0, "off": 0.0, "On": 1.0, "Off": 0.0, "true": 1.0, "false": 0.0}
LONGEST: Final = 48
"""Characters of a text that may be a number with its unit."""
_NUMBER: Final = re.compile(r"([+\-−]?(?:\d+(?:[.,]\d*)?|[.,]\d+)(?:[eE][+-]?\d+)?)\s*([^\d\s].{0,15})?")
_NO_NUMBER: Final = re.compile(r"[+-]?(?:nan|inf|infinity)", re.IGNORECASE)
_LIKE_A_CODE: Final = re.compile(r"[+-]?0\d+")
"""`0012` in a text of JSON is somebody's number, as a telephone's."""


class WrittenNumber(NamedTuple):
    """A number and its unit, empty where none was said."""

    number: float
    unit: str = ""


def written_number(text: str) -> WrittenNumber | None:
    """Return what a whole payload says, None where it is text. Raises MessageRefused (`number`, `unit`)."""
    text = text.strip("\0 \t\r\n")
    if text in SWITCHES:
        return WrittenNumber(SWITCHES[text])
    if len(text) > LONGEST:
        return None
    if _NO_NUMBER.fullmatch(text):
        raise MessageRefused("number")
    found = _NUMBER.fullmatch(text)
    if found is None:
        return None
    unit = UNITS.get(_compact(found[2])) if found[2] else ""
    if unit is None:
        if _is_a_word(found[2]):
            raise MessageRefused("unit")
        return None
    return WrittenNumber(_number(found[1]), unit)


def number_in_json_text(key: str, text: str) -> WrittenNumber | None:
    """Return what a text inside JSON says, None where it is only text: an identity, a code, a sentence."""
    if key.casefold() in _IDENTITIES or _LIKE_A_CODE.fullmatch(text.strip()):
        return None
    try:
        return written_number(text)
    except MessageRefused as refused:
        if refused.reason == "unit":
            return None
        raise


_NAMING_KEYS: Final = """
id uid uuid mac serial sn address addr ip version ver fw fw_ver firmware model name time date datetime timestamp ts code
device host hostname ssid bssid phone pin token key src dst ieee_address ieeeaddr build
"""
_IDENTITIES: Final = frozenset(_NAMING_KEYS.split())
"""Keys whose texts name something, also where they are made of digits."""


def _number(text: str) -> float:
    return checked(float(text.replace(",", ".").replace("−", "-")))


def _compact(unit: str) -> str:
    return unit.strip().replace(" ", "").replace("\u202f", "").replace("\xa0", "").replace("º", "°").replace("μ", "µ")


def _is_a_word(text: str) -> bool:
    return all(letter.isalpha() or letter in " /%°²³" for letter in text.strip())
