"""What the worker has of Python: the kit, and Python's library.

Where this computer has Node, both are compiled and trimmed by Pyodide itself (`precompile.py`); elsewhere they travel
as sources, which any browser can use: it starts later, by some seconds on a slow computer.
"""

from __future__ import annotations

import gzip
import shutil
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING, Final
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

if TYPE_CHECKING:
    from collections.abc import Mapping

LIMIT_S: Final = 600.0
COMPILED: Final = ("python.zip", "modules.bin", "files.bin")
_IN_NODE: Final = """
import { pathToFileURL } from "node:url";
const [pyodide, work, script] = process.argv.slice(-3);
const { loadPyodide } = await import(pathToFileURL(pyodide + "/pyodide.mjs").href);
// Which columns code came from is for tracebacks that nobody sees, and a fifth of it.
const python = await loadPyodide({ indexURL: pyodide + "/", env: { HOME: "/home/pyodide", PYTHONNODEBUGRANGES: "1" } });
for (const [place, root] of [["/packed", work], ["/pyodide", pyodide]]) {
  python.FS.mkdir(place);
  python.FS.mount(python.FS.filesystems.NODEFS, { root }, place);
}
const { readFileSync } = await import("node:fs");
python.runPython(readFileSync(script, "utf8") + `
precompile(Path("/packed/sources.zip"), Path("/pyodide/python_stdlib.zip"), Path("/packed"))
`);
"""


def write_archives(kit: Mapping[str, bytes], pyodide: Path, work: Path) -> dict[str, bytes]:
    """Return the files of the kit and of the library, compressed; `work` is for files between."""
    sources = work / "sources.zip"
    _zip(kit, sources)
    node = shutil.which("node")
    if node is not None and _precompile(node, pyodide, work):
        return {f"{name}.gz": gzip.compress((work / name).read_bytes(), 9, mtime=0) for name in COMPILED}
    return {"kit.zip": sources.read_bytes(), "python.zip": (pyodide / "python_stdlib.zip").read_bytes()}


def _zip(files: Mapping[str, bytes], target: Path) -> None:
    with ZipFile(target, "w", ZIP_DEFLATED, compresslevel=9) as archive:
        for path in sorted(files):
            archive.writestr(ZipInfo(path), files[path], ZIP_DEFLATED, 9)


def _precompile(node: str, pyodide: Path, work: Path) -> bool:
    """Say whether it was done: an old Node cannot, and a computer with much else to do not in time."""
    script = Path(__file__).with_name("precompile.py")
    for beside in ("packed_modules.py", "stand_ins.py"):
        shutil.copy(script.with_name(beside), work)
    command = [node, "--input-type=module", "-e", _IN_NODE, "--", str(pyodide), str(work), str(script)]
    try:
        done = subprocess.run(command, check=False, timeout=LIMIT_S, capture_output=True, text=True)  # noqa: S603
    except subprocess.TimeoutExpired:
        return False
    return done.returncode == 0
