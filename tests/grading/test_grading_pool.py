"""The resident pool: it answers, survives its workers, and stops cleanly."""

import os
import signal
import threading
import time

import psutil
import pytest

from iot_lab.course import UnknownExercise
from iot_lab.grading import (
    GraderBusy,
    GraderReplaced,
    GraderStopped,
    Pool,
    ProgramTooLarge,
    grade,
    waiting_line,
    worker,
)
from iot_lab.grading import pool as grading_pool
from iot_lab.grading.worker import cpu_limit_s
from iot_lab.texts import texts
from tests.rigs.course_programs import program_of

SLOW = "import time\nwhile True:\n    time.ticks_us()\n"


def wait_until(is_true, limit_s=20.0):
    deadline = time.monotonic() + limit_s
    while not is_true():
        assert time.monotonic() < deadline
        threading.Event().wait(0.005)


@pytest.fixture
def pool():
    pool = Pool(workers=1)
    yield pool
    pool.stop()


def test_pool_gives_the_same_report_as_this_process(pool, blink):
    program = program_of(blink.wrong_programs(), "rhythm")
    assert pool.grade("blink", program, "fr", seed=5) == grade(blink, program, language="fr", seed=5).as_json()


def test_workers_begin_when_somebody_may_ask_and_end_when_nobody_has_for_long(pool, blink, monkeypatch):
    assert pool.process_ids() == []
    pool.expect()
    wait_until(lambda: len(pool.process_ids()) == 1)
    ready = pool.process_ids()
    assert pool.grade("blink", blink.solution, "fr")["verdict"] == "passed"
    assert pool.process_ids() == ready
    monkeypatch.setattr(grading_pool, "REST_AFTER_S", 0.0)
    pool.expect()
    wait_until(lambda: pool.process_ids() == [])
    monkeypatch.undo()
    assert pool.grade("blink", blink.solution, "fr")["verdict"] == "passed"


def test_killed_worker_is_replaced(pool, blink):
    assert pool.grade("blink", blink.solution, "fr")["verdict"] == "passed"
    (killed,) = pool.process_ids()
    os.kill(killed, signal.SIGTERM)
    assert pool.grade("blink", blink.solution, "fr")["verdict"] == "passed"
    assert pool.process_ids() != [killed]


def test_submission_that_kills_two_workers_could_not_be_checked(course, blink):
    path = course / "blink" / "checks.py"
    path.write_text(path.read_text() + "\nimport os\nos._exit(3)\n")
    pool = Pool(exercises=course)
    report = pool.grade("blink", blink.solution, "fr")
    pool.stop()
    assert report["verdict"] == "could-not-check"
    assert "WorkerDied" in report["fault"]


def says_nothing(*_arguments):
    raise psutil.AccessDenied


@pytest.mark.parametrize("is_watched", [True, False], ids=["watched", "where the system tells nothing of a process"])
def test_submission_that_takes_too_long_could_not_be_checked_and_the_next_one_can(
    course, blink, monkeypatch, is_watched
):
    if not is_watched:
        monkeypatch.setattr(psutil, "Process", says_nothing)
    path = course / "blink" / "checks.py"
    path.write_text(
        path.read_text() + "\nimport pathlib, time\nif pathlib.Path(__file__ + '.slow').exists(): time.sleep(60)\n"
    )
    marker = course / "blink" / "checks.py.slow"
    marker.touch()
    pool = Pool(exercises=course, limit_s=5)
    slow = pool.grade("blink", blink.solution, "en")
    marker.unlink()
    next_one = pool.grade("blink", blink.solution, "en")
    pool.stop()
    assert (slow["verdict"], next_one["verdict"]) == ("could-not-check", "passed")


@pytest.mark.parametrize(
    "greed",
    [
        "[None for _ in iter(int, 1) if False]",
        "held = [bytearray(b'x' * (80 << 20)) for _ in range(20)]; import time; time.sleep(60)",
    ],
)
def test_submission_that_takes_the_processor_or_the_memory_ends_before_its_wall_time(course, blink, greed):
    path = course / "blink" / "checks.py"
    path.write_text(path.read_text() + f"\nimport pathlib\nif pathlib.Path(__file__ + '.greedy').exists(): {greed}\n")
    marker = course / "blink" / "checks.py.greedy"
    marker.touch()
    pool = Pool(workers=1, exercises=course, limit_s=600)
    greedy = pool.grade("blink", blink.solution, "en")
    marker.unlink()
    next_one = pool.grade("blink", blink.solution, "en")
    pool.stop()
    assert (greedy["verdict"], next_one["verdict"]) == ("could-not-check", "passed")
    assert greedy["summary"] == texts("en")("grading.summary.costly")  # never: our check broke down


@pytest.mark.parametrize(("times_slower", "limit_s"), [(0.5, 3.0), (1.0, 3.0), (2.5, 7.5), (50.0, 12.0)])
def test_slower_computer_gives_a_submission_as_much_more_of_its_processor(times_slower, limit_s):
    assert cpu_limit_s(times_slower) == limit_s


def test_position_in_the_queue_is_visible(pool, blink):
    slow = pool.submit("blink", SLOW, "fr")
    others = [pool.submit("blink", blink.solution, "fr") for _ in range(3)]
    wait_until(lambda: slow.position == 0)
    assert [check.position for check in others] == [1, 2, 3]
    assert [check.answer.result()["verdict"] for check in others] == ["passed"] * 3
    assert [check.position for check in others] == [0, 0, 0]


def test_full_queue_refuses_instead_of_growing(pool, blink, monkeypatch):
    monkeypatch.setattr(waiting_line, "MAX_WAITING", 1)
    running = pool.submit("blink", SLOW, "fr")
    wait_until(lambda: running.position == 0)
    pool.submit("blink", blink.solution, "fr")
    with pytest.raises(GraderBusy):
        pool.submit("blink", blink.solution, "fr")


def test_bad_submissions_are_refused_at_the_door(pool):
    with pytest.raises(UnknownExercise):
        pool.submit("../blink", "", "fr")
    with pytest.raises(ProgramTooLarge):
        pool.submit("blink", "#" * 100_000, "fr")


def test_stopping_frees_everyone_who_waits_and_ends_the_processes(blink):
    pool = Pool(workers=2)
    checks = [pool.submit("blink", SLOW, "fr") for _ in range(4)]
    wait_until(lambda: checks[1].position == 0)
    pool.stop()
    for check in checks:
        with pytest.raises(GraderStopped):
            check.answer.result(timeout=5)
    assert pool.process_ids() == []
    with pytest.raises(GraderStopped):
        pool.submit("blink", blink.solution, "fr")


def test_stopping_twice_is_harmless():
    pool = Pool()
    pool.stop()
    pool.stop()


def test_fifty_checks_of_one_learner_do_not_keep_another_one_waiting(pool, blink):
    running = pool.submit("blink", SLOW, "fr", client="eager")
    wait_until(lambda: running.position == 0)
    eager = [pool.submit("blink", blink.solution, "fr", client="eager") for _ in range(50)]
    patient = pool.submit("blink", blink.solution, "fr", client="patient")
    assert (eager[-1].position, patient.position) == (1, 2)
    assert patient.answer.result()["verdict"] == eager[-1].answer.result()["verdict"] == "passed"
    assert all(isinstance(check.answer.exception(), GraderReplaced) for check in eager[:-1])


def test_abandoned_submission_is_not_checked(pool, blink):
    running = pool.submit("blink", SLOW, "fr")
    wait_until(lambda: running.position == 0)
    check = pool.submit("blink", blink.solution, "fr")
    check.abandon()
    assert isinstance(check.answer.exception(), GraderReplaced)


@pytest.mark.parametrize("limit", ["MOST_JOBS", "MOST_MEMORY_BYTES"])
def test_worker_that_has_done_much_or_grown_fat_is_replaced_between_two_submissions(pool, blink, monkeypatch, limit):
    monkeypatch.setattr(worker, limit, 1)
    monkeypatch.setattr(worker, "LOOK_EVERY", 1)
    pool.grade("blink", blink.solution, "fr")
    before = pool.process_ids()
    wait_until(lambda: pool.process_ids() not in ([], before))
    assert pool.grade("blink", blink.solution, "fr")["verdict"] == "passed"
