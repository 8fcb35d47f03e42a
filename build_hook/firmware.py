"""Compile the board's library (`firmware/lib`) to `.mpy`: an ESP32 that compiled it itself would run out of memory.

Bytecode of version 6 without native code, which MicroPython 1.23 and later accept; tracebacks keep names and lines.
`sources.json` says of which text each was made, so that an edited module is sent as text until the next build.
"""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING

from mpy_cross_v6_3 import mpy_cross_compile

if TYPE_CHECKING:
    from pathlib import Path


def make(root: Path, target: Path) -> None:
    """Write `lib/<module>.mpy` for every module of `firmware/lib`, and `sources.json`: path -> SHA-256 of its text."""
    sums: dict[str, str] = {}
    firmware = root / "firmware"
    for stale in target.rglob("*.mpy"):
        stale.unlink()
    for source in sorted((firmware / "lib").rglob("*.py")):
        path = source.relative_to(firmware)
        compiled = target / path.with_suffix(".mpy")
        compiled.parent.mkdir(parents=True, exist_ok=True)
        compiled.write_bytes(_compile(path.relative_to("lib").as_posix(), source.read_text(encoding="utf-8")))
        sums[path.as_posix()] = hashlib.sha256(source.read_bytes()).hexdigest()
    (target / "sources.json").write_text(json.dumps(sums, indent=1), encoding="utf-8")


def _compile(name: str, text: str) -> bytes:
    process, compiled = mpy_cross_compile(name, text)
    if compiled is None:
        raise SyntaxError(f"{name}: {process.stderr.decode(errors='replace')}")
    return compiled
