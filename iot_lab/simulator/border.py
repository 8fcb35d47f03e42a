"""The only file that touches wasmtime's internals: fast host calls, the guest's memory, fuel, interruptions.

wasmtime's public callbacks cost 10 times more per call and keep the last exception in a global. Everything here was
read in wasmtime-py 50 (`_bindings.py`); `check_border` says at start-up when another version lacks a part of it.
"""

from __future__ import annotations

import ctypes
import struct
import threading
from typing import TYPE_CHECKING, Any, Protocol

import wasmtime
from wasmtime import _ffi

if TYPE_CHECKING:
    from collections.abc import Callable

NEEDED = (
    "wasmtime_func_unchecked_callback_t",
    "wasmtime_linker_define_func_unchecked",
    "wasmtime_memory_data",
    "wasmtime_memory_data_size",
    "wasmtime_context_get_fuel",
    "wasmtime_context_set_fuel",
    "wasmtime_store_epoch_deadline_callback",
    "wasmtime_func_call",
    "wasmtime_error_new",
    "wasmtime_context_t",
    "wasmtime_update_deadline_kind_t",
)
_ffi_any: Any = _ffi
_NO_FINALIZER = ctypes.cast(0, ctypes.CFUNCTYPE(None, ctypes.c_void_p))
_running = threading.local()


class Answering(Protocol):
    """What a run offers to the border: one method that answers an import and never raises.

    `answer_room` is the size of the buffer that the guest makes for the next answer of `host_call`.
    """

    answer_room: int

    def answer(self, name: str, arguments: tuple[int, ...]) -> int:
        """Answer the import `name`."""


class BadAddress(Exception):
    """The guest gave a pointer outside its own memory."""


def missing_parts() -> list[str]:
    """Return the names this file needs and the installed wasmtime does not have."""
    return [name for name in NEEDED if not hasattr(_ffi, name)]


def define_imports(linker: wasmtime.Linker, module: wasmtime.Module) -> list[Any]:
    """Let every import of `module` be answered by the run of the calling thread; keep the returned list alive."""
    return [_define(linker, one) for one in module.imports]


def _define(linker: wasmtime.Linker, wanted: wasmtime.ImportType) -> Any:
    kind = wanted.type
    if not isinstance(kind, wasmtime.FuncType) or wanted.name is None:
        raise TypeError(f"unexpected import {wanted.module}.{wanted.name}")
    callback = _ffi_any.wasmtime_func_unchecked_callback_t(_callback(wanted.name, kind))
    module, name = wanted.module.encode(), wanted.name.encode()
    error = _ffi_any.wasmtime_linker_define_func_unchecked(
        linker.ptr(),
        ctypes.create_string_buffer(module),
        len(module),
        ctypes.create_string_buffer(name),
        len(name),
        kind.ptr(),
        callback,
        None,
        _NO_FINALIZER,
    )
    if error:
        raise wasmtime.WasmtimeError._from_ptr(error)  # noqa: SLF001
    return callback


def _callback(name: str, kind: wasmtime.FuncType) -> Callable[..., int]:
    """Return the C callback of one import: its arguments are 16-byte slots, its result goes in the first one."""
    layout = "".join("I12x" if str(one) == "i32" else "Q8x" for one in kind.params)
    unpack = struct.Struct("<" + layout).unpack
    size, has_result = 16 * len(kind.params), bool(kind.results)

    def tell_room(_data: Any, _caller: Any, values: Any, _count: int) -> int:
        values[0].i32 = _running.run.answer_room
        return 0

    def call(_data: Any, _caller: Any, values: Any, _count: int) -> int:
        result = _running.run.answer(name, unpack(ctypes.string_at(values, size)))
        if has_result:
            values[0].i32 = result
        return 0

    # Asked before every `host_call`, so it is worth a way of its own.
    return tell_room if name == "host_result_cap" else call


def _epoch_callback_type() -> Any:
    """Return the type of `wasmtime_store_epoch_deadline_callback`'s function; ctypes keeps one type per signature."""
    context = ctypes.POINTER(_ffi_any.wasmtime_context_t)
    kind = ctypes.POINTER(_ffi_any.wasmtime_update_deadline_kind_t)
    return ctypes.CFUNCTYPE(ctypes.c_size_t, context, ctypes.c_void_p, ctypes.POINTER(ctypes.c_uint64), kind)


class Instance:
    """One instantiated guest: its memory, its fuel, its `_start`."""

    def __init__(self, store: wasmtime.Store, instance: wasmtime.Instance) -> None:
        exports: Any = instance.exports(store)
        self._store = store
        self._context: Any = store._context()  # noqa: SLF001
        self._memory = ctypes.byref(exports["memory"]._memory)  # noqa: SLF001
        self._start = exports["_start"]._func  # noqa: SLF001
        self._bytes: Any = b""
        self._view: Any = None
        self._size = 0
        self._keep: Any = None

    def start(self, run: Answering) -> str:
        """Run the guest to its end in this thread; returns what wasmtime says of the end ("" when it returned)."""
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
            return str(wasmtime.WasmtimeError._from_ptr(error))  # noqa: SLF001
        return str(wasmtime.Trap._from_ptr(trap)) if trap else ""  # noqa: SLF001

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

    def fuel(self) -> int:
        """Return the fuel that is left."""
        left = ctypes.c_uint64(0)
        _ffi_any.wasmtime_context_get_fuel(self._context, ctypes.byref(left))
        return left.value

    def set_fuel(self, fuel: int) -> None:
        """Set the fuel that is left; 0 ends the guest at its next check, and no guest code can catch that."""
        _ffi_any.wasmtime_context_set_fuel(self._context, fuel)

    def on_epoch(self, act: Callable[[], bool]) -> None:
        """Call `act` in the running guest's thread at most once per tick of the engine's epoch; False ends the guest.

        Fuel set to 0 there would be lost: compiled code keeps its count in a register until its next call.
        """

        def call(_context: Any, _data: Any, ticks: Any, _kind: Any) -> int:
            ticks[0] = 1
            if act():
                return 0
            return ctypes.cast(_ffi_any.wasmtime_error_new(b"ended"), ctypes.c_void_p).value or 0

        self._keep = _epoch_callback_type()(call)
        _ffi_any.wasmtime_store_epoch_deadline_callback(self._store.ptr(), self._keep, None, _NO_FINALIZER)
        self._store.set_epoch_deadline(1)
