"""The trainer's page of the group, what it does to learners' pages, and the wall, which names nobody."""

from __future__ import annotations

import pytest
from markupsafe import escape

from iot_lab.workshop.own_wifi import OwnNetwork
from tests.rigs.hand_fed_room import KEY

WRONG = {"checks": [{"verdict": "failed", "hint": {"id": "seconds-for-milliseconds"}}], "verdict": "failed"}


@pytest.fixture
def trainer(app):
    client = app.test_client()
    client.get(f"/join?key={KEY}")
    return client


@pytest.fixture
def karim(room):
    return room.learners.join("Karim", room.class_settings.room_code)[0]


@pytest.mark.parametrize("path", ["/group", "/group/1", "/group/1?exercise=blink"])
def test_page_of_the_group_is_the_trainers(client, karim, path):
    answer = client.get(path)
    assert answer.status_code == 403
    assert "Karim" not in answer.text


@pytest.mark.parametrize(
    "path",
    ["/group/pause", "/group/units/data", "/group/hint", "/group/solutions/blink", "/group/1/hand", "/group/1/code"],
)
def test_nobody_else_speaks_to_the_class(client, room, karim, path):
    assert client.post(path, data={"on": "1", "show": "1"}).status_code == 403
    assert room.signals.as_json() == {"paused": False, "hint": None, "solutions": []}


def test_mistake_of_the_moment_is_said_and_its_hint_can_be_sent(trainer, room, karim):
    room.work.add_check(karim.id, "blink", {"main.py": "x = 1\n"}, WRONG)
    page = trainer.get("/group").text
    assert "Karim" in page
    assert 'value="seconds-for-milliseconds"' in page
    trainer.post("/group/hint", data={"exercise": "blink", "mistake": "seconds-for-milliseconds"})
    hint = room.signals.as_json()["hint"]
    assert hint["exercise"] == "blink"
    assert set(hint["texts"]) == {"fr", "en"}
    assert all(hint["texts"].values())


@pytest.mark.parametrize(
    ("form", "status"),
    [({}, 404), ({"exercise": "nothing"}, 404), ({"exercise": "blink", "mistake": "no-such"}, 400)],
)
def test_hint_that_there_is_not_is_not_sent(trainer, room, form, status):
    assert trainer.post("/group/hint", data=form).status_code == status
    assert room.signals.as_json()["hint"] is None


def test_pause_is_told_and_ends(trainer, room):
    trainer.post("/group/pause", data={"on": "1"})
    assert room.signals.is_paused
    trainer.post("/group/pause")
    assert not room.signals.is_paused


def test_unit_is_closed_and_opened_again(trainer, client, room):
    trainer.post("/group/units/sense-and-act")
    assert client.get("/exercises/blink").status_code == 403
    trainer.post("/group/units/sense-and-act", data={"open": "1"})
    assert client.get("/exercises/blink").status_code == 200


def test_solution_is_seen_while_it_is_shown(trainer, client):
    assert client.get("/exercises/blink/solution").status_code == 403
    trainer.post("/group/solutions/blink", data={"show": "1"})
    assert "Pin(2" in client.get("/exercises/blink/solution").text
    trainer.post("/group/solutions/blink")
    assert client.get("/exercises/blink/solution").status_code == 403


def test_raised_hand_stands_first_until_help_came(trainer, room, karim):
    room.learners.join("Zoé", room.class_settings.room_code)
    zoe = room.learners.people()[1]
    room.learners.raise_hand(zoe.id)
    page = trainer.get("/group").text
    assert page.index(">Zoé<") < page.index(">Karim<")
    trainer.post(f"/group/{zoe.id}/hand")
    page = trainer.get("/group").text
    assert page.index(">Karim<") < page.index(">Zoé<")


def test_person_is_shown_with_programs_versions_and_verdicts(trainer, room, karim):
    room.work.add_check(karim.id, "blink", {"main.py": "x = '<b>'\n", "part.py": "y = 2\n"}, WRONG)
    page = trainer.get(f"/group/{karim.id}").text
    assert "x = &#39;&lt;b&gt;&#39;" in page
    assert "part.py" in page
    assert "seconds-for-milliseconds" not in page
    assert str(escape(room.course.spoken_hint("blink", "seconds-for-milliseconds", "fr"))) in page
    assert trainer.get("/group/77").status_code == 404


def test_new_personal_code_is_shown_once_and_the_old_one_is_worth_nothing(app, trainer, room):
    learner, old = room.learners.join("Léa", room.class_settings.room_code)
    page = trainer.post(f"/group/{learner.id}/code").text
    assert "Léa" in page
    assert app.test_client().post("/resume", data={"personal": old}).status_code == 403


def test_wall_names_no_learner_and_shows_the_way_in(client, room, karim):
    room.work.add_check(karim.id, "blink", {"main.py": "x = 1\n"}, WRONG)
    room.pages.local_name, room.own_wifi.current = "atelier.local", OwnNetwork("iot-lab atelier", "tigre-loup-1234")
    page = client.get("/wall").text
    assert all(one in page for one in ("atelier.local:8000", "iot-lab atelier", "tigre-loup-1234"))
    assert "Karim" not in page
    assert room.class_settings.room_code in page
    assert "192.168.1.20:8000" in page
    assert "capteur-01" in page


@pytest.mark.parametrize("boards", [0, 40])
def test_wall_of_no_board_and_of_many_stands(app, room, boards):
    for number in range(boards):
        room.measure(f"many-{number:02}", 1.0)
    page = app.test_client().get("/wall").text
    assert ("data-dense" in page) == (boards == 40)
