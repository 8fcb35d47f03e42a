"""The certificate: only for who has joined, with what passed and a nickname."""

from __future__ import annotations

import pytest

from iot_lab.course import load_exercise

PASSED = {"verdict": "passed", "checks": [], "hint": None}


@pytest.fixture
def samira(client, room):
    code = room.class_settings.room_code
    assert client.post("/join", data={"nickname": "Samira <b>", "code": code}).status_code == 303
    return client


def learner_of(room):
    return room.learners.people()[0]


def test_certificate_is_for_who_has_joined(client):
    assert client.get("/certificate").status_code in (303, 401, 403)


def test_certificate_without_a_pass_says_so(samira):
    assert "Rien n’est réussi" in samira.get("/certificate").text


def test_certificate_lists_what_passed(samira, room):
    room.work.add_check(learner_of(room).id, "blink", {"main.py": "a = 1\n"}, PASSED)
    page = samira.get("/certificate").text
    assert load_exercise("blink").titles["fr"] in page
    assert load_exercise("button").titles["fr"] not in page
    assert "Samira &lt;b&gt;" in page
