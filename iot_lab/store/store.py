"""One room's database: what the hub writes and what the pages read."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from iot_lab.store.records import BoardRecord, Chart, LogLine, Sample, SeriesRecord

DEFAULT_BUCKETS = 500


class Store:
    """Safe to use from several threads; each method is one short transaction and raises a StoreError where it fails."""

    def __init__(self, room: str) -> None:
        self.room = room

    @classmethod
    def open(cls, url: str, room: str) -> Store:
        """Open or make the database at an SQLAlchemy address: `sqlite:////path/lab.db`, `postgresql+psycopg://...`.

        Raises StoreUnreadable, StoreFull, StoreLocked, StoreReadOnly, StoreUnreachable.
        """
        raise NotImplementedError(url)

    def boards(self) -> list[BoardRecord]:
        """Return every board of the room, by name."""
        raise NotImplementedError

    def series(self, board: str) -> list[SeriesRecord]:
        """Return the series of a board, by name; none where the board is unknown."""
        raise NotImplementedError

    def chart(self, board: str, series: str, start_ms: int, end_ms: int, buckets: int = DEFAULT_BUCKETS) -> Chart:
        """Return the window `start_ms <= t < end_ms` in about `buckets` buckets of lowest, highest and mean value."""
        raise NotImplementedError

    def samples(self, board: str, series: str, start_ms: int, end_ms: int, limit: int) -> list[Sample]:
        """Return the first `limit` samples with `start_ms <= t <= end_ms`, oldest first."""
        raise NotImplementedError

    def log_lines(self, board: str, limit: int = 200) -> list[LogLine]:
        """Return the last `limit` lines of a board, oldest first."""
        raise NotImplementedError

    def forget_before(self, t_ms: int) -> int:
        """Delete the samples and lines before `t_ms`; return how many samples. Counts stay as they were."""
        raise NotImplementedError

    def close(self) -> None:
        """Close every connection; calling it twice does nothing more."""
        raise NotImplementedError
