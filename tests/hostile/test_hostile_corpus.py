"""Hostile submissions through the real grader: each is contained, fails for the right reason, and leaves no trace."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from iot_lab.course import load_exercise
from iot_lab.grading import Pool
from iot_lab.simulator.limits import Limits
from tests.hostile.run_corpus import PROGRAMS, expected

pytestmark = pytest.mark.timeout(600)  # the first test waits for the whole corpus
NAMES = sorted(path.stem for path in PROGRAMS.glob("*.py"))
PROCESSES = 2
LONGEST_S = 24 * 3600
# The largest trace takes about a hundred once, which the allocator keeps for the next.
MOST_GROWTH_MB = 200
MOST_REPORT_BYTES = 400_000
WORST = (
    "memory_overflow",
    "events_huge",
    "calls_too_large",
    "recursion_of_data",
    "builtins_patched",
    "resets_for_ever",
)


@pytest.fixture(scope="session")
def told():
    """What happened to each program, graded in a few processes that watch themselves."""
    script = str(Path(__file__).with_name("run_corpus.py"))
    running = [
        subprocess.Popen([sys.executable, script, *NAMES[part::PROCESSES]], stdout=subprocess.PIPE, text=True)
        for part in range(PROCESSES)
    ]
    lines = [line for process in running for line in process.communicate()[0].splitlines()]
    assert [process.returncode for process in running] == [0] * PROCESSES
    return {one["name"]: one for one in map(json.loads, lines)}


def test_corpus_is_large():
    assert len(NAMES) >= 40


@pytest.mark.parametrize("name", NAMES)
def test_hostile_program_gets_the_verdict_its_first_line_says(told, name):
    wanted = expected(PROGRAMS / f"{name}.py")
    found = told[name]
    assert {key: found[key] for key in ("verdict", "end", "hint")} == {
        key: wanted[key] for key in ("verdict", "end", "hint")
    }, found["fault"]


@pytest.mark.parametrize("name", NAMES)
def test_hostile_program_stays_within_its_work_and_its_report_within_a_page(told, name):
    assert all(0 < fuel <= Limits.graded().lasting(LONGEST_S).fuel for fuel in told[name]["fuel"])
    assert 0 < told[name]["report_bytes"] < MOST_REPORT_BYTES


@pytest.mark.parametrize("name", NAMES)
def test_hostile_program_makes_the_host_open_no_file_socket_or_process(told, name):
    assert told[name]["events"] == []


def test_memory_of_the_host_does_not_grow_with_the_corpus(told):
    for part in range(PROCESSES):
        memory = [told[name]["memory_mb"] for name in NAMES[part::PROCESSES]]
        assert max(memory) - memory[0] < MOST_GROWTH_MB


def test_worker_of_the_pool_outlives_the_worst_of_them(monkeypatch):
    monkeypatch.setattr("iot_lab.grading.worker.CPU_LIMIT_S", 20.0)  # a busy computer's processor counts more
    blink = load_exercise("blink")
    pool = Pool(workers=1)
    pool.grade("blink", blink.solution, "en")
    before = pool.process_ids()
    verdicts = {pool.grade("blink", (PROGRAMS / f"{name}.py").read_text(), "en")["verdict"] for name in WORST}
    after = pool.grade("blink", blink.solution, "en")["verdict"]
    assert (verdicts, after, pool.process_ids()) == ({"failed"}, "passed", before)
    pool.stop()
