"""What strangers call things, as names of ours; and two things never under one name. Pure.

The theory. A name of ours is `[a-z0-9-]{1,32}`; people write `Salle 12/Température`. So letters lose their accents
(`temperature`), Greek and Cyrillic letters are written in Latin ones, and of any other script nothing would be left: a
short sum of the text stands for what is lost, as it does for what is cut off after 32 characters.

That makes different texts alike: `Température` and `temperature` are two topics, hence two series. Who comes first gets
the name, who comes next gets `temperature-2`. Who came first must be known after a restart too, so each device's
description (the store's `info`) holds which name belongs to which source: `source` is where the device stands in
topics, `names` gives the source of each series, `series` their units.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from hashlib import sha256
from itertools import count
from typing import TYPE_CHECKING, Any, Final
from zlib import crc32

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Mapping, Sequence

LONGEST_NAME: Final = 32
LONGEST_SERIES: Final = 96
_LONGEST_SOURCE: Final = 100
_SUM: Final = 8
_OTHERS: Final = re.compile(r"[^a-z0-9]+")
_IN_LATIN: Final = str.maketrans(
    {
        "œ": "oe",
        "æ": "ae",
        "ø": "o",
        "đ": "d",
        "ð": "d",
        "þ": "th",
        "ł": "l",
        "ı": "i",
        **dict(zip("αβγδεζηικλμνξοπρσςτυφω", "abgdeziiklmnxoprsstyfo", strict=True)),
        "θ": "th",
        "χ": "ch",
        "ψ": "ps",
        **dict(zip("абвгдезийклмнопрстуфхцыэіў", "abvgdeziiklmnoprstufhcyeiu", strict=True)),
        "ж": "zh",
        "ч": "ch",
        "ш": "sh",
        "щ": "shch",
        "ю": "yu",
        "я": "ya",
        "ъ": "",
        "ь": "",
        "є": "ye",
        "ґ": "g",
    }
)


@lru_cache(maxsize=4096)
def name_of(text: str) -> str:
    """Return `text` as a name of ours: `AM2301 Temp` is `am2301-temp`, `Température` is `temperature`."""
    letters = unicodedata.normalize("NFKD", text.replace("µ", "u").casefold())
    folded = "".join(letter for letter in letters if not unicodedata.combining(letter)).translate(_IN_LATIN)
    name = _OTHERS.sub("-", folded).strip("-")
    is_whole = name and len(name) <= LONGEST_NAME and all(letter.isascii() or not letter.isalnum() for letter in folded)
    return name if is_whole else _with_sum(name, text, LONGEST_NAME)


def series_of(parts: Iterable[str]) -> str:
    """Return the dotted name of a series whose parts strangers named; `value` where there is none."""
    name = ".".join(map(name_of, parts)) or "value"
    return name if len(name) <= LONGEST_SERIES else _with_sum(name, name, LONGEST_SERIES)


def _with_sum(name: str, text: str, longest: int) -> str:
    kept = name[: longest - _SUM - 1].strip("-.") or "n"
    return f"{kept}-{crc32(text.encode(errors='surrogatepass')):0{_SUM}x}"


def source_of(parts: Iterable[str]) -> str:
    """Return what tells sources apart, fit to be kept and shown; a sum where the text is long or cannot be shown."""
    text = "/".join(parts)
    if len(text) <= _LONGEST_SOURCE and text.isprintable():
        return text
    return f"#{sha256(text.encode(errors='surrogatepass')).hexdigest()[:16]}"


class DeviceNames:
    """Who has which name: devices of the room, and the series of each. Nothing is taken before `keep`."""

    def __init__(self, infos: Mapping[str, Mapping[str, Any]]) -> None:
        """Begin with what the store knows: the description of each device."""
        self._owners: dict[str, str] = {}
        self._names: dict[str, str] = {}
        self._series: dict[str, dict[str, str]] = {}
        self._units: dict[str, dict[str, str]] = {}
        for device, info in infos.items():
            if isinstance(info.get("source"), str):
                self._own(device, info["source"])
            self._series[device] = {source: series for series, source in _texts(info.get("names")).items()}
            self._units[device] = _texts(info.get("series"))

    def device(self, source: str, wish: str) -> str:
        """Return the name of the device that speaks from `source`: `wish`, unless another has it."""
        return self._names.get(source) or _free(wish, self._owners, LONGEST_NAME)

    def series(self, device: str, wishes: Sequence[tuple[str, str]]) -> list[str]:
        """Return the names of series of a device, each asked for by (source, wish)."""
        known = self._series.get(device, {})
        taken = set(known.values())
        found: dict[str, str] = {}
        for source, wish in wishes:
            if source not in found:
                found[source] = known.get(source) or _free(wish, taken, LONGEST_SERIES)
                taken.add(found[source])
        return [found[source] for source, _ in wishes]

    def keep(
        self, device: str, source: str, series: Mapping[str, str], units: Mapping[str, str]
    ) -> dict[str, Any] | None:
        """Take names (series by source) and units; return the device's description where it is another now."""
        known, known_units = self._series.setdefault(device, {}), self._units.setdefault(device, {})
        is_known = self._owners.get(device) == source
        if is_known and series.items() <= known.items() and units.items() <= known_units.items():
            return None
        self._own(device, source)
        known |= series
        known_units |= units
        return {
            "source": source,
            "names": {name: of for of, name in sorted(known.items(), key=lambda one: one[1])},
            "series": dict(sorted(known_units.items())),
        }

    def _own(self, device: str, source: str) -> None:
        self._owners[device] = source
        self._names[source] = device


def _free(wish: str, taken: Container[str], longest: int) -> str:
    if wish not in taken:
        return wish
    return next(name for number in count(2) if (name := f"{wish[: longest - 4]}-{number}") not in taken)


def _texts(value: object) -> dict[str, str]:
    if not isinstance(value, dict):
        return {}
    return {str(name): text for name, text in value.items() if isinstance(text, str)}
