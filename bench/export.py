"""A million samples as CSV and as Parquet: how long it takes and what memory; two sizes, so that flat is seen.

`python bench/export.py [--quick] [--database URL]`; exit 1 when a goal is missed. Each file is written by a process of
its own, which reads the room's database as `iot-lab export` does; its memory is the greatest that the system saw.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
from pathlib import Path

from iot_lab.store import Batch, Reading, TelemetryStore

START = 1_764_000_000_000
BOARDS = 10
MOST_S = 5.0
MOST_MB = 150
MOST_GROWN_MB = 10
"""Of the larger file against the smaller: what is streamed is not held."""
EXPORT = """
import resource, sys, time
from pathlib import Path
from iot_lab.store import TelemetryStore
from iot_lab.workshop.export.asked import ExportAsked, exported
address, target, end_ms = sys.argv[1], Path(sys.argv[2]), sys.argv[3]
store = TelemetryStore.open(address, "atelier")
asked = ExportAsked.of(target.suffix[1:], "", "", "", end_ms, "Europe/Paris", 0)
begin_s, before_s = time.perf_counter(), time.process_time()
with target.open("wb") as file:
    size = sum(map(file.write, exported(store, asked)))
spent_s = time.perf_counter() - begin_s
peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
print(spent_s, time.process_time() - before_s, peak / (1e6 if sys.platform == "darwin" else 1e3), size / 1e6)
"""


def fill(address: str, samples: int) -> None:
    store = TelemetryStore.open(address, "atelier")
    for first in range(0, samples // BOARDS, 2_000):
        readings = {
            (f"capteur-{board:02}", "temperature"): [
                Reading(START + 1000 * n, n, 20 + (n * 7 % 97) / 10, False) for n in range(first, first + 2_000)
            ]
            for board in range(BOARDS)
        }
        store.write(Batch(now_ms=START, readings=readings))
    store.close()


def measured(address: str, target: Path, end_ms: int) -> tuple[float, float, float, float]:
    """Return seconds by the clock and by the processor, the process's greatest memory in MB, the file's MB."""
    asked = [sys.executable, "-c", EXPORT, address, str(target), str(end_ms)]
    done = subprocess.run(asked, check=True, capture_output=True, text=True)
    spent_s, processor_s, peak_mb, size_mb = map(float, done.stdout.split())
    return spent_s, processor_s, peak_mb, size_mb


def told(kind: str, address: str, folder: Path, samples: int) -> bool:
    """Measure a kind with a tenth of the samples and with all of them; print both, say whether the goals are met."""
    tenth_ms, all_ms = (START + 1000 * part for part in (samples // BOARDS // 10, samples))
    _, _, small_mb, _ = measured(address, folder / f"tenth.{kind}", tenth_ms)
    spent_s, processor_s, peak_mb, size_mb = measured(address, folder / f"all.{kind}", all_ms)
    is_met = peak_mb <= MOST_MB and peak_mb - small_mb <= MOST_GROWN_MB and (kind == "csv" or spent_s <= MOST_S)
    print(
        f"{kind:<8} {samples:,} samples, {size_mb:.1f} MB in {spent_s:.1f} s ({processor_s:.1f} of processor);"
        f" memory {peak_mb:.0f} MB (a tenth of them: {small_mb:.0f} MB); goal: {'met' if is_met else 'missed'}"
    )
    return is_met


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true", help="a fifth of the samples")
    parser.add_argument("--database", help="an empty PostgreSQL database, instead of a file")
    asked = parser.parse_args()
    samples = 200_000 if asked.quick else 1_000_000
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        address = asked.database or f"sqlite:///{folder}/lab.db"
        fill(address, samples)
        results = [told(kind, address, folder, samples) for kind in ("csv", "parquet")]
    return 0 if all(results) else 1


if __name__ == "__main__":
    sys.exit(main())
