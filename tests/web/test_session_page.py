"""The end of a session: files to take away, and erasing with proof."""

from __future__ import annotations

import csv
import io
import logging
import sqlite3

import pytest

from iot_lab.live import LiveChannel
from iot_lab.store.errors import StoreLocked
from iot_lab.workshop.class_settings import ClassSettings
from iot_lab.workshop.learners import Learners
from iot_lab.workshop.retention import AGAIN_S, believed_day
from tests.rigs.hand_fed_room import KEY, now_ms

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


def test_closed_session_lets_nobody_new_in_until_it_is_reopened(trainer, client, room, people):
    code = room.class_settings.room_code
    trainer.post("/session/start", data={"name": " Groupe  du lundi " + "x" * 99})
    assert room.class_settings.session.name.startswith("Groupe du lundi x")
    assert len(room.class_settings.session.name) == 60
    trainer.post("/session/close")
    answer = client.post("/join", data={"nickname": "Nadia", "code": code})
    assert (answer.status_code, "La séance est close" in answer.text) == (403, True)
    trainer.post("/session/reopen")
    assert client.post("/join", data={"nickname": "Nadia", "code": code}).status_code == 303


def test_session_is_the_same_after_a_restart_and_learners_are_told_the_limit(app, trainer, room):
    trainer.post("/session/start", data={"name": "Lundi"})
    trainer.post("/session/close")
    trainer.post("/session/keep", data={"days": "30"})
    again = ClassSettings.open(room.folder.path, "fr")
    assert (again.session, again.keep_days) == (room.class_settings.session, 30)
    assert again.session.is_closed
    assert "effacé après 30 jours" in app.test_client().get("/join").text


def test_every_learner_has_a_certificate_to_print(trainer, room, people):
    page = trainer.get("/session/certificates").text
    assert page.count('<article class="certificate"') == 2
    assert trainer.get(f"/session/certificates/{people[0].id}").text.count('<article class="certificate"') == 1
    assert trainer.get("/session/certificates/999").status_code == 404


DAY_MS = 24 * 3600 * 1000


def test_limit_erases_whoever_gave_no_sign_of_life_and_nobody_else(trainer, room, people):
    in_ninety_days = now_ms() + 91 * DAY_MS
    nadia = Learners(room.progress, room.class_settings, LiveChannel(), lambda: in_ninety_days).join(
        "Nadia", room.class_settings.room_code
    )[0]
    room.learners = Learners(room.progress, room.class_settings, room.live)
    for days in range(0, 92, 13):
        room.retention.apply(now_ms() + days * DAY_MS)
        assert len(room.learners.people()) == (3 if days < 91 else 1)
    assert [one.id for one in room.learners.people()] == [nadia.id]
    assert room.progress.held() == (1, 0, 0)
    assert room.store.held()[0] == 0
    assert "a effacé" in trainer.get("/session").text


def test_takes_and_models_are_forgotten_with_what_was_measured(room):
    room.takes.record("gestes", [("capteur-01", "motion")], "wave", "A", "2026-11-27", 2.0, 1, now_ms())
    model = room.folder.path / "ai" / "gestes.model"
    model.parent.mkdir()
    model.write_bytes(b"")
    room.retention.apply(now_ms())
    assert (len(room.recordings.takes("gestes")), model.exists()) == (1, True)
    for days in range(0, 92, 13):
        room.retention.apply(now_ms() + days * DAY_MS)
    assert (room.recordings.takes("gestes"), model.exists()) == ([], False)


def test_without_a_limit_takes_last_as_long_as_their_samples(room):
    room.class_settings.keep_for(0)
    room.takes.record("gestes", [("capteur-01", "motion")], "wave", "A", "2026-11-27", 2.0, 1, now_ms())
    room.retention.apply(now_ms() + 399 * DAY_MS)
    assert len(room.recordings.takes("gestes")) == 1
    room.retention.apply(now_ms() + 401 * DAY_MS)
    assert room.recordings.takes("gestes") == []


@pytest.mark.parametrize("days", [91, 40_000])
def test_clock_that_jumped_ahead_erases_nothing_that_day_and_is_said(trainer, room, people, days):
    before = (room.progress.held(), room.store.held())
    room.retention.apply(now_ms())
    for _ in range(3):  # again and again on one day
        room.retention.apply(now_ms() + days * DAY_MS)
    assert (room.progress.held(), room.store.held()) == before
    assert "L’horloge" in trainer.get("/trainer").text
    room.retention.apply(now_ms())
    assert room.retention.trouble is None


@pytest.mark.parametrize(
    ("believed", "looked", "today", "found"),
    [(0, 0, 20_000, 20_000), (100, 100, 101, 101), (100, 100, 191, 145), (145, 191, 191, 145), (145, 191, 192, 190),
     (190, 192, 193, 193), (145, 191, 102, 102), (100, 100, 99, 99)],
)  # fmt: skip
def test_day_is_believed_step_by_step_and_back_at_once(believed, looked, today, found):
    assert believed_day(believed, looked, today, 90) == found


@pytest.mark.parametrize(("days", "status"), [("0", 303), ("90", 303), ("5", 400), ("-1", 400), ("x", 400)])
def test_limit_is_one_of_the_choices(trainer, days, status):
    assert trainer.post("/session/keep", data={"days": days}).status_code == status


def test_what_cannot_be_erased_for_a_moment_is_tried_again_without_a_traceback(room, monkeypatch, caplog):
    monkeypatch.setattr(room.recordings, "forget_before", _locked)
    assert room.retention.look() == AGAIN_S
    assert [one for one in caplog.records if one.levelno >= logging.WARNING] == []


def _locked(_t_ms):
    raise StoreLocked(place="lab.db")
