"""The knobs around a simulated board, through the API of the pages."""

from __future__ import annotations

import pytest

from iot_lab.simulator.demos import DEMOS
from iot_lab.simulator.live.knobs import LiveKnobs
from iot_lab.web import create_app

TEMPERATURE, PRESS = "0.temperature_c", "1.press"


class OneWorld:
    """The worlds of a room whose only simulated board, capteur-01, is not powered on."""

    def __init__(self, demo: str) -> None:
        self.around = LiveKnobs(DEMOS[demo].scenario)

    def knobs(self, board: str):
        return self.around.states(0, 0) if board == "capteur-01" else ()

    def turn(self, board: str, knob: str, value: float | None) -> None:
        self.around.turn(knob, value)


@pytest.fixture
def client(room):
    room.simulated = OneWorld("climate")
    client = create_app(room).test_client()
    client.set_cookie("language", "fr")
    return client


def knob(answer, name):
    return next(one for one in answer.json["knobs"] if one["id"] == name)


def test_knobs_are_named_in_the_language_of_the_page(client):
    shown = knob(client.get("/api/boards/capteur-01/knobs"), TEMPERATURE)
    assert (shown["label"], shown["part"], shown["place"], shown["unit"]) == ("Température", "DHT22", "GPIO 15", "°C")
    assert (shown["kind"], shown["least"], shown["most"], shown["held"]) == ("number", -40, 80, False)
    client.set_cookie("language", "en")
    assert knob(client.get("/api/boards/capteur-01/knobs"), TEMPERATURE)["label"] == "Temperature"


def test_knob_is_turned_and_let_go(client):
    held = client.post(f"/api/boards/capteur-01/knobs/{TEMPERATURE}", json={"value": 33.5})
    assert (knob(held, TEMPERATURE)["value"], knob(held, TEMPERATURE)["held"]) == (33.5, True)
    free = client.post(f"/api/boards/capteur-01/knobs/{TEMPERATURE}", json={"value": None})
    assert knob(free, TEMPERATURE)["held"] is False
    assert knob(free, TEMPERATURE)["value"] < 30


def test_switch_of_the_wifi_is_turned(client):
    assert knob(client.post("/api/boards/capteur-01/knobs/wifi", json={"value": 0}), "wifi")["value"] == 0
    assert knob(client.post("/api/boards/capteur-01/knobs/wifi", json={"value": 1}), "wifi")["value"] == 1


@pytest.mark.parametrize(
    "body", [{}, [], {"value": "3"}, {"value": 81}, {"value": float("nan")}, {"value": True}, {"value": 10**400}, "x"]
)
def test_odd_value_is_refused(client, body):
    answer = client.post(f"/api/boards/capteur-01/knobs/{TEMPERATURE}", json=body)
    assert (answer.status_code, answer.json["error"]["code"]) == (400, "request-wrong")


def test_unknown_knob_and_board_are_named(client):
    answer = client.post("/api/boards/capteur-01/knobs/9.moon", json={"value": 1})
    assert (answer.status_code, answer.json["error"]["code"]) == (404, "knob-unknown")
    assert client.get("/api/boards/nobody/knobs").json["error"]["code"] == "board-unknown"


def test_real_board_has_no_knobs_and_no_section_for_them(client):
    assert client.get("/api/boards/capteur-02/knobs").json == {"knobs": []}
    assert client.post("/api/boards/capteur-02/knobs/wifi", json={"value": 0}).status_code == 404
    assert 'id="knobs"' not in client.get("/boards/capteur-02").text
    assert "Le monde autour de la carte" in client.get("/boards/capteur-01").text


def test_other_site_cannot_turn_a_knob(client):
    headers = {"Origin": "http://elsewhere.example"}
    answer = client.post("/api/boards/capteur-01/knobs/wifi", json={"value": 0}, headers=headers)
    assert answer.status_code == 403


def test_room_without_simulated_boards_has_no_knobs(room):
    client = create_app(room).test_client()
    assert client.get("/api/boards/capteur-01/knobs").json == {"knobs": []}
