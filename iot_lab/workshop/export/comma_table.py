"""CSV of measurements, written as a stream: RFC 4180, UTF-8, times in ISO 8601 with their offset. Pure."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import tzinfo

    from iot_lab.store.telemetry.measurements import MeasurementBlock

HEADER: Final = "room,board,series,unit,time,n,value\r\n"
_COMMANDS: Final = ("=", "+", "-", "@", "\t", "\r")
"""A spreadsheet takes a text that begins so for a formula; units and nicknames are whatever somebody said."""


def comma_table(room: str, blocks: Iterable[MeasurementBlock], zone: tzinfo | None) -> Iterator[bytes]:
    """Give a table piece by piece; `zone` None is that of this computer."""
    times = IsoTimes(zone)
    yield HEADER.encode()
    for block in blocks:
        one = block.series
        names = ",".join((room, one.board, one.series, _quoted(one.unit)))
        rows = zip(block.t_ms, block.n, block.values, strict=True)
        lines = [f"{names},{times.of(t_ms)},{'' if n is None else n},{value!r}\r\n" for t_ms, n, value in rows]
        yield "".join(lines).encode()


class IsoTimes:
    """Writes times with milliseconds and offset; of one minute after the other, since offsets change between them."""

    def __init__(self, zone: tzinfo | None) -> None:
        self._zone = zone
        self._minute = -1
        self._begins = self._ends = ""

    def of(self, t_ms: int) -> str:
        """Return a time since 1970 in words."""
        minute, rest_ms = divmod(t_ms, 60_000)
        if minute != self._minute:
            moment = datetime.fromtimestamp(minute * 60, UTC).astimezone(self._zone).isoformat()
            self._minute, self._begins, self._ends = minute, moment[:17], moment[19:]
        return f"{self._begins}{rest_ms // 1000:02d}.{rest_ms % 1000:03d}{self._ends}"


def no_formula(text: str) -> str:
    """Return a text that no spreadsheet takes for a formula."""
    return f"'{text}" if text.startswith(_COMMANDS) else text


def _quoted(text: str) -> str:
    text = no_formula(text)
    return f'"{text.replace(chr(34), chr(34) * 2)}"' if set(text) & {",", '"', "\r", "\n"} else text
