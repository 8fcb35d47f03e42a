"""What site and centre say to each other, as JSON: counts and parts of series. Pure.

A centre believes nothing: names, numbers and sizes are checked here, before anything is stored.
"""

from __future__ import annotations

import gzip
import itertools
import json
import zlib
from typing import TYPE_CHECKING, Any, Final

from iot_lab.contract.topics import is_name
from iot_lab.errors import LabError
from iot_lab.foreign_text import clean, finite_number
from iot_lab.store.telemetry.sites import SitePart

if TYPE_CHECKING:
    from iot_lab.store.telemetry.digest import Counts

MOST_BYTES: Final = 8 * 1024 * 1024
"""Of a message, compressed."""
MOST_PLAIN_BYTES: Final = 64 * 1024 * 1024
MOST_ROWS: Final = 20_000
"""In one message, whatever series they are of."""
LATEST_MS: Final = 4_102_444_800_000
"""2100: a later time of measure is none."""
_GREATEST: Final = 2**62
_INTEGERS: Final = ("stored", "late", "missing", "duplicates", "unnumbered", "last_ms", "life", "life_ms", "top_ms")
_PERHAPS: Final = ("last_n", "fine_from_ms", "finest_from_ms")


class SiteWordsRefused(LabError):
    """A site sent what is no message of ours."""

    code = "site-words-refused"


def packed(said: object) -> bytes:
    """Return a message as it travels."""
    return gzip.compress(json.dumps(said, separators=(",", ":")).encode(), 1)


def unpacked(raw: bytes) -> Any:
    """Return a message; raises SiteWordsRefused, also where a small one would become a giant."""
    reader = zlib.decompressobj(zlib.MAX_WBITS | 16)
    try:
        plain = reader.decompress(raw, MOST_PLAIN_BYTES)
        if reader.unconsumed_tail or not reader.eof:
            raise SiteWordsRefused
        return json.loads(plain)
    except (ValueError, zlib.error, RecursionError) as error:
        raise SiteWordsRefused from error


def counts_to_json(counts: Counts) -> list[Any]:
    """Return counts as [board, series, [[start, count]...]]."""
    return [[*name, list(map(list, buckets.items()))] for name, buckets in counts.items()]


def counts_from_json(said: Any) -> Counts:
    """Return counts; raises SiteWordsRefused."""
    try:
        return {
            series_name_in(board, series): {_whole(start): _whole(count) for start, count in buckets}
            for board, series, buckets in said
        }
    except (TypeError, ValueError) as error:
        raise SiteWordsRefused from error


def part_to_json(part: SitePart) -> dict[str, Any]:
    """Return a part as it travels."""
    return {
        "board": part.board,
        "series": part.series,
        "about_board": part.about_board,
        "about_series": part.about_series,
        "rows": [list(column) for column in zip(*part.rows, strict=True)] if part.rows else [[], [], []],
    }


def parts_from_json(said: Any) -> list[SitePart]:
    """Return parts; raises SiteWordsRefused."""
    if not isinstance(said, list):
        raise SiteWordsRefused
    try:
        parts = [_part(one) for one in said]
        if sum(len(part.rows) for part in parts) > MOST_ROWS:
            raise SiteWordsRefused
    except (TypeError, ValueError, KeyError, AttributeError, RecursionError, OverflowError) as error:
        raise SiteWordsRefused from error
    return parts


def _part(said: dict[str, Any]) -> SitePart:
    board, series = series_name_in(said["board"], said["series"])
    times, numbers, values = said["rows"]
    rows = [(time_in(t_ms), _signed(n), _value(value)) for t_ms, n, value in zip(times, numbers, values, strict=True)]
    if any(one[:2] >= other[:2] for one, other in itertools.pairwise(rows)):
        raise ValueError("rows are not in order")
    return SitePart(board, series, about_board_in(said["about_board"]), about_series_in(said["about_series"]), rows)


def about_board_in(said: dict[str, Any]) -> dict[str, Any]:
    """Return a site's account of a board, checked. Raises ValueError or TypeError, as all of these do."""
    if said["kind"] not in {"board", "device"} or said["state"] not in {"online", "offline"}:
        raise ValueError("kind or state")
    info = said["info"]
    if not isinstance(info, str) or len(info) > MOST_ROWS or not isinstance(json.loads(info), dict):
        raise ValueError("info")
    seen_ms = said["seen_ms"]
    return {
        "kind": said["kind"],
        "state": said["state"],
        "info": info,
        "seen_ms": None if seen_ms is None else _whole(seen_ms),
    }


def about_series_in(said: dict[str, Any]) -> dict[str, Any]:
    """Return a site's account of a series."""
    gaps = json.loads(said["gaps"])
    if len(said["gaps"]) > MOST_ROWS or not all(len(gap) == 5 and [_signed(one) for one in gap] for gap in gaps):
        raise ValueError("gaps")
    return {
        **{name: _signed(said[name]) for name in (*_INTEGERS, "top_key")},
        **{name: None if said[name] is None else _whole(said[name]) for name in _PERHAPS},
        "top_value": None if said["top_value"] is None else _value(said["top_value"]),
        "gaps": json.dumps(gaps),
    }


def series_name_in(board: Any, series: Any) -> tuple[str, str]:
    """Return the names of a board and of one of its series."""
    levels = series.split(".") if isinstance(series, str) else []
    if not (isinstance(board, str) and is_name(board) and levels and len(series) <= 300):
        raise ValueError("name")
    if series != clean(series) or not all(levels):
        raise ValueError("series")
    return board, series


def time_in(value: Any) -> int:
    """Return a time, in ms since 1970."""
    t_ms = _whole(value)
    if t_ms > LATEST_MS:
        raise ValueError("time")
    return t_ms


def _whole(value: Any) -> int:
    number = _signed(value)
    if number < 0:
        raise ValueError("below zero")
    return number


def _signed(value: Any) -> int:
    if type(value) is not int or abs(value) > _GREATEST:
        raise ValueError("no whole number")
    return value


def _value(value: Any) -> float:
    number = finite_number(value)
    if number is None:
        raise ValueError("no number")
    return number


def series_asked(said: Any) -> tuple[int, dict[tuple[str, str], list[int]]]:
    """Return the width of buckets and which of each series a site asks about; raises SiteWordsRefused."""
    try:
        asked = {
            series_name_in(board, series): [_whole(start) for start in starts]
            for board, series, starts in said["series"]
        }
        return _whole(said["width_ms"]), asked
    except (TypeError, ValueError, KeyError) as error:
        raise SiteWordsRefused from error
