"""A firmware file is added from the Flash page, on this computer alone, in pieces, and checked before it is kept."""

from __future__ import annotations

import pytest

from iot_lab.boards.firmware import MOST_BYTES
from iot_lab.web import create_app
from tests.rigs.flash import images
from tests.rigs.hand_fed_room import KEY, HandFedRoom

PIECE = 128 * 1024


@pytest.fixture
def room(tmp_path):
    with HandFedRoom(tmp_path / "data") as room:
        yield room


@pytest.fixture
def client(room):
    client = create_app(room).test_client()
    client.get(f"/join?key={KEY}")
    return client


def send(client, content, name="ESP32_GENERIC.bin", pieces=PIECE, **where):
    answers = [
        client.post(
            "/api/flash/firmware",
            query_string={"at": at, "size": len(content), "name": name},
            data=content[at : at + pieces],
            **where,
        )
        for at in range(0, len(content), pieces)
    ]
    return answers[-1]


def test_file_in_pieces_is_kept_and_named(client, room):
    answer = send(client, images.firmware("ESP32"))
    assert answer.json["kept"]["chip"] == "ESP32"
    assert [one.source for one in room.flash.station.cache.entries()] == ["ESP32_GENERIC.bin"]
    assert "ESP32 · MicroPython" in client.get("/flash").text


@pytest.mark.parametrize("content", [b"PK\x03\x04 no firmware", images.firmware("ESP32")[:-9000]])
def test_what_is_no_whole_firmware_is_refused_in_words_and_not_kept(client, room, content):
    answer = send(client, content)
    assert answer.status_code == 400
    assert answer.json["error"]["next"]
    assert room.flash.station.cache.entries() == []


def test_too_long_a_file_is_refused_at_its_first_piece(client):
    answer = client.post("/api/flash/firmware", query_string={"at": 0, "size": MOST_BYTES + 1}, data=b"x")
    assert answer.status_code == 413
    assert answer.json["error"]["code"] == "firmware-too-long"


@pytest.mark.parametrize(("at", "size", "piece"), [(7, 100, b"x"), (0, 1, b"xx"), (0, 5, b"")])
def test_piece_that_does_not_follow_is_refused(client, at, size, piece):
    answer = client.post("/api/flash/firmware", query_string={"at": at, "size": size}, data=piece)
    assert answer.status_code == 409


def test_file_can_be_sent_again_after_a_broken_one(client):
    client.post("/api/flash/firmware", query_string={"at": 0, "size": 900_000}, data=b"x" * PIECE)
    assert send(client, images.firmware("ESP32")).status_code == 200


@pytest.mark.parametrize("name", ["\x1b]0;x\x07.bin", "<img src=x>.bin", "x" * 5000, ""])
def test_files_name_is_only_shown(client, room, name):
    assert send(client, images.firmware("ESP32"), name).status_code == 200
    source = room.flash.station.cache.entries()[0].source
    assert len(source) <= 100
    assert "\x1b" not in source


def test_another_computer_adds_nothing(client, room):
    far = {"environ_base": {"REMOTE_ADDR": "192.168.1.9"}}
    assert send(client, images.firmware("ESP32"), **far).status_code == 403
    assert room.flash.station.cache.entries() == []


def test_somebody_without_the_trainers_key_adds_nothing(room):
    assert send(create_app(room).test_client(), images.firmware("ESP32")).status_code == 403
