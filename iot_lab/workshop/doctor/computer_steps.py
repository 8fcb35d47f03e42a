"""The steps about the computer itself: Python, packages, the simulated board's MicroPython, clock, disk. Pure."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Final

from iot_lab.texts import key
from iot_lab.workshop.data_folder import LEAST_FREE_BYTES, DataFolderUnusable, DiskFull
from iot_lab.workshop.doctor.errors import (
    BoardClockOff,
    ClockAbsurd,
    ClockBehind,
    PackagesUnsuitable,
    PythonUnsuitable,
    SelfTestFailed,
)
from iot_lab.workshop.doctor.finding import Finding, broken, ok
from iot_lab.workshop.doctor.requirements import is_wanted

if TYPE_CHECKING:
    from iot_lab.workshop.doctor.facts import Asked, Machine, Package

PROGRAM: Final = """
import gc, json
kept = [{"n": n, "t": [n] * 8} for n in range(200)]
for _ in range(20):
    [bytes(64) for _ in range(50)]
    gc.collect()
print(sum(one["n"] + sum(one["t"]) for one in kept), json.loads("[1.5]"), 2 ** 40)
"""
"""Objects that must outlive the garbage collector, JSON, and whole numbers wider than a word."""
ANSWER: Final = "179100 [1.5] 1099511627776"
FIRST_YEAR: Final = 2025
LAST_YEAR: Final = 2090
CLOCK_MARGIN_S: Final = 3600.0
"""Time zones on a USB stick, and a disk shared with another computer, explain less than this."""
BOARD_CLOCK_MARGIN_S: Final = 60.0


def python(machine: Machine, _asked: Asked) -> Finding:
    """Judge whether this Python is one of those that the kit accepts."""
    version, wanted = machine.python()
    if not is_wanted(version, wanted):
        return broken(PythonUnsuitable(version=version, wanted=wanted))
    return ok(key("doctor.said.python"), version=version)


def packages(machine: Machine, _asked: Asked) -> Finding:
    """Judge whether the packages are there, in versions that the kit was tried with."""
    needed = machine.packages()
    wrong = [_words(package) for package in needed if not _is_right(package)]
    if wrong:
        return broken(PackagesUnsuitable(packages=", ".join(wrong)))
    return ok(key("doctor.said.packages"), count=len(needed))


def runtime(machine: Machine, _asked: Asked) -> Finding:
    """Judge whether the simulated board's MicroPython loads, with its checksum, and computes right."""
    try:
        printed = machine.run_program(PROGRAM).strip()
    except OSError as error:
        # wasmtime's library itself: a processor or a system that it was not made for.
        return broken(SelfTestFailed(seen=_short(str(error))))
    if printed != ANSWER:
        return broken(SelfTestFailed(seen=_short(printed)))
    return ok(key("doctor.said.runtime"))


def clock(machine: Machine, _asked: Asked) -> Finding:
    """Judge whether it is today here, and whether the boards that send agree."""
    now_s = machine.now_s()
    year = time.gmtime(now_s).tm_year
    if not FIRST_YEAR <= year <= LAST_YEAR:
        return broken(ClockAbsurd(year=year))
    known = machine.boards()
    last_s = max([machine.newest_file_s(), *(board.heard_s for board in known)])
    if last_s > now_s + CLOCK_MARGIN_S:
        return broken(ClockBehind(now=_local(now_s), last=_local(last_s)))
    for board, behind_s in sorted(machine.clocks().items()):
        if behind_s > BOARD_CLOCK_MARGIN_S:
            return broken(BoardClockOff(board=board, minutes=round(behind_s / 60)))
    return ok(key("doctor.said.clock"), now=_local(now_s))


def disk(machine: Machine, _asked: Asked) -> Finding:
    """Judge whether there is room for a session, in a folder that may be written."""
    found = machine.disk()
    if found.reason:
        return broken(DataFolderUnusable(path=found.folder, reason=found.reason))
    free_mb, needed_mb = found.free_bytes // 1024**2, LEAST_FREE_BYTES // 1024**2
    if found.free_bytes < LEAST_FREE_BYTES:
        return broken(DiskFull(path=found.folder, free_mb=free_mb, needed_mb=needed_mb))
    return ok(key("doctor.said.disk"), free_mb=free_mb, folder=found.folder)


def _is_right(package: Package) -> bool:
    return bool(package.version) and is_wanted(package.version, package.wanted)


def _words(package: Package) -> str:
    wanted = f" ({package.wanted})" if package.wanted else ""
    return f"{package.name} {package.version or '–'}{wanted}"


def _local(moment_s: float) -> str:
    return time.strftime("%Y-%m-%d %H:%M", time.localtime(moment_s))


def _short(text: str) -> str:
    return " ".join(text.split())[:120] or "–"
