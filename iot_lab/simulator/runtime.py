"""The engine that runs simulated boards: the mended MicroPython, checked, compiled once, cached for the user.

A compiled module is machine code: a cache file is used only when it is ours alone and its checksum is right.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import stat
import sys
from functools import lru_cache
from pathlib import Path
from typing import Any

from iot_lab.errors import LabError
from iot_lab.files import write_whole
from iot_lab.resources import NotBuilt, built
from iot_lab.simulator.engine import require_engine, wasmtime
from iot_lab.simulator.guest_places import GuestPlaces
from iot_lab.simulator.scheduler import SchedulerPlaces

if sys.platform != "emscripten":  # which has no wasmtime, nor ctypes: `shared_runtime` chooses the browser's engine
    from iot_lab.simulator import border

WASM_STACK_BYTES = 512 * 1024
_DIGEST_BYTES = 32


class RuntimeMissing(LabError):
    """The simulated board's runtime was not made: run the build."""

    code = "runtime-missing"


class RuntimeDamaged(LabError):
    """The runtime's checksum is not the one written when it was made."""

    code = "runtime-damaged"


class RuntimeUnproved(LabError):
    """The runtime was not seen to keep its live objects: its self-test did not pass when it was made."""

    code = "runtime-unproved"


class WasmtimeUnsuitable(LabError):
    """The installed wasmtime lacks what the simulator needs (details: version)."""

    code = "wasmtime-unsuitable"


class Runtime:
    """One engine with its compiled module, ready to make instances; safe to share between threads."""

    def __init__(self, wasm: bytes, places: GuestPlaces, cache: Path) -> None:
        self.places = places
        self.engine = wasmtime.Engine(_config())
        self.module = _load(self.engine, wasm, cache)
        linker = wasmtime.Linker(self.engine)
        self._callbacks = border.define_imports(linker, self.module)
        self._ready = linker.instantiate_pre(self.module)

    def instance(self, *, memory_bytes: int, fuel: int) -> border.Instance:
        """Return a fresh guest that owns nothing but `memory_bytes` of memory and `fuel`."""
        store = wasmtime.Store(self.engine)
        store.set_limits(memory_size=memory_bytes, instances=1, memories=1, tables=4, table_elements=10_000)
        made = border.Instance(store, self._ready.instantiate(store))
        made.set_fuel(fuel)
        return made


@lru_cache(maxsize=1)
def shared_runtime() -> Runtime:
    """Return this process's runtime; raises what `open_runtime` raises, and RuntimeMissing."""
    wasm, facts = _made("micropython.wasm"), _made("micropython.json")
    if sys.platform == "emscripten":
        from iot_lab.simulator.runtime_browser import BrowserRuntime

        return BrowserRuntime(*_checked(wasm, facts))
    return open_runtime(wasm, facts, cache_folder())


def open_runtime(wasm: Path, facts: Path, cache: Path) -> Runtime:
    """Return the runtime made from `wasm` when `facts` says that it passed its self-test, and has its checksum."""
    require_engine()
    if missing := border.missing_parts():
        from importlib.metadata import version

        raise WasmtimeUnsuitable(version=version("wasmtime"), missing=", ".join(missing))
    return Runtime(*_checked(wasm, facts), cache)


def _checked(wasm: Path, facts: Path) -> tuple[bytes, GuestPlaces]:
    """Return the runtime's file and its places; raises RuntimeDamaged or RuntimeUnproved."""
    content = wasm.read_bytes()
    made = _facts(facts)
    if hashlib.sha256(content).hexdigest() != made.get("sha256"):
        raise RuntimeDamaged(file=str(wasm))
    if made.get("self_test") != "passed":
        raise RuntimeUnproved(file=str(wasm))
    return content, _places(made, facts)


def _places(made: dict[str, Any], facts: Path) -> GuestPlaces:
    """Return what the build found in the interpreter's memory; raises RuntimeUnproved where it did not."""
    try:
        return GuestPlaces(SchedulerPlaces(**made["scheduler"]), int(made["stack_top"]))
    except (KeyError, TypeError):
        raise RuntimeUnproved(file=str(facts)) from None


def _facts(file: Path) -> dict[str, Any]:
    """Return what was written when the runtime was made; a file that cannot be read says nothing."""
    try:
        facts = json.loads(file.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return facts if isinstance(facts, dict) else {}


def cache_folder() -> Path:
    """Return the user's own folder for compiled modules."""
    import platformdirs

    return Path(platformdirs.user_cache_dir("iot-lab", appauthor=False)) / "runtime"


def _made(name: str) -> Path:
    try:
        return built(f"runtime/{name}")
    except NotBuilt:
        raise RuntimeMissing(name=name) from None


def _config() -> wasmtime.Config:
    config = wasmtime.Config()
    config.wasm_exceptions = True
    config.max_wasm_stack = WASM_STACK_BYTES
    config.cranelift_opt_level = "speed"
    return config


def _load(engine: wasmtime.Engine, wasm: bytes, cache: Path) -> wasmtime.Module:
    """Return the compiled module, from the cache when it can be trusted.

    wasmtime itself refuses what another version of it compiled; two installations do not share a file.
    """
    key = f"{wasmtime.__file__} metered exceptions {WASM_STACK_BYTES}".encode() + hashlib.sha256(wasm).digest()
    path = cache / f"{hashlib.sha256(key).hexdigest()[:32]}.cwasm"
    cached = _read_trusted(path)
    if cached is not None:
        try:
            return wasmtime.Module.deserialize(engine, cached)
        except wasmtime.WasmtimeError:
            path.unlink(missing_ok=True)
    module = wasmtime.Module(engine, wasm)
    _write_private(path, bytes(module.serialize()))
    return module


def _read_trusted(path: Path) -> bytes | None:
    """Return a cache file's content, or None when it is absent, damaged, or another user could have written it."""
    try:
        facts = path.stat()
        content = path.read_bytes()
    except OSError:
        return None
    if hasattr(os, "getuid") and (facts.st_uid != os.getuid() or facts.st_mode & (stat.S_IWGRP | stat.S_IWOTH)):
        return None
    digest, compiled = content[:_DIGEST_BYTES], content[_DIGEST_BYTES:]
    return compiled if hashlib.sha256(compiled).digest() == digest else None


def _write_private(path: Path, compiled: bytes) -> None:
    """Write a cache file at once or not at all; a cache that cannot be written only costs time."""
    with contextlib.suppress(OSError):
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        write_whole(path, hashlib.sha256(compiled).digest() + compiled)
