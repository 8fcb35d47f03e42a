"""Coming in, coming back, leaving; and the API of a learner's own work, which nobody else can read or change."""

from __future__ import annotations

import pytest

from iot_lab.web import create_app
from iot_lab.web.pages.join import WRONG_AT_ONCE

PROGRAM = {"files": {"main.py": "print('à moi')\n"}, "base": None, "page": "p1"}


@pytest.fixture
def code(room):
    return room.class_settings.room_code


def come_in(client, code, nickname="Samira"):
    answer = client.post("/join", data={"nickname": nickname, "code": code})
    assert answer.status_code == 303
    return client.get_cookie("learner").value.partition(".")[0]


@pytest.fixture
def samira(client, code):
    come_in(client, code)
    return client


@pytest.fixture
def karim(app, code):
    other = app.test_client()
    come_in(other, code, "Karim")
    return other


def test_nickname_and_room_code_let_in_and_the_personal_code_stands_on_every_page(client, code):
    personal = come_in(client, code)
    for path in ("/exercises", "/", "/exercises/blink"):
        page = client.get(path).text
        assert "Samira" in page
        assert personal in page


def test_qr_link_asks_for_the_nickname_only(client, code):
    page = client.get(f"/join?code={code}").text
    assert f'type="hidden" name="code" value="{code}"' in page
    assert 'id="code"' not in page


def test_personal_code_finds_the_learner_on_another_computer(app, client, code):
    personal = come_in(client, code)
    client.put("/api/my/programs/blink", json=PROGRAM)
    elsewhere = app.test_client()
    assert elsewhere.post("/resume", data={"personal": personal.upper()}).status_code == 303
    assert elsewhere.get("/api/my/programs/blink").json["files"] == PROGRAM["files"]


def test_learner_who_leaves_is_forgotten_by_the_browser_alone(samira, room):
    samira.post("/leave")
    assert samira.get("/api/my/programs/blink").status_code == 403
    assert [one.nickname for one in room.learners.people()] == ["Samira"]


@pytest.mark.parametrize(
    ("form", "status", "said"),
    [
        ({"nickname": "Zoé", "code": "WRONG"}, 403, "code de la salle"),
        ({"nickname": "--"}, 400, "pseudo ne convient pas"),
        ({"nickname": "samira"}, 409, "déjà pris"),
        ({}, 400, "pseudo"),
    ],
)
def test_what_is_wrong_is_said_beside_what_was_typed(app, samira, code, form, status, said):
    answer = app.test_client().post("/join", data={"code": code, **form})
    assert answer.status_code == status
    assert said in answer.text
    assert form.get("nickname", "") in answer.text


def test_hostile_nickname_is_text(client, code):
    come_in(client, code, "<b>x</b>")
    assert "<b>x</b>" not in client.get("/exercises").text


def test_codes_cannot_be_tried_one_after_the_other(app, client, code, room):
    right = come_in(app.test_client(), code)
    guesses = [
        client.post("/resume", data={"personal": f"lion-{n}"}).status_code for n in range(100, 100 + WRONG_AT_ONCE)
    ]
    assert guesses == [403] * WRONG_AT_ONCE
    assert client.post("/resume", data={"personal": right}).status_code == 429
    assert client.post("/join", data={"nickname": "Zoé", "code": code}).status_code == 429
    elsewhere = app.test_client()
    assert (
        elsewhere.post("/resume", data={"personal": right}, environ_base={"REMOTE_ADDR": "10.0.0.9"}).status_code == 303
    )


def test_programs_and_hand_belong_to_who_asks(samira, karim, room):
    samira.put("/api/my/programs/blink", json=PROGRAM)
    assert karim.get("/api/my/programs/blink").json["files"] is None
    assert karim.get("/api/my/programs/blink/versions").json == {"versions": []}
    assert karim.get("/api/my/programs/blink/versions/1").status_code == 404
    assert samira.post("/api/my/hand", json={"raised": True}).json == {"raised": True}
    assert [one.hand_ms is None for one in room.learners.people()] == [False, True]


def test_visitor_has_no_work_on_the_server(client):
    asked = [client.get("/api/my/programs/blink"), client.put("/api/my/programs/blink", json=PROGRAM)]
    asked.append(client.post("/api/my/hand", json={"raised": True}))
    assert [one.status_code for one in asked] == [403, 403, 403]


def test_second_tab_is_told_what_is_kept(samira):
    first = samira.put("/api/my/programs/blink", json=PROGRAM).json
    other = {**PROGRAM, "files": {"main.py": "print(2)\n"}, "base": first["token"], "page": "p2"}
    assert samira.put("/api/my/programs/blink", json=other).status_code == 200
    refused = samira.put("/api/my/programs/blink", json={**PROGRAM, "files": {"main.py": "3"}, "base": first["token"]})
    assert refused.status_code == 409
    assert refused.json["kept"]["files"] == other["files"]


@pytest.mark.parametrize(
    ("body", "status"),
    [
        ({}, 400),
        ({"files": []}, 400),
        ({"files": {"main.py": 3}}, 400),
        ({"files": {"other.py": ""}}, 400),
        ({"files": {"main.py": "x" * 70_000}}, 413),
        ({"files": {"main.py": "a\0b"}}, 400),
        ({"files": {"main.py": ""}, "base": 3}, 400),
    ],
)
def test_program_that_cannot_be_kept_is_refused(samira, body, status):
    assert samira.put("/api/my/programs/blink", json=body).status_code == status
    assert samira.get("/api/my/programs/blink").json["files"] is None


def test_verdict_of_a_learner_is_kept_and_shown_on_the_course(samira, room):
    samira.post("/exercises/blink", data={"program": "print(1)\n"})
    [learner] = room.learners.people()
    assert room.work.sums(learner.id)["blink"].verdict == "failed"
    page = samira.get("/exercises").text
    assert "Continuer" in page
    assert 'data-sign="begun"' in page


def test_unit_that_the_trainer_closed_says_so_everywhere(samira, room):
    room.units.close("connected")
    assert "pas encore ouvert" in samira.get("/exercises").text
    assert samira.get("/exercises/climate").status_code == 403
    assert samira.post("/exercises/climate", data={"program": ""}).status_code == 403
    samira.get(f"/join?key={room.register.trainer_key}")
    assert samira.get("/exercises/climate").status_code == 200


def test_cookie_is_worth_nothing_in_another_room(samira, tmp_path):
    from tests.rigs.hand_fed_room import HandFedRoom

    with HandFedRoom(tmp_path / "other") as other:
        stranger = create_app(other).test_client()
        stranger.set_cookie("learner", samira.get_cookie("learner").value)
        assert stranger.get("/api/my/programs/blink").status_code == 403
