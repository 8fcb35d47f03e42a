"""Pyodide, CPython for browsers, from npm's package: a folder that was given, or what npm brings.

One version is known to work, and its files are known by their sums: what runs in learners' browsers is not whatever a
folder happens to hold. Nothing of it is kept in the kit.
"""

from __future__ import annotations

import hashlib
import shutil
import subprocess
import tarfile
from typing import TYPE_CHECKING, Final

from iot_lab.errors import LabError

if TYPE_CHECKING:
    from pathlib import Path

VERSION: Final = "314.0.7"
SUMS: Final = {
    "pyodide.mjs": "6f1d60f7bf529beb300f0f47983c921d3982363640ba20af0e38efdddbc66109",
    "pyodide.asm.mjs": "f7cdc8ece80678ceb712f8e65ebe6d3a83203a180c399865f49612a051693635",
    "pyodide.asm.wasm": "cc36e3cab04fdfc9a63ff13eb52eae2b911bf46c025cc7b281f394bd3de1d5e6",
    "pyodide-lock.json": "5dc2fc119108bc148c7457dc86e7675b5c87e1cafd420b9c34c1eaef7b36c010",
    "python_stdlib.zip": "fa1957e5777068fc4f7437f96d860ae2fbe9c19732ba06c84e004ec16dd7dd7a",
}
FETCH_LIMIT_S: Final = 300.0


class PyodideAbsent(LabError):
    """Pyodide is not in the folder, or npm could not bring it. Details: version, problem."""

    code = "pyodide-absent"


class PyodideUnknown(LabError):
    """A file is not the one of the known version. Details: version, file."""

    code = "pyodide-unknown"


def pyodide_files(folder: Path) -> dict[str, bytes]:
    """Return the files of npm's package. Raises PyodideAbsent, PyodideUnknown."""
    try:
        found = {name: (folder / name).read_bytes() for name in SUMS}
    except OSError as error:
        raise PyodideAbsent(version=VERSION, problem=error) from error
    for name, content in found.items():
        if hashlib.sha256(content).hexdigest() != SUMS[name]:
            raise PyodideUnknown(version=VERSION, file=name)
    return found


def fetch(into: Path) -> Path:
    """Have npm bring the package; return its folder. Raises PyodideAbsent where there is no npm or no network."""
    npm = shutil.which("npm")
    if npm is None:
        raise PyodideAbsent(version=VERSION, problem="npm?")
    command = [npm, "pack", "--silent", f"pyodide@{VERSION}"]
    try:
        subprocess.run(command, cwd=into, check=True, timeout=FETCH_LIMIT_S, capture_output=True)  # noqa: S603
        with tarfile.open(into / f"pyodide-{VERSION}.tgz") as package:
            package.extractall(into, filter="data")
    except (OSError, subprocess.SubprocessError, tarfile.TarError) as error:
        raise PyodideAbsent(version=VERSION, problem=str(error)[:200]) from error
    return into / "package"
