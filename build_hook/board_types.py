"""Check the types of the board's own code: `python -m build_hook board-types`.

The stubs of an ESP32's firmware on PyPI are a standard library and the chip's modules, for mypy alone. Beside other
packages they would speak for CPython too, so they are laid out in a folder of their own (`firmware/mypy.ini`).
"""

from __future__ import annotations

import importlib.metadata
import shutil
import subprocess
import sys
from pathlib import Path

DISTRIBUTIONS = ("micropython-esp32-stubs", "micropython-stdlib-stubs")


def check(root: Path) -> int:
    """Return mypy's exit status; what it finds is printed."""
    stubs = root / ".make" / "board_stubs"
    lay_out(stubs)
    command = [sys.executable, "-m", "mypy", "--config-file", str(root / "firmware" / "mypy.ini"), "firmware/lib"]
    return subprocess.run(command, cwd=root, check=False).returncode


def lay_out(target: Path) -> None:
    """Copy the stubs where they differ from those that are there."""
    for distribution in DISTRIBUTIONS:
        for path in importlib.metadata.files(distribution) or ():
            if path.suffix != ".pyi" and path.name != "VERSIONS":
                continue
            source, copy = Path(str(path.locate())), target / str(path)
            if not copy.exists() or copy.read_bytes() != source.read_bytes():
                copy.parent.mkdir(parents=True, exist_ok=True)
                shutil.copyfile(source, copy)
