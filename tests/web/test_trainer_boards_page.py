"""The trainer's page of all boards: what it shows, and what its buttons ask for."""

from __future__ import annotations

import io
from types import SimpleNamespace

import pytest

from iot_lab.workshop import wiping
from iot_lab.workshop.kit_updates import is_outdated
from tests.rigs.hand_fed_room import KEY
from tests.rigs.running_kit import wait_until
from tests.workshop.test_board_tasks import StandIn

HERE = "/trainer/boards"
FAR = {"REMOTE_ADDR": "192.168.1.9"}


@pytest.fixture
def room(room):
    for name in ("capteur-01", "capteur-02", "capteur-03"):
        room.register.add(name, "board")
    room.board_list.is_open = True
    room.board_tasks.open_orders = StandIn()
    return room


@pytest.fixture
def trainer(client):
    client.get(f"/join?key={KEY}")
    client.set_cookie("language", "en")
    return client


def ask(trainer, order, **form):
    answer = trainer.post(f"{HERE}/{order}", data=form, content_type="multipart/form-data")
    assert answer.status_code == 303, answer.text
    return trainer.get(HERE).text


def asked(room):
    wait_until(lambda: all(task.is_over for task in room.board_tasks.recent()))
    return room.board_tasks.open_orders.asked


def test_page_shows_each_board_and_its_first_broken_step(trainer, room):
    learner, _ = room.learners.join("Samira", room.class_settings.room_code)
    room.own_boards.give("capteur-03", learner.id)
    page = trainer.get(HERE).text
    assert "Temperature" in page
    assert "good (−55 dBm)" in page
    assert "Its owner can go on with a spare board." in page
    assert "Samira" in page


def test_boards_of_another_kit_are_named_and_asked_to_take_this_one(trainer, room):
    assert "kit to update" not in trainer.get(HERE).text  # simulated ones have it always
    for batch in room.hub.boards.topic.snapshot().value["boards"]:
        assert is_outdated({**batch["info"], "simulated": False})
    ask(trainer, "update", board="capteur-01")
    assert asked(room) == [("info", "capteur-01")]
    assert room.board_tasks.recent()[0].failed == ()


def test_orders_go_to_the_ticked_boards_or_to_all_that_are_here(trainer, room):
    ask(trainer, "identify", board="capteur-01")
    ask(trainer, "stop", every="1")
    assert sorted(asked(room)) == [("identify", "capteur-01"), ("stop", "capteur-01"), ("stop", "capteur-02")]
    answer = trainer.post(f"{HERE}/stop", data={"board": "<b>"})
    assert (answer.status_code, "No board is ticked" in answer.text) == (400, True)


@pytest.mark.parametrize(
    ("file", "status"),
    [
        ((io.BytesIO(b"print(1)\n"), "a.py"), 303),
        ((io.BytesIO(b"\xff\xfe\x00"), "a.bin"), 400),
        ((io.BytesIO(b"x" * 70_000), "long.py"), 413),
        ((io.BytesIO(b""), ""), 400),
    ],
)
def test_program_to_send_is_a_file_of_text_that_a_board_takes(trainer, file, status):
    data = {"board": "capteur-01", "file": file}
    answer = trainer.post(f"{HERE}/send", data=data, content_type="multipart/form-data")
    assert answer.status_code == status


def test_program_of_the_kit_is_sent_and_its_progress_shown(trainer, room):
    ask(trainer, "send", board=["capteur-01", "capteur-02"], example="climate")
    assert [order for order, _ in asked(room)].count("run") == 2
    assert "Send climate" in trainer.get(HERE).text


def test_learner_is_moved_to_a_spare_and_back(trainer, room):
    learner, _ = room.learners.join("Samira", room.class_settings.room_code)
    ask(trainer, "owner", board="capteur-03", learner=str(learner.id))
    ask(trainer, "move", board="capteur-03", spare="capteur-01")
    asked(room)
    assert room.own_boards.of(learner.id) == "capteur-01"
    assert "New board for Samira" in trainer.get(HERE).text
    taken = trainer.post(f"{HERE}/move", data={"board": "capteur-03", "spare": "capteur-01"})
    assert taken.status_code == 409
    ask(trainer, f"undo/{room.board_tasks.recent()[0].number}")
    assert room.own_boards.of(learner.id) == "capteur-03"
    ask(trainer, "owner", board="capteur-03")
    assert room.own_boards.of(learner.id) is None


def test_board_is_taken_out_only_when_that_is_sure(trainer, room):
    assert trainer.post(f"{HERE}/remove", data={"board": "capteur-03"}).status_code == 400
    ask(trainer, "remove", board="capteur-03", sure="yes")
    assert "capteur-03" not in [row.name for row in room.board_list.rows()]
    assert "capteur-03" in [board.name for board in room.store.boards()]


def test_wifi_password_is_typed_at_this_computer_alone_and_kept(trainer, room):
    form = {"ssid": "Atelier", "password": "un-secret-long"}
    assert trainer.post(f"{HERE}/wifi", data=form, environ_base=FAR).status_code == 403
    assert trainer.post(f"{HERE}/wifi", data={**form, "password": "short"}).status_code == 400
    page = ask(trainer, "wifi", **form)
    assert [network.ssid for network in room.wifi.networks] == ["Atelier"]
    assert "un-secret-long" not in page
    assert "On the workshop" in trainer.get(HERE, environ_base=FAR).text


@pytest.mark.parametrize("number", ["0", "21", "-1", "x", "", "²"])
def test_number_of_simulated_boards_is_bounded(trainer, number):
    assert trainer.post(f"{HERE}/add", data={"number": number}).status_code == 400


@pytest.mark.parametrize("path", ["", "/move", "/owner", "/rename", "/remove", "/add", "/send", "/undo/1"])
def test_page_and_its_buttons_are_the_trainers(client, path):
    answer = client.open(HERE + path, method="POST" if path else "GET", data={"board": "capteur-01"})
    assert answer.status_code == 403


def test_plugged_boards_are_erased_once_they_were_seen_and_are_ticked(trainer, room, monkeypatch):
    boards = [SimpleNamespace(mac=f"24:0a:c4:00:10:0{n}", port=SimpleNamespace(path=f"/dev/ttyUSB{n}")) for n in (1, 2)]
    names = {boards[0].mac: "capteur-01", boards[1].mac: "capteur-02"}
    wiped = []
    monkeypatch.setattr(wiping, "look", lambda *_: wiping.WipePlan(boards, names, [], []))
    monkeypatch.setattr(wiping, "wipe", lambda board, *_, **__: wiped.append(board.mac))
    form = {"mac": boards[0].mac}
    assert trainer.post("/trainer/wipe", data=form).status_code == 400
    assert trainer.post("/trainer/wipe/look").status_code == 303
    assert boards[1].mac in trainer.get("/trainer/wipe").text
    assert trainer.post("/trainer/wipe", data=form).status_code == 303
    asked(room)
    assert wiped == [boards[0].mac]
    assert trainer.get("/trainer/wipe", environ_base=FAR).status_code == 403
