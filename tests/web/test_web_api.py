"""The JSON API: boards, charts, checks."""

from __future__ import annotations

import pytest

from iot_lab.errors import LabError
from iot_lab.grading import GraderBusy
from iot_lab.web import create_app
from iot_lab.web.rate import RateLimit

CHART = "/api/boards/capteur-01/series/temperature/chart"


def test_boards_and_one_board(client):
    boards = client.get("/api/boards").json["boards"]
    assert [(one["name"], one["state"]) for one in boards][2] == ("capteur-03", "offline")
    series = client.get("/api/boards/capteur-02").json["series"]
    assert [(one["name"], one["stored"], one["missing"]) for one in series] == [
        ("humidity", 716, 4),
        ("temperature", 716, 4),
    ]


def test_chart_without_a_start_holds_everything(client):
    chart = client.get(f"{CHART}?buckets=10").json
    assert 8 <= len(chart["t"]) <= 12
    assert chart["t"][0] - chart["start"] < 1000
    assert all(low <= mean <= high for low, mean, high in zip(chart["low"], chart["mean"], chart["high"], strict=True))


def test_chart_of_a_minute_holds_a_minute(client):
    end = client.get("/api/boards").json["now"]
    chart = client.get(f"{CHART}?start={end - 60_000}&end={end}").json
    assert 55 <= len(chart["t"]) <= 61


@pytest.mark.parametrize("query", ["start=-1", "end=1e9", "buckets=100000", "start=%D9%A1", "end=99999999999999999999"])
def test_chart_refuses_numbers_it_cannot_use(client, query):
    answer = client.get(f"{CHART}?{query}")
    assert answer.status_code == 400
    assert answer.json["error"]["code"] == "request-wrong"


def test_chart_of_an_unknown_series_is_empty_and_of_an_unknown_board_an_error(client):
    assert client.get("/api/boards/capteur-01/series/rien/chart").json["t"] == []
    assert client.get("/api/boards/rien/series/temperature/chart").json["error"]["code"] == "board-unknown"


def test_check_reports_a_failed_program_in_the_language_of_the_request(english):
    report = english.post("/api/exercises/blink/check", json={"program": "print('hi')"}).json
    assert report["verdict"] == "failed"
    assert report["language"] == "en"


@pytest.mark.parametrize("body", [b"", b"[]", b"{}", b'{"program": 3}', b"\xff"])
def test_check_without_a_program_is_refused(client, body):
    answer = client.post("/api/exercises/blink/check", data=body, content_type="application/json")
    assert (answer.status_code, answer.json["error"]["code"]) == (400, "request-wrong")


def test_check_of_an_unknown_exercise_is_an_error(client):
    answer = client.post("/api/exercises/rien/check", json={"program": ""})
    assert (answer.status_code, answer.json["error"]["code"]) == (404, "exercise-unknown")


def busy(*_):
    raise GraderBusy(waiting=200)


def broken(*_):
    raise RuntimeError


@pytest.mark.parametrize(("grader", "code"), [(busy, "grader-busy"), (broken, "grader-silent")])
def test_grader_that_cannot_answer_says_so_and_blames_nobody(room, caplog, grader, code):
    client = create_app(room.graded_by(grader)).test_client()
    answer = client.post("/api/exercises/blink/check", json={"program": ""})
    assert answer.status_code == 503
    assert answer.json["error"]["code"] == code
    assert answer.json["error"]["next"]
    assert client.post("/exercises/blink", data={"program": ""}).status_code == 503


def test_checks_are_limited_for_each_computer(room):
    client = create_app(room.graded_by(lambda *_: {"verdict": "passed"})).test_client()
    codes = [client.post("/api/exercises/blink/check", json={"program": ""}).status_code for _ in range(12)]
    assert codes[:8] == [200] * 8
    assert 429 in codes[8:]
    other = {"REMOTE_ADDR": "10.0.0.9"}
    assert client.post("/api/exercises/blink/check", json={"program": ""}, environ_base=other).status_code == 200


def test_rate_limit_comes_back_with_time_and_forgets_the_oldest_clients():
    now = [0.0]
    limit = RateLimit(2, 1.0, clients=2, clock_s=lambda: now[0])
    assert [limit.allows("a") for _ in range(3)] == [True, True, False]
    now[0] = 1.0
    assert [limit.allows("a"), limit.allows("a")] == [True, False]
    assert limit.allows("b")
    assert limit.allows("c")
    assert limit.allows("a"), "the least recent client was forgotten"


def test_errors_of_the_rest_of_the_kit_are_explained_too(room):
    class Unexplained(LabError):
        code = "grader-busy"

    def refuse(*_):
        raise Unexplained(waiting=1)

    client = create_app(room.graded_by(refuse)).test_client()
    assert client.post("/api/exercises/blink/check", json={"program": ""}).status_code == 503
