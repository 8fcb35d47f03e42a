"""The free workshop: own programs and dashboards, whose they are, and what their widgets may send."""

from __future__ import annotations

import pytest

from iot_lab.workshop.dashboards import checked_dashboard, dashboard_in
from iot_lab.workshop.free_workshop import FreeWorkshop
from tests.rigs.hand_fed_room import KEY, fill

SWITCH = {"kind": "switch", "title": "Lampe", "topic": "do/lamp", "on": "1", "off": "0"}


@pytest.fixture
def learner(app, room):
    def come_in(nickname):
        client = app.test_client()
        client.post("/join", data={"nickname": nickname, "code": room.class_settings.room_code})
        return client

    return come_in


@pytest.fixture
def samira(learner):
    return learner("Samira")


@pytest.fixture
def trainer(app):
    client = app.test_client()
    client.get("/join", query_string={"key": KEY})
    return client


def test_own_program_is_begun_kept_run_and_removed(samira, room):
    page = samira.post("/workshop/programs", data={"name": "  Mon   feu rouge "}).headers["Location"]
    assert page == "/workshop/programs/Mon%20feu%20rouge"
    shown = samira.get(page).text
    assert 'data-exercise="own:Mon feu rouge"' in shown
    assert 'id="verdict" hidden' in shown
    address, base = "/api/my/programs/own:Mon feu rouge", samira.get("/api/my/programs/own:Mon feu rouge").json["token"]
    assert samira.put(address, json={"files": {"main.py": "print(1)"}, "base": base}).status_code == 200
    run = samira.post("/api/my/board/run/own:Mon feu rouge", json={"files": {"main.py": "import time\ntime.sleep(9)"}})
    assert (run.status_code, room.drawn.state("learner-1")) == (200, "running")
    assert len(samira.get("/api/my/board/knobs/own:Mon feu rouge").json["knobs"]) >= 4
    samira.post("/workshop/remove", data={"kind": "program", "name": "Mon feu rouge"})
    assert samira.get(page).status_code == 404


def test_nobody_reaches_somebody_elses_work(samira, learner, client):
    samira.post("/workshop/programs", data={"name": "feu"})
    samira.post("/workshop/dashboards", data={"name": "serre"})
    karim = learner("Karim")
    for path in ("/workshop/programs/feu", "/workshop/dashboards/serre", "/api/my/programs/own:feu"):
        assert karim.get(path).status_code == 404
        assert client.get(path).status_code == 403
    assert karim.put("/api/my/dashboards/serre", json={"widgets": []}).status_code == 404
    assert karim.get("/workshop/of/1/serre").status_code == 403
    assert karim.post("/workshop/of/1/serre/wall", data={"show": "1"}).status_code == 403


@pytest.mark.parametrize("name", ["", "   ", "x" * 40, "a/b", "<b>", "..", "🙂"])
def test_names_that_no_address_takes_are_refused(samira, name):
    assert samira.post("/workshop/programs", data={"name": name}).status_code == 400


@pytest.mark.parametrize(
    "widget",
    [
        {"kind": "script"},
        {"kind": "value", "board": 3, "series": "x"},
        {"kind": "gauge", "board": "b", "series": "s", "low": "0"},
        {"kind": "gauge", "board": "b", "series": "s", "high": float("inf")},
        {"kind": "gauge", "board": "b", "series": "s", "high": 10**400},
        {"kind": "text", "text": "x" * 500},
        {"kind": "map", "places": [{"board": "b", "x": None}]},
        {"kind": "map", "places": "b"},
        "value",
        None,
    ],
)
def test_what_is_no_widget_is_refused(samira, widget):
    samira.post("/workshop/dashboards", data={"name": "serre"})
    assert samira.put("/api/my/dashboards/serre", json={"widgets": [widget]}).status_code == 400
    assert 'data-widgets="[]"' in samira.get("/workshop/dashboards/serre").text


@pytest.mark.parametrize(
    "topic", ["do/run", "do/stop", "do/time", "do/settings", "do", "climate", "../do/x", "do/a/b", "do/#", 3, None]
)
def test_widget_sends_only_orders_of_ones_own(samira, topic):
    samira.post("/workshop/dashboards", data={"name": "serre"})
    assert samira.put("/api/my/dashboards/serre", json={"widgets": [SWITCH | {"topic": topic}]}).status_code == 403
    assert samira.post("/api/my/publish", json={"topic": topic, "payload": "1"}).status_code == 403


def test_order_goes_to_the_learners_own_board_and_to_no_other(samira, room, monkeypatch):
    sent = []
    monkeypatch.setattr(room.heard, "publish", lambda *what: sent.append(what))
    assert samira.post("/api/my/publish", json={"topic": "do/lamp", "payload": "1"}).status_code == 409
    fill(room, ["capteur-01", "capteur-02"], minutes=0.1)
    room.own_boards.give("capteur-02", 1)
    assert samira.post("/api/my/publish", json={"topic": "do/lamp", "payload": "1"}).json["board"] == "capteur-02"
    assert sent == [("capteur-02", "do/lamp", "1")]
    assert samira.post("/api/my/publish", json={"topic": "do/lamp", "payload": 1}).status_code == 400


def test_trainer_shows_a_dashboard_on_the_wall_and_it_is_there_after_a_restart(samira, trainer, room):
    samira.post("/workshop/dashboards", data={"name": "serre"})
    samira.put("/api/my/dashboards/serre", json={"widgets": [SWITCH]})
    assert "serre" in trainer.get("/group/1").text
    trainer.post("/workshop/of/1/serre/wall", data={"show": "1"})
    samira.put("/api/my/dashboards/serre", json={"widgets": [SWITCH, {"kind": "text", "text": "Bonjour"}]})
    assert "serre, par Samira" in samira.get("/wall").text
    assert FreeWorkshop(room.progress, room.work).is_on_wall(1, "serre")
    trainer.post("/workshop/of/1/serre/wall", data={})
    assert "serre, par Samira" not in samira.get("/wall").text


def test_damaged_dashboard_is_an_empty_one():
    assert [dashboard_in(text) for text in ("", "{}", "[1]", '[{"kind": "value"}')] == [[], [], [], []]
    assert checked_dashboard([SWITCH | {"more": "x" * 9000}]) == [SWITCH]


def test_board_obeys_its_owner_and_the_trainer_alone(samira, learner, room, client):
    fill(room, ["capteur-01"], minutes=0.1)
    assert [one.post("/boards/capteur-01/orders/stop").status_code for one in (client, samira)] == [403, 403]
    room.own_boards.give("capteur-01", 1)
    assert samira.post("/boards/capteur-01/orders/run").status_code == 404
    assert samira.post("/boards/capteur-01/orders/stop").status_code == 503, "no broker in this room"
    assert "orders/identify" in samira.get("/boards/capteur-01").text
    assert "orders/identify" not in learner("Karim").get("/boards/capteur-01").text
