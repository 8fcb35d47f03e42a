"""What somebody asks to have exported: a board, a series, a window, a time zone, a kind of file. Pure."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, tzinfo
from typing import TYPE_CHECKING, Final
from zoneinfo import ZoneInfo

from iot_lab.errors import LabError
from iot_lab.workshop.export.comma_table import comma_table
from iot_lab.workshop.export.parquet import parquet

if TYPE_CHECKING:
    from collections.abc import Iterator

    from iot_lab.store import TelemetryStore

KINDS: Final = ("csv", "parquet")
LATEST_MS: Final = 2**53
_AGO: Final = re.compile(r"(\d{1,6})(s|min|h|d)")
_LENGTHS: Final = {"s": 1, "min": 60, "h": 3_600, "d": 86_400}
_EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)
_ZONE: Final = re.compile(r"[A-Za-z0-9+_-]{1,32}(?:/[A-Za-z0-9+_-]{1,32}){0,2}")


class ExportRefused(LabError):
    """A time or a time zone that nobody can read, or a kind of file that there is not. Details: asked."""

    code = "export-refused"


class NothingMeasured(LabError):
    """No board, or no series of it, has the name. Details: name."""

    code = "nothing-measured"


@dataclass(frozen=True, slots=True)
class ExportAsked:
    """What to export; `zone` None is the time zone of this computer."""

    kind: str
    board: str | None
    series: str | None
    start_ms: int
    end_ms: int
    zone: tzinfo | None
    zone_name: str

    @classmethod
    def of(cls, kind: str, board: str, series: str, start: str, end: str, zone: str, now_ms: int) -> ExportAsked:
        """Read what a person or a program wrote; empty texts leave a choice open. Raises ExportRefused."""
        if kind not in KINDS:
            raise ExportRefused(asked=kind[:40])
        found = _zone(zone)
        start_ms = _moment(start, found, now_ms) if start else 0
        end_ms = _moment(end, found, now_ms) if end else LATEST_MS
        return cls(kind, board or None, series or None, start_ms, end_ms, found, zone or "")

    def as_query(self) -> dict[str, str]:
        """Return the same as a running kit is asked for it."""
        said = {"board": self.board, "series": self.series, "zone": self.zone_name}
        window = {"start": str(self.start_ms), "end": str(self.end_ms)}
        return window | {name: text for name, text in said.items() if text}

    def file_name(self, room: str) -> str:
        """Return what the file is called: names of ours alone."""
        series = (self.series or "").replace(".", "-")
        return ".".join(("-".join(part for part in (room, self.board or "", series) if part), self.kind))


def exported(store: TelemetryStore, asked: ExportAsked) -> Iterator[bytes]:
    """Give the file piece by piece; memory stays flat. Raises NothingMeasured, StoreError before its first piece."""
    names = store.series_names()
    is_known = any(asked.board in (None, board) and asked.series in (None, series) for board, series in names)
    if not is_known and (asked.board or asked.series):
        raise NothingMeasured(name=(asked.series or asked.board or "")[:96])
    blocks = store.measurements(asked.start_ms, asked.end_ms, asked.board, asked.series)
    if asked.kind == "parquet":
        return parquet(store.room, blocks, asked.zone_name)
    return comma_table(store.room, blocks, asked.zone)


def _zone(name: str) -> tzinfo | None:
    if not name:
        return None
    if not _ZONE.fullmatch(name):
        raise ExportRefused(asked=name[:40])
    try:
        return ZoneInfo(name)
    except (KeyError, OSError, ValueError) as error:
        raise ExportRefused(asked=name[:40]) from error


def _moment(text: str, zone: tzinfo | None, now_ms: int) -> int:
    """Return ms since 1970 of `1764000000000`, `2h` (ago), `2026-11-27` or `2026-11-27T10:00`."""
    ago = _AGO.fullmatch(text)
    if ago:
        return now_ms - int(ago[1]) * _LENGTHS[ago[2]] * 1000
    if text.isascii() and text.isdigit() and len(text) <= 16:
        return min(int(text), LATEST_MS)
    try:
        moment = datetime.fromisoformat(text)
        if moment.tzinfo is None:
            moment = moment.replace(tzinfo=zone) if zone else moment.astimezone()
        return max(0, (moment - _EPOCH) // timedelta(milliseconds=1))
    except (ValueError, OverflowError, OSError) as error:
        raise ExportRefused(asked=text[:40]) from error
