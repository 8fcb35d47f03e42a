"""The border over a browser's own WebAssembly: the words and methods of `border.py`, for Pyodide in a worker.

The guest meters itself (build_hook/metering.py), so its count of work, and with it every time and verdict, is the same
as under wasmtime. What JavaScript does stands in `border_glue.py`. While the guest waits for `host_call` or `fd_write`,
what came with the import is known here without asking: the fuel that is left, the bytes that its arguments point at;
and the first bytes written where the answer goes are held, and go back with it. A write anywhere else, or a read, puts
them there first, so that nobody sees the difference.

A board that lives waits inside an import (`clock_browser.py`): its stacks, the guest's and Python's, sleep in a promise
while the worker hears messages, or checks another program. So a worker may hold two guests; only one ever copies.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Any, Final

from iot_lab.simulator.addresses import BadAddress
from iot_lab.simulator.border_glue import BUFFER_BYTES, GLUE, TABLE_BYTES

if TYPE_CHECKING:
    from iot_lab.simulator.border import Answering

# The imports in which a board may wait.
_WAITING: Final = ("host_call", "refuel", "clock_time_get", "poll_oneoff", "fd_write")
# What the guest's global `ended` says (build_hook/metering.py), and what browsers call a full stack of their own.
_OWN_ENDS: Final = {1: "fuel", 2: "stack"}
_FULL_STACK: Final = frozenset({"RangeError", "InternalError"})
_NUMBER_BYTES: Final = 4
_NOWHERE: Final = -1
_buffer = bytearray(BUFFER_BYTES + TABLE_BYTES)
_bytes = memoryview(_buffer)


@lru_cache(maxsize=1)
def _javascript() -> tuple[Any, Any, Any]:
    """Return the glue, the buffer and Pyodide's C functions."""
    import pyodide_js  # which is in a browser alone: this file is imported, and looked at, elsewhere too
    from pyodide.code import run_js

    return run_js(GLUE), _proxy(_buffer), pyodide_js._module  # noqa: SLF001


def _proxy(value: object) -> Any:
    from pyodide.ffi import create_proxy

    return create_proxy(value)


def _list(names: tuple[str, ...]) -> Any:
    from pyodide.ffi import to_js

    return to_js(names)


def _object(**values: int) -> Any:
    from js import Object
    from pyodide.ffi import to_js

    return to_js(values, dict_converter=Object.fromEntries)


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
        self._left: int | None = None  # of the guest's own fuel, where it came with the import
        self._known: dict[int, bytes | None] = {}
        self._answer_at = self._held_at = _NOWHERE
        self._held = b""
        self._run: Answering  # from `start` on: a guest asks nothing before
        self._proxy = _proxy(self._answer)
        self._lives = _may_wait()
        # JavaScript knows these by their addresses.
        self._direct: tuple[Any, ...] = (self._answer_host_call, self._answer_fd_write)
        glue, buffer, python = _javascript()
        waits = _list(_WAITING if self._lives else ())
        guest = glue.instance(module, self._proxy, buffer, waits, python, None if self._lives else self._addresses())
        self._guest: Any = guest
        self._read, self._read_number, self._write = guest.read, guest.read_number, guest.write
        self._get_fuel, self._set_fuel = guest.fuel, guest.set_fuel

    def _addresses(self) -> Any:
        host_call, fd_write = map(id, self._direct)
        return _object(host_call=host_call, fd_write=fd_write, bytes=id(bytes), none=id(None))

    def _answer(self, name: str, *arguments: int) -> int:
        self._left, self._known, self._answer_at = None, {}, _NOWHERE
        run = self._run
        try:
            return run.answers[name](*arguments)
        except BaseException as error:  # noqa: BLE001 - nothing may be raised into the engine
            return run.failed(name, error)

    def _answer_host_call(
        self, fuel: int, name: int, name_size: int, text: int, text_size: int, answer: int, room: int,
        answer_at: int, named: bytes | None, said: bytes | None,
    ) -> int | bytes:  # fmt: skip
        self._left, self._known, self._answer_at = fuel, {text: said, name: named}, answer_at
        run = self._run
        try:
            result = run.answers["host_call"](name, name_size, text, text_size, answer, room)
        except BaseException as error:  # noqa: BLE001
            self._put_held()
            result = run.failed("host_call", error)
        return self._held_or(result)

    def _answer_fd_write(
        self, fuel: int, file: int, pieces: int, count: int, written: int,
        answer_at: int, address: int, piece: bytes | None, data: bytes | None,
    ) -> int | bytes:  # fmt: skip
        self._left, self._known, self._answer_at = fuel, {address: data, pieces: piece}, answer_at
        run = self._run
        try:
            result = run.answers["fd_write"](file, pieces, count, written)
        except BaseException as error:  # noqa: BLE001
            self._put_held()
            result = run.failed("fd_write", error)
        return self._held_or(result)

    def _held_or(self, result: int) -> int | bytes:
        held = self._held
        if not held:
            return result
        self._held = b""
        return held

    def start(self, run: Answering) -> str:
        """Run the guest to its end; returns the word for its end."""
        self._run = run
        error = str(_awaited(self._guest.start_live()) if self._lives else self._guest.start())
        self._left = None
        if not error:
            return ""
        own = _OWN_ENDS.get(self._guest.ended())
        return own or ("stack" if error in _FULL_STACK else "trap")

    def read(self, address: int, size: int) -> bytes:
        """Return `size` bytes of the guest's memory; raises BadAddress outside it."""
        known = self._known.get(address)
        if known is not None and len(known) == size:
            return known
        if self._held:
            self._put_held()
        if size <= _NUMBER_BYTES:
            number: int = self._read_number(address, size)
            if number < 0:
                raise BadAddress
            return number.to_bytes(size, "little")
        if size > BUFFER_BYTES:
            return self.read(address, BUFFER_BYTES) + self.read(address + BUFFER_BYTES, size - BUFFER_BYTES)
        if not self._read(address, size):
            raise BadAddress
        return bytes(_buffer[:size])

    def write(self, address: int, content: bytes) -> None:
        """Put bytes in the guest's memory; raises BadAddress outside it."""
        if address == self._answer_at:
            self._held_at, self._held, self._answer_at = address, content, _NOWHERE
            return
        self._known = {}
        if self._held:
            self._put_held()
        size = len(content)
        if size > BUFFER_BYTES:
            self.write(address, content[:BUFFER_BYTES])
            self.write(address + BUFFER_BYTES, content[BUFFER_BYTES:])
            return
        _bytes[:size] = content
        if not self._write(address, size):
            raise BadAddress

    def _put_held(self) -> None:
        held, self._held = self._held, b""
        if held:
            self.write(self._held_at, held)

    def memory_size(self) -> int:
        """Return how many bytes the memory has now."""
        return int(self._guest.size())

    def everything(self) -> bytes:
        """Return a copy of the whole memory."""
        self._put_held()
        content: bytes = self._guest.everything().to_bytes()
        return content

    def is_as_in(self, copy: bytes) -> bool:
        """Say whether the whole memory is as in a copy of it."""
        return self.everything() == copy

    def close(self) -> None:
        """Give back the guest's memory; nothing may be called afterwards."""
        self._guest.close()
        self._proxy.destroy()
        self._guest = self._read = self._read_number = self._write = self._get_fuel = self._set_fuel = None
        self._direct = ()

    def fuel(self) -> int:
        """Return the fuel that is left, less than nothing where the last run of operators cost more than there was."""
        left = self._left
        return self._reserve + (int(self._get_fuel()) if left is None else left)

    def slice_fuel(self) -> int:
        """Return the fuel that is left of the slice."""
        return self.fuel() - self._reserve

    def set_fuel(self, fuel: int) -> None:
        """Set the fuel that is left, all of it to be used before `refuel` is called; with 0 the guest ends."""
        self._reserve = 0
        self._set_own(fuel)

    def slice(self, fuel: int, left: int) -> None:
        """Have `refuel` called once so much of the fuel that is `left` is used."""
        now = min(left, fuel)
        self._reserve = left - now
        self._set_own(now)

    def _set_own(self, fuel: int) -> None:
        self._set_fuel(fuel)
        if self._left is not None:
            self._left = fuel

    def throws(self) -> int:
        """Return how many exceptions the guest has thrown."""
        return int(self._guest.throws())

    def set_throws(self, count: int) -> None:
        """Count so many exceptions."""
        self._guest.set("throws", count)

    def stack_pointer(self) -> int:
        """Return where the newest of the guest's C variables is."""
        return int(self._guest.stack())

    def make_room(self, size: int) -> None:
        """Have the guest make so much room for the next answers of `host_call`."""
        self._guest.set("room", size)
