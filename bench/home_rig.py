"""The course at home in a Chromium, for the benches that measure it there."""

from __future__ import annotations

import os
import sys
import tempfile
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from iot_lab.errors import LabError
from iot_lab.web.take_home.folder import make_folder
from tests.rigs.any_chromium import find_chromium, running_chromium
from tests.rigs.home_page import serving

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterator

    from playwright.sync_api import Browser

TICKS_A_SECOND = os.sysconf("SC_CLK_TCK")


class Home(NamedTuple):
    """`address` is that of the folder, with a slash; `weight_mb` its pack's."""

    browser: Browser
    address: str
    weight_mb: float


def add_pyodide(parser: argparse.ArgumentParser) -> None:
    """Let a bench be told where npm's package is."""
    parser.add_argument("--pyodide", type=Path, default=os.environ.get("KIT_PYODIDE"))


@contextmanager
def home_folder(pyodide: str | Path | None) -> Iterator[tuple[Path, int]]:
    """Make the folder; gives it and its pack's weight in bytes. Ends the program where there is no Pyodide."""
    with tempfile.TemporaryDirectory() as work:
        try:
            weight = make_folder(Path(work), Path(pyodide) if pyodide else None)
        except LabError as error:
            sys.exit(f"{error}\ngoal: missed")
        yield Path(work), weight


@contextmanager
def home_in_chromium(pyodide: str | Path | None) -> Iterator[Home]:
    """Make the folder, serve it and start a browser; ends the program where there is none, or no Pyodide."""
    path = chromium()
    with home_folder(pyodide) as (work, weight), serving(work) as address, running_chromium(path) as browser:
        yield Home(browser, address, weight / 1e6)


def chromium() -> str:
    """Return the path of a Chromium; ends the program where there is none."""
    path = find_chromium()
    if path is None:
        sys.exit("no Chromium, Chrome or Edge found: install one or set KIT_BROWSER\ngoal: missed")
    return path


def renderers() -> set[int]:
    """Return the processes that show pages, of browsers below this process."""
    parents: dict[int, int] = {}
    for one in Path("/proc").glob("[0-9]*"):
        try:
            parents[int(one.name)] = int((one / "stat").read_text().rpartition(")")[2].split()[1])
        except OSError:
            continue
    return {pid for pid in parents if _is_ours(pid, parents) and _shows_pages(_command(pid))}


def _is_ours(pid: int, parents: dict[int, int]) -> bool:
    while pid in parents and pid != os.getpid():
        pid = parents[pid]
    return pid == os.getpid()


def _shows_pages(command: bytes) -> bool:
    return b"--type=renderer" in command or b"-contentproc" in command


def _command(pid: int) -> bytes:
    try:
        return Path(f"/proc/{pid}/cmdline").read_bytes()
    except OSError:
        return b""


def memory_mb(pid: int) -> float:
    """Return a process's proportional share of memory."""
    rows = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    return int(next(row for row in rows if row.startswith("Pss:")).split()[1]) / 1024


def processor_s(pids: set[int]) -> float:
    """Return what processes have had of a processor: beside other programs, the clock on the wall tells more.

    One that is gone counts no more: a Firefox ends those that it made in advance.
    """
    rows = [row.rpartition(")")[2].split() for row in map(_times, pids) if row]
    return sum(int(row[11]) + int(row[12]) for row in rows) / TICKS_A_SECOND


def _times(pid: int) -> str:
    try:
        return Path(f"/proc/{pid}/stat").read_text()
    except OSError:
        return ""
