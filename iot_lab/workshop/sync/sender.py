"""What a site does: compare counts with the centre, send what it lacks, oldest first, and say how much is left.

The theory. Nothing is remembered of what was sent: after a cut link, a killed program or a month on a shelf the same
comparison finds the same difference, and sending twice changes nothing at the centre. `sync.json` in the data folder is
only for people: where the centre is, and how many samples it had when last asked.
"""

from __future__ import annotations

import http.client
import json
import urllib.error
import urllib.request
from dataclasses import asdict, dataclass, field
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import urlsplit

from iot_lab.errors import LabError
from iot_lab.files import read_small_text, write_whole
from iot_lab.store.telemetry.digest import COARSE_MS, FINE_MS, counts_of, held_by, missing_there
from iot_lab.store.telemetry.site_blocks import block_counts, read_blocks
from iot_lab.store.telemetry.sites import read_part
from iot_lab.workshop.sync.block_words import MOST_BLOCKS, blocks_to_json
from iot_lab.workshop.sync.words import (
    MOST_ROWS,
    SiteWordsRefused,
    counts_from_json,
    packed,
    part_to_json,
    unpacked,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from iot_lab.store import Database
    from iot_lab.store.telemetry.digest import Counts
    from iot_lab.store.telemetry.records import SeriesName
    from iot_lab.store.telemetry.sites import Row, SitePart

FILE_NAME: Final = "sync.json"
TIMEOUT_S: Final = 60.0
COMPARE: Final = "/api/site/compare"
SAMPLES: Final = "/api/site/samples"
COMPARE_BLOCKS: Final = "/api/site/blocks/compare"
BLOCKS: Final = "/api/site/blocks"
_BEFORE_ALL: Final = (-1, -(2**62), 0.0)
_REFUSED: Final = frozenset({401, 403})


class CentreUnreachable(LabError):
    """The centre does not answer, or what answers is none: nothing is lost, try again later. Details: url, problem."""

    code = "centre-unreachable"


class CentreRefusesKey(LabError):
    """The centre does not know this site's key, or it was revoked. Details: url."""

    code = "centre-refuses-key"


class CentreUrlRefused(LabError):
    """What was given is no address of a centre. Details: url."""

    code = "centre-url-refused"


@dataclass(frozen=True, slots=True)
class SyncNote:
    """What `sync.json` says: the centre, this site's key there, and how many of our samples it had."""

    url: str
    key: str = field(repr=False)
    at_centre: int = 0


def read_note(folder: Path) -> SyncNote | None:
    """Return the note of a data folder, None where it has none that can be read."""
    try:
        said = json.loads(read_small_text(folder / FILE_NAME))
        return SyncNote(str(said["url"]), str(said["key"]), int(said["at_centre"]))
    except (OSError, ValueError, KeyError, TypeError):
        return None


def write_note(folder: Path, note: SyncNote) -> None:
    """Keep the note, readable by its owner only; raises OSError."""
    write_whole(folder / FILE_NAME, json.dumps(asdict(note)) + "\n")


def to_send(database: Database, room: str, note: SyncNote) -> int:
    """Return how many samples the centre has not, as far as is known without asking it; raises StoreError."""
    with database.reading() as connection:
        return max(0, held_by(connection, room) - note.at_centre)


def _is_address(url: str) -> bool:
    try:
        parts = urlsplit(url)
        return parts.scheme in {"http", "https"} and bool(parts.hostname) and parts.port != 0 and url.isprintable()
    except ValueError:
        return False  # a port beyond 65535, half an address of IPv6


class Sender:
    """Sends one room's store to one centre."""

    def __init__(self, database: Database, room: str, url: str, key: str) -> None:
        """Prepare; raises CentreUrlRefused, and CentreRefusesKey for what no key can be."""
        if not _is_address(url):
            raise CentreUrlRefused(url=url[:80])
        if not (key.isascii() and key.isprintable()):
            raise CentreRefusesKey(url=url[:80])
        self._database, self._room = database, room
        self.url, self.key = url.rstrip("/"), key
        self._left = self._sent = 0

    def send(self, tell: Callable[[int], None]) -> int:
        """Send what the centre lacks; `tell` hears how much is left before each message. Return how many were sent.

        Raises CentreUnreachable, CentreRefusesKey, StoreError.
        """
        days, streams = self._days(), self._streams()
        self._left = sum(count for of_day in days.values() for count in of_day.values())
        self._left += sum(count for _, _, count in streams)
        self._sent = 0
        tell(self._left)
        for start in sorted(days):
            self._send_day(start, set(days[start]), tell)
        for start, name, count in streams:
            self._send_blocks(start, name)
            self._note_sent(count, tell)
        return self._sent

    def _days(self) -> dict[int, dict[SeriesName, int]]:
        """Return how many samples the centre lacks, by COARSE_MS bucket and series."""
        here = self._counts(COARSE_MS)
        found: dict[int, dict[SeriesName, int]] = {}
        for start, name, count in missing_there(here, self._ask(COARSE_MS, here)):
            found.setdefault(start, {})[name] = count
        return found

    def _send_day(self, day: int, names: set[SeriesName], tell: Callable[[int], None]) -> None:
        fine = self._counts(FINE_MS, {name: {day} for name in names})
        waiting: list[SitePart] = []
        owed = 0
        for start, name, count in sorted(missing_there(fine, self._ask(FINE_MS, fine))):
            for part in self._parts(name, start):
                if sum(len(one.rows) for one in waiting) + len(part.rows) > MOST_ROWS:
                    self._send_parts(waiting, owed, tell)
                    waiting, owed = [], 0
                waiting.append(part)
            owed += count
        if waiting:
            self._send_parts(waiting, owed, tell)

    def _send_parts(self, parts: list[SitePart], count: int, tell: Callable[[int], None]) -> None:
        self._post(SAMPLES, [part_to_json(one) for one in parts])
        self._note_sent(count, tell)

    def _streams(self) -> list[tuple[int, SeriesName, int]]:
        """Return (start, stream, how many blocks) of the buckets of which the centre lacks blocks, oldest first."""
        with self._database.reading() as connection:
            here = block_counts(connection, self._room)
        if not here:
            return []
        return sorted(missing_there(here, counts_from_json(self._post(COMPARE_BLOCKS, []))))

    def _send_blocks(self, start: int, name: SeriesName) -> None:
        after = _BEFORE_ALL[:2]
        while True:
            with self._database.reading() as connection:
                part = read_blocks(connection, self._room, name, (start, start + FINE_MS), after, MOST_BLOCKS)
            if part.rows:
                self._post(BLOCKS, [blocks_to_json(part)])
                after = part.rows[-1][:2]
            if len(part.rows) < MOST_BLOCKS:
                return

    def _note_sent(self, count: int, tell: Callable[[int], None]) -> None:
        self._sent += count
        self._left = max(0, self._left - count)
        tell(self._left)

    def _counts(self, width_ms: int, within: dict[SeriesName, set[int]] | None = None) -> Counts:
        with self._database.reading() as connection:
            return counts_of(connection, self._room, width_ms, within)

    def _ask(self, width_ms: int, here: Counts) -> Counts:
        asked = {"width_ms": width_ms, "series": [[*name, list(buckets)] for name, buckets in here.items()]}
        return counts_from_json(self._post(COMPARE, asked))

    def _parts(self, name: SeriesName, start: int) -> Iterator[SitePart]:
        after: Row = _BEFORE_ALL
        while True:
            with self._database.reading() as connection:
                part = read_part(connection, self._room, name, (start, start + FINE_MS), after, MOST_ROWS)
            if part.rows:
                yield part
                after = part.rows[-1]
            if len(part.rows) < MOST_ROWS:
                return

    def _post(self, path: str, said: object) -> Any:
        headers = {
            "Authorization": f"Bearer {self.key}",
            "Content-Encoding": "gzip",
            "Content-Type": "application/json",
        }
        asked = urllib.request.Request(self.url + path, packed(said), headers)  # noqa: S310 - http(s), checked above
        try:
            with urllib.request.urlopen(asked, timeout=TIMEOUT_S) as answer:  # noqa: S310
                return unpacked(answer.read())
        except urllib.error.HTTPError as error:
            with error:
                if error.code in _REFUSED:
                    raise CentreRefusesKey(url=self.url) from error
                raise CentreUnreachable(url=self.url, problem=f"HTTP {error.code}") from error
        except (OSError, http.client.HTTPException, SiteWordsRefused) as error:
            raise CentreUnreachable(url=self.url, problem=getattr(error, "reason", error)) from error
