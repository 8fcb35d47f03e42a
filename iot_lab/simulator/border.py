"""The border between Python and the engine that runs the guest; the only file that touches wasmtime's internals.

The guest meters itself (build_hook/metering.py): its exported global `fuel` goes down as it works, and when it is used
up the guest calls the import `refuel`. What is left of a run's fuel stands in two places: in that global, the *slice*
that may run before `refuel` is called, and here, the *reserve*. So whoever answers `refuel` sees the guest after any
amount of work it chose, in the guest's own thread; a guest that gets nothing there ends.

`start` tells how a guest ended in one word: "" (it returned), "fuel", "stack" (the guest's or the engine's is full),
"trap" (the guest broke: a wild pointer, an impossible operation). No caller reads an engine's own texts, so that
another engine stands behind the same words (`border_browser.py`).

wasmtime's public callbacks cost 10 times more per call and keep the last exception in a global. Everything here was
read in wasmtime-py 50 (`_bindings.py`); `missing_parts` says at start-up when another version lacks a part of it.
"""

from __future__ import annotations

import ctypes
import struct
import threading
from typing import TYPE_CHECKING, Any, Final, Protocol

from iot_lab.simulator.addresses import BadAddress
from iot_lab.simulator.engine import ffi as _ffi_any
from iot_lab.simulator.engine import wasmtime

if TYPE_CHECKING:
    from collections.abc import Callable

NEEDED = (
    "wasmtime_func_unchecked_callback_t",
    "wasmtime_linker_define_func_unchecked",
    "wasmtime_memory_data",
    "wasmtime_memory_data_size",
    "wasmtime_global_get",
    "wasmtime_global_set",
    "wasmtime_func_call",
    "wasmtime_instance_export_get",
    "wasmtime_extern_t",
    "wasmtime_val_t",
    "wasmtime_context_t",
)
EXPORTS: Final = (b"memory", b"_start", b"fuel", b"ended", b"throws", b"stack", b"room")
I32, I64 = 0, 1  # WASMTIME_I32, WASMTIME_I64
# What the guest's global `ended` says (build_hook/metering.py).
_OWN_ENDS: Final = {1: "fuel", 2: "stack"}
# Slots by their address, in one process (each thread of live boards has its own).
MOST_PLACES: Final = 1024
PIECE_BYTES: Final = 16 * 1024
"""Of the guest's memory, when it is compared: a copy of all would be a new mapping, and a page fault for each 4 KB."""
_put_result = struct.Struct("<i").pack_into
_CALLBACK = ctypes.CFUNCTYPE(ctypes.c_size_t, ctypes.c_void_p, ctypes.c_void_p, ctypes.c_void_p, ctypes.c_size_t)
_ADDRESSES = 3 * (ctypes.c_void_p,)
_NO_FINALIZER = ctypes.cast(0, ctypes.CFUNCTYPE(None, ctypes.c_void_p))
_running = threading.local()


def _direct(name: str, result: Any) -> Any:
    """Return a function of the engine for three addresses, which is asked at each call of the guest.

    Without ctypes' own care for types, and without letting other threads in.
    """
    return ctypes.PYFUNCTYPE(result, *_ADDRESSES)((name, _ffi_any.dll)) if _ffi_any else None


_get_global = _direct("wasmtime_global_get", None)
_set_global = _direct("wasmtime_global_set", ctypes.POINTER(_ffi_any.wasmtime_error_t) if _ffi_any else None)


class Answering(Protocol):
    """What a run offers to the border: the answer of each import by its name, and what follows where one raises."""

    answers: dict[str, Callable[..., int]]

    def failed(self, name: str, error: BaseException) -> int:
        """Answer the import `name`, whose answer raised; never raises."""


def missing_parts() -> list[str]:
    """Return the names this file needs and the installed wasmtime does not have."""
    return [name for name in NEEDED if not hasattr(_ffi_any, name)]


def define_imports(linker: wasmtime.Linker, module: wasmtime.Module) -> list[Any]:
    """Let every import of `module` be answered by the run of the calling thread; keep the returned list alive."""
    return [_define(linker, one) for one in module.imports]


def _define(linker: wasmtime.Linker, wanted: wasmtime.ImportType) -> Any:
    kind = wanted.type
    if not isinstance(kind, wasmtime.FuncType) or wanted.name is None:
        raise TypeError(f"unexpected import {wanted.module}.{wanted.name}")
    callback = _CALLBACK(_callback(wanted.name, kind))
    module, name = wanted.module.encode(), wanted.name.encode()
    error = _ffi_any.wasmtime_linker_define_func_unchecked(
        linker.ptr(),
        ctypes.create_string_buffer(module),
        len(module),
        ctypes.create_string_buffer(name),
        len(name),
        kind.ptr(),
        ctypes.cast(callback, _ffi_any.wasmtime_func_unchecked_callback_t),
        None,
        _NO_FINALIZER,
    )
    if error:
        raise wasmtime.WasmtimeError._from_ptr(error)  # noqa: SLF001
    return callback


def _callback(name: str, kind: wasmtime.FuncType) -> Callable[..., int]:
    """Return the C callback of one import: its arguments are 16-byte slots, its result goes in the first one."""
    layout = struct.Struct("<" + "".join("I12x" if str(one) == "i32" else "Q8x" for one in kind.params))
    unpack, has_result = layout.unpack_from, bool(kind.results)
    slots = ctypes.c_char * max(16, layout.size)
    known: dict[int, Any] = {}

    def call(_data: int, _caller: int, values: int, _count: int) -> int:
        # The slots stand on the thread's stack, nearly always at the same place: looking there again is cheap.
        here = known.get(values)
        if here is None:
            if len(known) >= MOST_PLACES:
                known.clear()
            here = known[values] = slots.from_address(values)
        run = _running.run
        try:
            result = run.answers[name](*unpack(here))
        except BaseException as error:  # noqa: BLE001 - nothing may be raised into the engine
            result = run.failed(name, error)
        if has_result:
            _put_result(here, 0, result)
        return 0

    return call


class Instance:
    """One instantiated guest: its memory, its fuel, its `_start`."""

    def __init__(self, store: wasmtime.Store, instance: wasmtime.Instance) -> None:
        self._store = store
        self._context: Any = store._context()  # noqa: SLF001
        self._exports = [self._export(instance, name) for name in EXPORTS]
        memory, start, *numbers = (one.of for one in self._exports)
        self._memory, self._start = ctypes.byref(memory.memory), start.func
        self._fuel, self._ended, self._throws, self._stack, self._room = (
            ctypes.addressof(one.global_) for one in numbers
        )
        self._at: int = ctypes.cast(self._context, ctypes.c_void_p).value or 0
        self._number = _ffi_any.wasmtime_val_t()
        self._number.kind = I64
        self._value = self._number.of
        self._number_at = ctypes.addressof(self._number)
        self._reserve = 0
        self._bytes: Any = b""
        self._view: Any = None
        self._size = self._differed_at = 0

    def _export(self, instance: wasmtime.Instance, name: bytes) -> Any:
        """Return what is exported under a name, without the objects that `Instance.exports` makes of everything."""
        found = _ffi_any.wasmtime_extern_t()
        own = ctypes.byref(instance._instance)  # noqa: SLF001
        if not _ffi_any.wasmtime_instance_export_get(self._context, own, name, len(name), ctypes.byref(found)):
            raise LookupError(name.decode())
        return found

    def start(self, run: Answering) -> str:
        """Run the guest to its end in this thread; returns the word for its end."""
        outer = getattr(_running, "run", None)
        _running.run = run
        trap = ctypes.POINTER(_ffi_any.wasm_trap_t)()
        try:
            error = _ffi_any.wasmtime_func_call(
                self._context, ctypes.byref(self._start), None, 0, None, 0, ctypes.byref(trap)
            )
        finally:
            _running.run = outer
        if error:
            wasmtime.WasmtimeError._from_ptr(error)  # noqa: SLF001 - which frees it
            return "trap"
        return self._word_of(wasmtime.Trap._from_ptr(trap)) if trap else ""  # noqa: SLF001

    def _word_of(self, trap: wasmtime.Trap) -> str:
        own = _OWN_ENDS.get(self._get(self._ended) & 0xFFFFFFFF)
        if own is not None:
            return own
        return "stack" if trap.trap_code == wasmtime.TrapCode.STACK_OVERFLOW else "trap"

    def read(self, address: int, size: int) -> bytes:
        """Return `size` bytes of the guest's memory; raises BadAddress outside it."""
        if address + size > self._size:
            self._look_again(address + size)
        content: bytes = self._bytes[address : address + size]
        return content

    def write(self, address: int, content: bytes) -> None:
        """Put bytes in the guest's memory; raises BadAddress outside it."""
        end = address + len(content)
        if end > self._size:
            self._look_again(end)
        self._view[address:end] = content

    def _look_again(self, end: int) -> None:
        """Map the guest's memory, which may have grown (it never moves: its address space is reserved)."""
        data = _ffi_any.wasmtime_memory_data(self._context, self._memory)
        self._size = _ffi_any.wasmtime_memory_data_size(self._context, self._memory)
        self._bytes = (ctypes.c_char * self._size).from_address(ctypes.cast(data, ctypes.c_void_p).value or 0)
        self._view = memoryview(self._bytes).cast("B")
        if end > self._size:
            raise BadAddress

    def close(self) -> None:
        """Give back the guest's memory (4 GiB of reserved addresses) at once; nothing may be called afterwards."""
        self._bytes, self._view, self._size = b"", None, 0
        self._store.close()

    def memory_size(self) -> int:
        """Return how many bytes the memory has now."""
        self._look_again(0)
        return self._size

    def everything(self) -> bytes:
        """Return a copy of the whole memory."""
        self._look_again(0)
        content: bytes = self._bytes[:]
        return content

    def is_as_in(self, copy: bytes) -> bool:
        """Say whether the whole memory is as in a copy of it; looks first where it was not, the last time."""
        self._look_again(0)
        if len(copy) != self._size:
            return False
        for at in (self._differed_at, *range(0, self._size, PIECE_BYTES)):
            if self._bytes[at : at + PIECE_BYTES] != copy[at : at + PIECE_BYTES]:
                self._differed_at = at
                return False
        return True

    def fuel(self) -> int:
        """Return the fuel that is left, less than nothing where the last run of operators cost more than there was."""
        _get_global(self._at, self._fuel, self._number_at)
        left: int = self._reserve + self._value.i64
        return left

    def slice_fuel(self) -> int:
        """Return the fuel that is left of the slice."""
        return self.fuel() - self._reserve

    def set_fuel(self, fuel: int) -> None:
        """Set the fuel that is left, all of it to be used before `refuel` is called; with 0 the guest ends."""
        self._reserve = 0
        self._set(self._fuel, I64, fuel)

    def slice(self, fuel: int, left: int) -> None:
        """Have `refuel` called once so much of the fuel that is `left` is used."""
        now = min(left, fuel)
        self._reserve = left - now
        self._set(self._fuel, I64, now)

    def throws(self) -> int:
        """Return how many exceptions the guest has thrown."""
        return self._get(self._throws) & 0xFFFFFFFF

    def set_throws(self, count: int) -> None:
        """Count so many exceptions."""
        self._set(self._throws, I32, count)

    def stack_pointer(self) -> int:
        """Return where the newest of the guest's C variables is."""
        return self._get(self._stack) & 0xFFFFFFFF

    def make_room(self, size: int) -> None:
        """Have the guest make so much room for the next answers of `host_call`."""
        self._set(self._room, I32, size)

    def _get(self, place: int) -> int:
        _get_global(self._at, place, self._number_at)
        number: int = self._value.i64
        return number

    def _set(self, place: int, kind: int, number: int) -> None:
        self._number.kind = kind
        self._value.i64 = number
        if error := _set_global(self._at, place, self._number_at):
            raise wasmtime.WasmtimeError._from_ptr(error)  # noqa: SLF001
