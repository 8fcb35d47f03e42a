"""The build's steps, each with the sources it depends on and the function that makes its outputs.

A step runs again only when one of its sources is newer than its stamp: the second `make run` costs nothing.
"""

from __future__ import annotations

import importlib
import sys
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path


@dataclass(frozen=True, slots=True)
class Step:
    """One folder of `iot_lab/_built`, the module whose `make(root, target)` fills it, and its sources."""

    name: str
    module: str
    sources: tuple[str, ...]


STEPS = (
    Step("catalogues", "build_hook.catalogues", ("build_hook/catalogues.py", "dashboard/catalogues/**/*.po")),
    Step(
        "runtime",
        "build_hook.runtime",
        (
            "build_hook/runtime.py",
            "build_hook/known_names.py",
            "build_hook/answered_looks.py",
            "iot_lab/simulator/looks.py",
            "build_hook/metering.py",
            "build_hook/metered_code.py",
            "build_hook/wasm_format.py",
            "build_hook/scheduler.py",
            "build_hook/selftest.py",
            "build_hook/guest_run.py",
            "dashboard/package-lock.json",
        ),
    ),
    Step("firmware", "build_hook.firmware", ("build_hook/firmware.py", "firmware/lib/**/*.py")),
    Step("guest", "build_hook.guest", ("build_hook/guest.py", "iot_lab/simulator/guest/**/*.py")),
    Step("shims", "build_hook.shims", ("build_hook/shims.py", "iot_lab/simulator/guest/**/*.py")),
    Step(
        "dashboard",
        "build_hook.frontend",
        (
            "build_hook/frontend.py",
            "build_hook/node.py",
            "dashboard/package-lock.json",
            "dashboard/build.mjs",
            "dashboard/src/**/*",
            "dashboard/styles/**/*",
            "dashboard/icons/**/*",
        ),
    ),
)


def build_all(root: Path, only: Sequence[str] = ()) -> None:
    """Make every step of the checkout at `root` that is out of date, or exactly the steps named in `only`."""
    for step in STEPS:
        if (step.name in only) if only else _is_stale(root, step):
            _run(root, step)


def _run(root: Path, step: Step) -> None:
    start = time.monotonic()
    target = root / "iot_lab" / "_built" / step.name
    target.mkdir(parents=True, exist_ok=True)
    importlib.import_module(step.module).make(root, target)
    _stamp(root, step).touch()
    print(f"[build] {step.name}: {time.monotonic() - start:.1f} s", file=sys.stderr)


def _stamp(root: Path, step: Step) -> Path:
    return root / "iot_lab" / "_built" / step.name / ".stamp"


def _is_stale(root: Path, step: Step) -> bool:
    stamp = _stamp(root, step)
    if not stamp.exists():
        return True
    made = stamp.stat().st_mtime
    return any(path.stat().st_mtime > made for pattern in step.sources for path in root.glob(pattern))
