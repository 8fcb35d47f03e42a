"""The account that `iot-lab node` asks of a running kit: for the trainer on this computer alone."""

from __future__ import annotations

import pytest

from iot_lab.workshop.running import KEY_HEADER
from tests.rigs.hand_fed_room import KEY

HERE = {"base_url": "http://127.0.0.1:8000"}
TRAINER = {KEY_HEADER: KEY}


def test_trainer_on_this_computer_is_given_a_boards_account(client, room):
    answer = client.post("/api/board-list/account", json={"name": "serre-01"}, headers=TRAINER, **HERE)
    (account,) = room.register.accounts("board")
    assert answer.json["result"] == {
        "room": "atelier",
        "name": "serre-01",
        "secret": account.secret,
        "broker": "192.168.1.20:1883",
    }


@pytest.mark.parametrize("body", [None, [], {}, {"name": 3}])
def test_request_without_a_name_is_refused(client, body):
    assert client.post("/api/board-list/account", json=body, headers=TRAINER, **HERE).status_code == 400


def test_nobody_else_is_given_a_secret(client):
    body = {"name": "serre-01"}
    assert client.post("/api/board-list/account", json=body, headers={KEY_HEADER: "wrong"}, **HERE).status_code == 403
    assert client.post("/api/board-list/account", json=body, **HERE).status_code == 403
    far = client.post(
        "/api/board-list/account", json=body, headers=TRAINER, environ_overrides={"REMOTE_ADDR": "192.168.1.9"}, **HERE
    )
    assert far.status_code == 403
    renamed = client.post("/api/board-list/account", json=body, headers=TRAINER, base_url="http://evil.example")
    assert renamed.status_code == 403
