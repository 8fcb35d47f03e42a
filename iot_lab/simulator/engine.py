"""wasmtime, where this computer has it: its packages exist for the usual processors and systems alone.

Everything else of the simulator is imported without it, so that a room, its boards and the flash station work on any
computer; what needs the engine raises SimulatorUnavailable, one sentence for the terminal and the pages.
"""

from __future__ import annotations

from typing import Any

from iot_lab.errors import LabError

__all__ = ["SimulatorUnavailable", "ffi", "has_engine", "require_engine", "wasmtime"]
ffi: Any = None
try:
    import wasmtime
    from wasmtime import _ffi
# wasmtime itself raises RuntimeError for a processor that it does not know, its loader OSError.
except (ImportError, OSError, RuntimeError):
    wasmtime = None  # type: ignore[assignment]
else:
    ffi = _ffi


class SimulatorUnavailable(LabError):
    """There is no wasmtime for this computer: simulated boards and verdicts are impossible, all else works."""

    code = "simulator-unavailable"


def has_engine() -> bool:
    """Say whether simulated boards can run on this computer."""
    return ffi is not None


def require_engine() -> None:
    """Raise SimulatorUnavailable where simulated boards cannot run."""
    if not has_engine():
        raise SimulatorUnavailable
