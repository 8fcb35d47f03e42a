"""The build's own checks can fail: an unknown binary is refused, and the binary as shipped does not pass."""

from __future__ import annotations

from pathlib import Path

import pytest

from build_hook import runtime
from build_hook.runtime import RuntimeNotMade, find_source, name_stack_pointer, renumber_errors
from build_hook.selftest import SelfTestFailed, self_test


def test_binary_as_shipped_fails_the_self_test():
    with pytest.raises(SelfTestFailed):
        self_test(find_source().read_bytes(), find_source().read_bytes())


def test_unknown_binary_is_refused():
    with pytest.raises(RuntimeNotMade, match="0 errno tables"):
        renumber_errors(b"\0asm\1\0\0\0" + bytes(1000))


def test_missing_package_says_what_to_install(monkeypatch):
    monkeypatch.setattr(runtime, "PACKAGE", "micropython-that-never-was")
    with pytest.raises(RuntimeNotMade, match="pip install"):
        find_source()


def test_stack_pointer_is_named_in_a_section_of_its_own():
    named = name_stack_pointer(b"\0asm\1\0\0\0")
    assert named.endswith(b"\x04name\x07\x12\x01\x00\x0f__stack_pointer")
    assert named[9] == len(named) - 10


def test_binary_that_fails_its_self_test_replaces_nothing(tmp_path, monkeypatch):
    """The build stops with what was seen, and what was made before stays."""
    (tmp_path / "micropython.wasm").write_bytes(b"before")
    monkeypatch.setattr(runtime, "install_packages", lambda root: NodeAsItIs())
    monkeypatch.setattr(
        runtime, "spill_pointers", lambda command, before, after: after.write_bytes(before.read_bytes())
    )
    with pytest.raises(SelfTestFailed, match="instead of"):
        runtime.make(Path.cwd(), tmp_path)
    assert [one.name for one in tmp_path.iterdir()] == ["micropython.wasm"]
    assert (tmp_path / "micropython.wasm").read_bytes() == b"before"


class NodeAsItIs:
    """No Node.js is needed where nothing is optimised."""

    node = ("node",)
