"""A program made patient and cut in parts for `do/run`."""

from __future__ import annotations

import ast
import base64
import hashlib
import json
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from iot_lab.boards.delivery import (
    BoardMemoryFull,
    BoardStorageFull,
    DeliveryDamaged,
    FileNameIsKits,
    ModuleNotText,
    ProgramNotPython,
    ProgramTooLongForBoard,
    make_patient,
    make_patient_files,
    payloads,
    refusal,
)
from iot_lab.cli.program_file import gather
from iot_lab.contract.program_parts import KITS_FILES
from iot_lab.workshop.learner_work import checked_files

ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.parametrize(
    ("program", "patient"),
    [
        ("while True: pass", "while __rest__(True): pass"),
        ("while x and (\n  y\n): pass", "while __rest__(x and (\n  y\n)): pass"),
        ("while é != 'à': é = f()", "while __rest__(é != 'à'): é = f()"),
        ("for i in range(10): f(i)", "for i in range(10): f(i)"),
        ("for i in range(-5, 5, 2): f(i)", "for i in range(-5, 5, 2): f(i)"),
        ("for one in 1, 2, 3: f(one)", "for one in 1, 2, 3: f(one)"),
        ("for i in range(5000): f(i)", "for i in (__rest__(__one__) for __one__ in (range(5000))): f(i)"),
        ("for i in range(n): f(i)", "for i in (__rest__(__one__) for __one__ in (range(n))): f(i)"),
        ("for i in a if b else c: f(i)", "for i in (__rest__(__one__) for __one__ in (a if b else c)): f(i)"),
        ("for a in 'abc':\n for b in range(400): f()", None),
        ("def f():\n while (yield 1): pass", None),
        ("def f():\n for x in (yield): pass", None),
        ("print('while True: pass')", None),
    ],
)
def test_loops_rest(program, patient):
    rested = make_patient(program)
    if patient is not None:
        assert rested == patient
    assert rested.count("\n") == program.count("\n")
    ast.parse(rested)


def test_short_loops_in_long_ones_are_counted_together():
    rested = make_patient("for a in range(100):\n for b in range(100):\n  f()\n")
    assert rested.split("\n")[0] == "for a in (__rest__(__one__) for __one__ in (range(100))):"
    assert rested.split("\n")[1] == " for b in range(100):"


def test_patient_program_computes_the_same():
    program = (
        "found = []\nn = 3\nfor i in range(n):\n    if i == 1: continue\n    found.append(i)\nelse:\n    found.append('end')\n"
        "while n:\n    n -= 1\nclass A:\n    for x in [k for k in (1, 2)]:\n        found.append(x)\n"
    )
    plain, rested = {}, {"__rest__": lambda value: value}
    exec(program, plain)
    exec(make_patient(program), rested)
    assert plain["found"] == rested["found"] == [0, 2, "end", 1, 2]


@pytest.mark.parametrize("ends", ["\r\n", "\r"])
def test_line_ends_of_other_systems_are_understood(ends):
    assert make_patient(ends.join(["x = 1", "while x: pass", ""])) == "x = 1\nwhile __rest__(x): pass\n"


def test_syntax_error_is_said_in_the_words_of_cpython_before_anything_is_sent():
    with pytest.raises(ProgramNotPython) as said:
        make_patient("x = 1\nif x\n    pass\n")
    assert said.value.details == {"line": 2, "message": "expected ':'"}


@pytest.mark.parametrize("program", ["(" * 9000, "\x00", "x = " + "-" * 100_000 + "1"])
def test_hostile_text_is_only_a_syntax_error(program):
    with pytest.raises(ProgramNotPython):
        make_patient(program)


@given(st.text(max_size=5000))
def test_parts_give_the_program_back(program):
    content = program.encode("utf-8", "surrogatepass").decode("utf-8", "replace")
    parts = [json.loads(part) for part in payloads(content, "r1")]
    whole = b"".join(base64.b64decode(part["data"]) for part in parts)
    assert whole.decode() == content
    assert [part["part"] for part in parts] == list(range(parts[0]["parts"]))
    assert {part["sha256"] for part in parts} == {hashlib.sha256(whole).hexdigest()}
    assert all(len(base64.b64decode(part["data"])) <= 1536 for part in parts)


def test_program_that_is_too_long_is_refused_before_anything_is_sent():
    with pytest.raises(ProgramTooLongForBoard) as said:
        payloads("#" * 32769, "r1")
    assert said.value.details == {"size_kb": 33, "limit_kb": 32}


@pytest.mark.parametrize(
    ("code", "kind"),
    [
        ("syntax", ProgramNotPython), ("size", ProgramTooLongForBoard), ("memory", BoardMemoryFull),
        ("storage", BoardStorageFull), ("checksum", DeliveryDamaged), ("order", DeliveryDamaged), (7, DeliveryDamaged),
    ],
)  # fmt: skip
def test_refusal_of_a_board_is_an_error_with_a_remedy(code, kind):
    assert type(refusal({"id": "r1", "error": code}, "capteur-01", 10)) is kind


def test_answer_of_a_board_that_runs_the_program_is_no_error():
    assert refusal({"id": "r1", "result": "running"}, "capteur-01", 10) is None


@pytest.mark.parametrize("name", ["state.json", "config.json", "boot.py", "lab.py", "program.old", "kit/room.py"])
def test_file_that_has_the_name_of_one_of_the_kit_s_is_refused_at_both_ends(tmp_path, name):
    with pytest.raises(FileNameIsKits) as caught:
        payloads("x = 1\n", "a1", files={name: b"mine"})
    assert caught.value.details["file"] == name
    with pytest.raises(FileNameIsKits):
        checked_files({"main.py": "x = 1\n", name: "mine"})
    path = tmp_path / name
    path.parent.mkdir(exist_ok=True)
    path.write_text("mine")
    (tmp_path / "main.py").write_text("x = 1\n")
    with pytest.raises(FileNameIsKits):
        gather(tmp_path, ())
    assert refusal({"error": "name"}, "serre-07", 5).code == "file-name-refused-there"


def test_page_knows_the_names_of_the_kit_s_files():
    text = (ROOT / "dashboard" / "src" / "files.ts").read_text().split("KITS_FILES = [")[1].split("]")[0]
    assert set(re.findall(r'"([^"]+)"', text)) == KITS_FILES


def test_module_that_is_no_text_is_called_so():
    with pytest.raises(ModuleNotText) as caught:
        make_patient_files({"bin.py": b"\xff\xfe"})
    assert caught.value.details == {"file": "bin.py"}
