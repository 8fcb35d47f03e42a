"""Precompile the simulated board's own modules to `.mpy`: starting a board then compiles nothing, which took 3 ms.

`sources.json` says of which text each was made, so that an edited module is served as source until the next build.
"""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING

from mpy_cross_v6_3 import mpy_cross_compile

if TYPE_CHECKING:
    from pathlib import Path

# Where the guest sees its modules (iot_lab/simulator/guest_files.py): what its tracebacks name.
SYSTEM = "/.system"


def make(root: Path, target: Path) -> None:
    """Write `<module>.mpy` for every module of the guest, and `sources.json`: path -> SHA-256 of its text."""
    sums: dict[str, str] = {}
    guest = root / "iot_lab" / "simulator" / "guest"
    for stale in target.rglob("*.mpy"):
        stale.unlink()
    for source in sorted(guest.rglob("*.py")):
        name, text = source.relative_to(guest).as_posix(), source.read_text(encoding="utf-8")
        compiled = target / name.replace(".py", ".mpy")
        compiled.parent.mkdir(parents=True, exist_ok=True)
        compiled.write_bytes(_compile(f"{SYSTEM}/{name}", text))
        sums[name] = hashlib.sha256(source.read_bytes()).hexdigest()
    (target / "sources.json").write_text(json.dumps(sums, indent=1), encoding="utf-8")


def _compile(name: str, text: str) -> bytes:
    process, compiled = mpy_cross_compile(name, text)
    if compiled is None:
        raise SyntaxError(f"{name}: {process.stderr!r}")
    return bytes(compiled)
