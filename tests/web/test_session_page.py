"""The end of a session: files to take away, and erasing with proof."""

from __future__ import annotations

import csv
import io
import sqlite3

import pytest

from tests.rigs.hand_fed_room import KEY

PASSED = {"verdict": "passed", "checks": [{"verdict": "passed"}]}
FAILED = {"verdict": "failed", "checks": [{"verdict": "failed", "hint": {"id": "rhythm"}}]}


@pytest.fixture
def trainer(app):
    client = app.test_client()
    client.get(f"/join?key={KEY}")
    return client


@pytest.fixture
def people(room):
    code = room.class_settings.room_code
    samira, karim = (room.learners.join(name, code)[0] for name in ("Samira", "=1+1"))
    room.work.add_check(samira.id, "blink", {"main.py": "secret = 'Samira was here'\n"}, FAILED)
    room.work.add_check(samira.id, "blink", {"main.py": "pass\n"}, PASSED)
    room.work.add_check(karim.id, "button", {"main.py": "pass\n"}, FAILED)
    return samira, karim


@pytest.mark.parametrize("path", ["/session", "/session/results.csv", "/session/results.json"])
def test_end_of_the_session_is_the_trainers(client, path):
    assert client.get(path).status_code == 403


def test_nobody_else_erases(client, room, people):
    assert client.post("/session/erase", data={"kind": "learners", "sure": "yes"}).status_code == 403
    assert len(room.learners.people()) == 2


def test_results_open_in_a_spreadsheet_and_are_no_formula(trainer, people):
    answer = trainer.get("/session/results.csv")
    rows = list(csv.DictReader(io.StringIO(answer.get_data(as_text=True).lstrip("\ufeff"))))
    found = [(row["nickname"], row["exercise"], row["passed"], row["checks"]) for row in rows]
    assert found == [("Samira", "blink", "yes", "2"), ("'=1+1", "button", "no", "1")]
    assert "attachment" in answer.headers["Content-Disposition"]


def test_results_are_xapi_statements_with_steady_ids(trainer, people):
    first, again = (trainer.get("/session/results.json").json for _ in range(2))
    assert first == again
    assert [
        (one["actor"]["name"], one["verb"]["id"].rpartition("/")[2], one["result"]["success"]) for one in first
    ] == [
        ("Samira", "passed", True),
        ("=1+1", "attempted", False),
    ]
    assert "mbox" not in str(first)


def test_nothing_is_erased_without_being_sure(trainer, room, people):
    answer = trainer.post("/session/erase", data={"kind": "learners"})
    assert answer.status_code == 400
    assert "Rien n’a été effacé" in answer.text
    assert trainer.post("/session/erase", data={"sure": "yes"}).status_code == 400
    assert len(room.learners.people()) == 2


def test_learners_are_erased_with_proof_and_measures_stay(trainer, room, people):
    samples = room.store.held()[0]
    assert samples > 0
    page = trainer.post("/session/erase", data={"kind": "learners", "sure": "yes"}).text
    assert "C’est effacé" in page
    assert room.progress.held() == (0, 0, 0)
    assert room.learners.people() == []
    assert room.store.held()[0] == samples
    room.database.close()
    kept = b"".join(path.read_bytes() for path in room.folder.path.glob("lab.db*"))
    assert b"Samira" not in kept


def test_measures_are_erased_and_learners_stay(trainer, room, people):
    page = trainer.post("/session/erase", data={"kind": "measures", "sure": "yes"}).text
    assert "C’est effacé" in page
    assert room.store.held() == (0, 0)
    assert len(room.learners.people()) == 2
    assert room.store.boards()


def test_rows_of_the_proof_are_counted_in_the_database_itself(trainer, room, people):
    file = room.folder.path / "lab.db"
    counted = sqlite3.connect(file)
    found = tuple(
        counted.execute(f"select count(*) from {name}").fetchone()[0] for name in ("learners", "programs", "checks")
    )
    counted.close()
    assert room.progress.held() == found == (2, 3, 3)


def test_whole_room_is_for_the_trainer_at_this_computer(app, trainer):
    with trainer.get("/session/archive.zip") as answer:
        assert answer.data.startswith(b"PK")
    elsewhere = app.test_client()
    elsewhere.get(f"/join?key={KEY}")
    answer = elsewhere.get("/session/archive.zip", environ_base={"REMOTE_ADDR": "192.168.1.77"})
    assert answer.status_code == 403
