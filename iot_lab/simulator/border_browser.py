"""The border over a browser's own WebAssembly: the words and methods of `border.py`, for Pyodide in a worker.

The guest meters itself (build_hook/metering.py), so its count of work, and with it every time and verdict, is the same
as under wasmtime. What JavaScript does stands in `_GLUE`: it makes the instance, carries each import to Python, and
copies bytes between the two memories through one buffer, because a proxy for each piece would cost ten times more.
Either memory may grow, which detaches every view of it: both are looked at before each copy.

A board that lives waits inside an import (`clock_browser.py`): its stacks, the guest's and Python's, sleep in a promise
while the worker hears messages, or checks another program. So a worker may hold two guests; only one ever copies.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Any, Final

from iot_lab.simulator.addresses import BadAddress

if TYPE_CHECKING:
    from iot_lab.simulator.border import Answering

BUFFER_BYTES: Final = 64 * 1024
_GLUE: Final = """
({
  compile: bytes => new WebAssembly.Module(bytes),
  instance(module, answer, buffer, waits) {
    const imports = {};
    for (const { module: from, name } of WebAssembly.Module.imports(module)) {
      (imports[from] ??= {})[name] = waits.includes(name)
        ? new WebAssembly.Suspending((...given) => answer.callPromising(name, ...given))
        : (...given) => answer(name, ...given);
    }
    const guest = new WebAssembly.Instance(module, imports).exports;
    let bytes = new Uint8Array(guest.memory.buffer);
    let view = buffer.getBuffer("u8");
    const has = end => {
      if (bytes.length === 0) bytes = new Uint8Array(guest.memory.buffer);
      if (view.data.length === 0) { view.release(); view = buffer.getBuffer("u8"); }
      return end <= bytes.length;
    };
    return {
      start() {
        try { guest._start(); return ""; } catch (error) { return error.name; }
      },
      async start_live() {
        try { await WebAssembly.promising(guest._start)(); return ""; } catch (error) { return error.name; }
      },
      read(address, size) {
        if (!has(address + size)) return false;
        view.data.set(bytes.subarray(address, address + size));
        return true;
      },
      write(address, size) {
        if (!has(address + size)) return false;
        bytes.set(view.data.subarray(0, size), address);
        return true;
      },
      size() { has(0); return bytes.length; },
      everything: () => { has(0); return bytes; },
      fuel: () => Number(guest.fuel.value),
      set_fuel(fuel) { guest.fuel.value = BigInt(fuel); },
      get: name => guest[name].value >>> 0,
      set(name, number) { guest[name].value = number; },
      close() { view.release(); },
    };
  },
})
"""
# The imports in which a board may wait.
_WAITING: Final = ("host_call", "refuel", "clock_time_get", "poll_oneoff", "fd_write")
# What the guest's global `ended` says (build_hook/metering.py), and what browsers call a full stack of their own.
_OWN_ENDS: Final = {1: "fuel", 2: "stack"}
_FULL_STACK: Final = frozenset({"RangeError", "InternalError"})
_buffer = bytearray(BUFFER_BYTES)
_bytes = memoryview(_buffer)


@lru_cache(maxsize=1)
def _javascript() -> tuple[Any, Any]:
    from pyodide.code import run_js  # which is in a browser alone: this file is imported, and looked at, elsewhere too

    return run_js(_GLUE), _proxy(_buffer)


def _proxy(value: object) -> Any:
    from pyodide.ffi import create_proxy

    return create_proxy(value)


def _list(names: tuple[str, ...]) -> Any:
    from pyodide.ffi import to_js

    return to_js(names)


def _may_wait() -> bool:
    """Say whether this is the run of a board that lives: JavaScript began it by `callPromising`."""
    from pyodide.ffi import can_run_sync

    return bool(can_run_sync())


def _awaited(promise: Any) -> Any:
    from pyodide.ffi import run_sync

    return run_sync(promise)


def compile_module(wasm: bytes) -> Any:
    """Return the browser's compiled module."""
    from pyodide.ffi import to_js

    return _javascript()[0].compile(to_js(wasm))


class BrowserInstance:
    """One instantiated guest: its memory, its fuel, its `_start` (the same methods as `border.Instance`)."""

    def __init__(self, module: Any) -> None:
        self._reserve = 0
        self._run: Answering  # from `start` on: a guest asks nothing before
        self._proxy = _proxy(self._answer)
        self._lives = _may_wait()
        glue, buffer = _javascript()
        self._guest: Any = glue.instance(module, self._proxy, buffer, _list(_WAITING if self._lives else ()))
        self._read, self._write = self._guest.read, self._guest.write

    def _answer(self, name: str, *arguments: int) -> int:
        run = self._run
        try:
            return run.answers[name](*arguments)
        except BaseException as error:  # noqa: BLE001 - nothing may be raised into the engine
            return run.failed(name, error)

    def start(self, run: Answering) -> str:
        """Run the guest to its end; returns the word for its end."""
        self._run = run
        error = str(_awaited(self._guest.start_live()) if self._lives else self._guest.start())
        if not error:
            return ""
        own = _OWN_ENDS.get(self._guest.get("ended"))
        return own or ("stack" if error in _FULL_STACK else "trap")

    def read(self, address: int, size: int) -> bytes:
        """Return `size` bytes of the guest's memory; raises BadAddress outside it."""
        if size > BUFFER_BYTES:
            return self.read(address, BUFFER_BYTES) + self.read(address + BUFFER_BYTES, size - BUFFER_BYTES)
        if not self._read(address, size):
            raise BadAddress
        return bytes(_bytes[:size])

    def write(self, address: int, content: bytes) -> None:
        """Put bytes in the guest's memory; raises BadAddress outside it."""
        size = len(content)
        if size > BUFFER_BYTES:
            self.write(address, content[:BUFFER_BYTES])
            self.write(address + BUFFER_BYTES, content[BUFFER_BYTES:])
            return
        _bytes[:size] = content
        if not self._write(address, size):
            raise BadAddress

    def memory_size(self) -> int:
        """Return how many bytes the memory has now."""
        return int(self._guest.size())

    def everything(self) -> bytes:
        """Return a copy of the whole memory."""
        content: bytes = self._guest.everything().to_bytes()
        return content

    def close(self) -> None:
        """Give back the guest's memory; nothing may be called afterwards."""
        self._guest.close()
        self._proxy.destroy()
        self._guest = self._read = self._write = None

    def fuel(self) -> int:
        """Return the fuel that is left, less than nothing where the last run of operators cost more than there was."""
        return self._reserve + int(self._guest.fuel())

    def set_fuel(self, fuel: int) -> None:
        """Set the fuel that is left, all of it to be used before `refuel` is called; with 0 the guest ends."""
        self._reserve = 0
        self._guest.set_fuel(fuel)

    def slice(self, fuel: int, left: int) -> None:
        """Have `refuel` called once so much of the fuel that is `left` is used."""
        now = min(left, fuel)
        self._reserve = left - now
        self._guest.set_fuel(now)

    def throws(self) -> int:
        """Return how many exceptions the guest has thrown."""
        return int(self._guest.get("throws"))

    def set_throws(self, count: int) -> None:
        """Count so many exceptions."""
        self._guest.set("throws", count)

    def stack_pointer(self) -> int:
        """Return where the newest of the guest's C variables is."""
        return int(self._guest.get("stack"))

    def make_room(self, size: int) -> None:
        """Have the guest make so much room for the next answers of `host_call`."""
        self._guest.set("room", size)
