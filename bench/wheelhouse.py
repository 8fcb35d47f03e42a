"""A bare Python installs iot-lab from a wheelhouse with the network off: `python bench/wheelhouse.py`; exit 1 if not.

Linux, as root (a network namespace of its own, `unshare -n`). It fetches some 150 MB, so it is no test of every day.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
import time
from pathlib import Path

OFFLINE = ("unshare", "-n")


def main() -> int:
    with tempfile.TemporaryDirectory() as folder:
        stick, home = Path(folder) / "stick", Path(folder) / "home"
        begin_s = time.monotonic()
        subprocess.run([sys.executable, "-m", "iot_lab", "wheelhouse", str(stick), "--for", "linux"], check=True)
        made_s, begin_s = time.monotonic() - begin_s, time.monotonic()
        size_mb = sum(path.stat().st_size for path in (stick / "wheels").iterdir()) / 1e6
        environment = {"HOME": str(home), "PATH": f"{Path(sys.executable).resolve().parent}:/usr/bin:/bin"}
        asked = [*OFFLINE, "sh", str(stick / "start-linux.sh"), "--help"]
        done = subprocess.run(asked, env=environment, capture_output=True, text=True, check=False)
        installed_s = time.monotonic() - begin_s
    is_good = done.returncode == 0 and "--simulate" in done.stdout
    print(f"wheelhouse {size_mb:.0f} MB made in {made_s:.0f} s; installed offline in {installed_s:.0f} s: {is_good}")
    if not is_good:
        print(done.stdout, done.stderr)
    return 0 if is_good else 1


if __name__ == "__main__":
    sys.exit(main())
