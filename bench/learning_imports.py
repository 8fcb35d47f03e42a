"""What numpy would cost a room that never learns: what `iot-lab up` imports, for bench/learning.py."""

from __future__ import annotations

import subprocess
import sys

# psutil, which the kit has: the system's own largest size of a process begins with its parent's.
IMPORTING = (
    "import sys, time, psutil; begun = time.process_time();{before}"
    "import iot_lab.cli.up, iot_lab.app.served_room, iot_lab.web.app;"
    "print(time.process_time() - begun, psutil.Process().memory_info().rss, 'numpy' in sys.modules)"
)


def imports() -> list[tuple[str, bool]]:
    """Ask a fresh Python whether what `iot-lab up` imports brings numpy, and what numpy would add to it."""
    seconds, megabytes, has_numpy = imported("")
    with_it = imported("import numpy;")
    print(
        f"iot-lab up imports {'' if has_numpy else 'no '}numpy: {seconds:.2f} s of processor and {megabytes:.0f} MB; "
        f"with it {with_it[0]:.2f} s and {with_it[1]:.0f} MB"
    )
    return [("numpy only when used", not has_numpy)]


def imported(before: str) -> tuple[float, float, bool]:
    """Return the processor's seconds and the megabytes of importing `iot-lab up`, and whether numpy came with it."""
    done = subprocess.run(
        [sys.executable, "-c", IMPORTING.format(before=before)], check=True, timeout=120, capture_output=True, text=True
    )
    seconds, size, has_numpy = done.stdout.split()
    return float(seconds), int(size) / 1e6, has_numpy == "True"
