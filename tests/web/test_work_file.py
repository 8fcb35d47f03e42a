"""The work as one file: class, home, class again; what comes back is checked here, and nobody loses anything."""

from __future__ import annotations

import io
import json

import pytest

from iot_lab.course import load_exercise
from iot_lab.web.take_home.folder import IN_THE_ROOM
from iot_lab.workshop.free_workshop import MOST_KEPT

FILE = "/work/iot-lab-work.json"
LATER_MS = 4_000_000_000_000
WRONG = "from machine import Pin\nPin(2, Pin.OUT).on()\n"


@pytest.fixture
def samira(app, room):
    client = app.test_client()
    client.post("/join", data={"nickname": "Samira", "code": room.class_settings.room_code})
    return client


def programs(**work):
    return {"iot_lab_work": 1, "programs": work}


def at_home(program, saved_ms=LATER_MS, passed_ms=None, **beside):
    files = {"main.py": program, **{name + ".py": text for name, text in beside.items()}}
    return {"files": files, "saved_ms": saved_ms, "passed_ms": passed_ms}


def bring(client, found):
    raw = found if isinstance(found, bytes) else json.dumps(found).encode()
    return client.post("/work", data={"work": (io.BytesIO(raw), "iot-lab-work.json")})


def save(client, exercise, program):
    base = client.get(f"/api/my/programs/{exercise}").json["token"]
    client.put(f"/api/my/programs/{exercise}", json={"files": {"main.py": program}, "base": base})


def test_work_goes_home_and_comes_back_and_the_trainer_sees_what_passed(samira, room):
    save(samira, "blink", "# in class\n")
    taken_home = json.loads(samira.get(FILE).data)
    assert taken_home["programs"]["blink"]["files"] == {"main.py": "# in class\n"}
    solution = load_exercise("blink").solution
    taken_home["programs"]["blink"] = at_home(solution, passed_ms=LATER_MS, tools="# beside\n")

    answer = bring(samira, taken_home)

    assert answer.status_code == 200
    kept = samira.get("/api/my/programs/blink").json
    assert kept["files"] == {"main.py": solution, "tools.py": "# beside\n"}
    assert room.work.sums(1)["blink"].passed_ms is not None
    assert json.loads(samira.get(FILE).data)["programs"]["blink"]["files"] == kept["files"]


def test_what_is_said_to_have_passed_is_checked_again(samira, room):
    bring(samira, programs(blink=at_home(WRONG, passed_ms=LATER_MS)))

    assert (room.work.sums(1)["blink"].verdict, room.work.sums(1)["blink"].passed_ms) == ("failed", None)


def test_an_older_program_is_kept_below_the_newest(samira, room):
    save(samira, "blink", "# newer\n")

    bring(samira, programs(blink=at_home("# older\n", saved_ms=1)))

    assert [one.text for one in room.work.versions(1, "blink")][:2] == ["# newer\n", "# older\n"]


def test_a_unit_that_is_closed_is_not_checked_and_its_program_is_kept(samira, room):
    unit = room.course.units("fr")[0]
    room.units.close(unit.id)

    bring(samira, programs(blink=at_home(WRONG, passed_ms=LATER_MS)))

    assert room.work.program(1, "blink").text == WRONG
    assert "blink" not in room.work.sums(1)


def test_programs_of_the_free_workshop_go_home_and_come_back_to_any_room(samira, room):
    room.work.save(1, "own:Ma veilleuse", {"main.py": "# mine\n"}, None)
    taken_home = json.loads(samira.get(FILE).data)
    room.free.remove(1, "own:Ma veilleuse")

    assert bring(samira, taken_home).status_code == 200

    assert [one.name for one in room.free.programs(1)] == ["Ma veilleuse"]
    assert room.work.program(1, "own:Ma veilleuse").text == "# mine\n"


def test_own_programs_with_other_names_or_beyond_what_is_kept_are_left_out(samira, room):
    names = ["own:", "own:../x", "own: x", "own:<b>", "own:" + "x" * 33, "dashboard:x", "own:x\u202e"]
    names += [f"own:n{number}" for number in range(MOST_KEPT + 3)]

    bring(samira, {"iot_lab_work": 1, "programs": dict.fromkeys(names, at_home("#\n"))})

    assert {one.name for one in room.free.programs(1)} == {f"n{number}" for number in range(MOST_KEPT)}


NO_WORK = (
    b"", b"\xff", b"[]", b"{}", b"[" * 100_000, b'{"iot_lab_work": 1}', b'{"iot_lab_work": 2, "programs": {}}',
)  # fmt: skip


def test_a_file_that_holds_no_work_is_refused_in_words(samira):
    for found in NO_WORK:
        answer = bring(samira, found)

        assert answer.status_code == 400, found[:40]
        assert "iot-lab-work.json" in answer.text


NO_PROGRAM = (
    None,
    7,
    {"files": {"main.py": "x"}},
    {"files": {"main.py": 7}, "saved_ms": 1},
    {"files": {"../main.py": "x", "main.py": "x"}, "saved_ms": 1},
    {"files": {"main.py": "x\0"}, "saved_ms": 1},
    {"files": {"main.py": "x" * 100_000}, "saved_ms": 1},
    {"files": {"main.py": "x"}, "saved_ms": 1e300},
    {"files": {"main.py": "x"}, "saved_ms": True},
    {"files": {f"a{number}.py": "" for number in range(9)} | {"main.py": ""}, "saved_ms": 1},
)


def test_a_program_that_no_page_would_keep_is_left_out_and_the_others_are_kept(samira, room):
    for number, work in enumerate(NO_PROGRAM):
        mine = at_home(f"# mine, {number}\n", saved_ms=LATER_MS + number)
        answer = bring(samira, {"iot_lab_work": 1, "programs": {"blink": work, "button": mine, "rien": 1}})

        assert answer.status_code == 200, work
        assert room.work.program(1, "blink") is None, work
        assert room.work.program(1, "button").text == f"# mine, {number}\n"


def test_the_room_offers_the_folder_that_was_made_and_nothing_else(client, room):
    assert client.get("/home/").status_code == 404
    assert "/home/" not in client.get("/exercises").text
    folder = room.settings.data / IN_THE_ROOM
    folder.mkdir()
    (folder / "index.html").write_text("<!doctype html><title>iot-lab</title>" + " " * 2000, "utf-8")

    page = client.get("/home/", headers={"Accept-Encoding": "gzip"})

    assert (page.status_code, page.headers["Content-Encoding"]) == (200, "gzip")
    assert "worker-src 'self' blob:" in page.headers["Content-Security-Policy"]
    assert client.get("/home").headers["Location"] == "/home/"
    assert client.get("/home/../class.json").status_code == 404
    assert client.get("/home/%2e%2e/class.json").status_code == 404
    assert "/home/iot-lab-home.zip" in client.get("/exercises").text
