"""One's own drawn board over HTTP, and who may watch which topic."""

from __future__ import annotations

import pytest

from iot_lab.grading.heard import Heard, HeardMessage
from iot_lab.grading.room_facts import RoomFacts
from tests.rigs.hand_fed_room import KEY
from tests.rigs.running_kit import wait_until

RUN = {"files": {"main.py": "import time\ntime.sleep(60)\n"}}


@pytest.fixture
def samira(client, room):
    client.post("/join", data={"nickname": "Samira", "code": room.class_settings.room_code})
    return client


def watch(client, *topics):
    answer = client.get("/live", query_string=[("topic", topic) for topic in topics], buffered=False)
    answer.close()
    return answer.status_code


def test_learner_runs_turns_types_and_stops(samira, room):
    said = samira.post("/api/my/board/run/button", json=RUN).json
    assert said["topic"] == "board-learner-1"
    assert room.drawn.state("learner-1") == "running"
    assert samira.post("/api/my/board/knobs/button/0.press", json={"value": 1}).status_code == 204
    assert samira.post("/api/my/board/type", json={"text": "oui\n"}).status_code == 204
    assert samira.post("/api/my/board/stop").json == {"state": "stopped"}
    assert room.learners.get(1).exercise == "button"


def test_visitor_has_a_board_of_the_browsers_own(client, app, room):
    client.get("/exercises/button")
    topic = client.post("/api/my/board/run/button", json=RUN).json["topic"]
    assert topic.startswith("board-browser-")
    assert f'data-board="{topic}"' in client.get("/exercises/button").text
    other = app.test_client()
    other.get("/exercises/button")
    assert other.post("/api/my/board/stop").json == {"state": "off"}
    assert room.drawn.running() == 1


def test_knobs_are_told_with_their_place_in_the_drawing(samira):
    knobs = samira.get("/api/my/board/knobs/button").json["knobs"]
    assert [(one["id"], one["drawn"], one["label"]) for one in knobs] == [("0.press", "button:18", "Appuyer")]


@pytest.mark.parametrize(
    ("path", "body", "status"),
    [
        ("run/nothing", RUN, 404),
        ("run/..", RUN, 404),
        ("run/button", {}, 400),
        ("run/button", {"files": {"x.py": ""}}, 400),
        ("run/button", {"files": {"main.py": "x" * 70_000}}, 413),
        ("knobs/button/0.press", {"value": "1"}, 400),
        ("knobs/button/0.press", {"value": 2}, 400),
        ("knobs/button/7.press", {"value": 1}, 404),
        ("type", {"text": 3}, 400),
        ("type", {"text": "x" * 2000}, 400),
    ],
)
def test_what_a_board_cannot_do_is_refused(samira, path, body, status):
    samira.post("/api/my/board/run/button", json=RUN)
    assert samira.post(f"/api/my/board/{path}", json=body).status_code == status


def test_closed_unit_does_not_run_either(samira, room):
    room.units.close("sense-and-act")
    assert samira.post("/api/my/board/run/button", json=RUN).status_code == 403


def test_one_computer_cannot_start_programs_without_end(samira):
    answers = {samira.post("/api/my/board/run/button", json={"files": {"main.py": ""}}).status_code for _ in range(30)}
    assert answers == {200, 429}


def test_everybody_watches_their_own_and_the_trainer_all(samira, app, room):
    topics = ("board-learner-1", "work-1", "learners", "checks", "board-learner-2", "work-2", "nothing")
    assert [watch(samira, topic) for topic in topics] == [200, 200, 400, 400, 400, 400, 400]
    visitor, trainer = app.test_client(), app.test_client()
    assert [watch(visitor, topic) for topic in topics] == [400] * 7
    trainer.get(f"/join?key={KEY}")
    assert [watch(trainer, topic) for topic in topics] == [200] * 6 + [400]
    assert watch(samira, "boards", "board-learner-2") == 200


def test_topic_that_is_not_the_askers_is_left_out_of_a_shared_stream(samira, app, room):
    samira.post("/api/my/board/run/button", json=RUN)
    visitor = app.test_client()
    answer = visitor.get("/live?topic=boards&topic=board-learner-1", buffered=False)
    first = next(answer.response)
    answer.close()
    assert b"board-learner-1" not in first
    assert b'"topic":"boards"' in first


def test_file_beside_the_program_is_judged_with_it(samira, room):
    from iot_lab.course import load_exercise
    from iot_lab.grading import grade

    asked = []
    room.graded_by(lambda *call: asked.append(call) or {"verdict": "passed", "checks": []})
    samira.post("/exercises/blink", data={"program": "import tools\n", "files": '{"tools.py": "a = 1\\n"}'})
    wait_until(lambda: room.work.sums(1))
    assert room.work.program(1, "blink").files == {"tools.py": "a = 1\n"}
    assert samira.post("/exercises/blink", data={"program": "", "files": '{"../x": ""}'}).status_code == 400
    lines = load_exercise("blink").solution
    report = grade(load_exercise("blink"), "import tools\n", language="fr", files={"tools.py": lines})
    assert report.verdict == "passed"


def test_same_verdict_in_another_language_is_not_counted_again(samira, room):
    for more in ({}, {"again": "1"}):
        samira.post("/exercises/blink", data={"program": "print(1)\n", **more})
    assert room.work.sums(1)["blink"].checks == 1


def test_real_board_is_claimed_by_its_word_and_no_other_can_be_named(samira, app, room):
    assert samira.get("/api/my/real-board").json == {"board": None, "online": False}
    assert samira.post("/api/my/real-board/run", json=RUN).status_code == 409
    assert samira.post("/api/my/real-board", json={"word": "nothing"}).status_code == 404
    assert samira.post("/api/my/real-board", json={"word": "Capteur 01"}).json == {
        "board": "capteur-01",
        "online": True,
    }
    other = app.test_client()
    assert other.post("/api/my/real-board", json={"word": "capteur-01"}).status_code == 403
    other.post("/join", data={"nickname": "Karim", "code": room.class_settings.room_code})
    assert other.post("/api/my/real-board", json={"word": "capteur-01"}).status_code == 409
    assert samira.delete("/api/my/real-board").json == {"board": None, "online": False}
    assert other.post("/api/my/real-board", json={"word": "capteur-01"}).status_code == 200


def test_check_on_a_real_board_says_what_was_heard_and_what_only_the_simulator_sees(samira, room, monkeypatch):
    samira.post("/api/my/real-board", json={"word": "capteur-01"})
    facts = RoomFacts(room.name, "capteur-01", "", "", "", "")
    said = [HeardMessage(5.0 * n, facts.topic("climate"), b'{"temperature": 21}', 0, False) for n in range(1, 12)]
    monkeypatch.setattr(room.heard, "heard", lambda _: Heard(facts, 60.0, tuple(said)))
    page = samira.get("/api/my/real-board/heard/climate").text
    assert "Sur la vraie carte capteur-01" in page
    assert [page.count(f'data-verdict="{verdict}"') for verdict in ("passed", "failed", "not-judged")] == [2, 1, 4]
    assert "Attendu" in page
    assert "Aucune vérification" in samira.get("/api/my/real-board/heard/blink").text


def test_order_to_a_board_of_a_room_that_does_not_run_is_said(samira):
    samira.post("/api/my/real-board", json={"word": "capteur-01"})
    answer = samira.post("/api/my/real-board/run", json=RUN)
    assert (answer.status_code, answer.json["error"]["code"]) == (503, "room-not-running")
