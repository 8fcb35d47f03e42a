"""Every route by who asks: a visitor, a learner, the trainer elsewhere, the trainer at this computer.

The table is compared with the application's own routes: a new one fails until it is written here, with who may.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from iot_lab.web import create_app
from iot_lab.web.pages import network
from tests.rigs.hand_fed_room import HandFedRoom, fill
from tests.web.conftest import grade_here

ANYBODY, LEARNER, MEMBER, TRAINER, LAPTOP = (
    "anybody",
    "a learner",
    "a learner or the trainer",
    "the trainer",
    "the trainer at this computer",
)
ROUTES = {
    ANYBODY: """
        GET /  GET /api/boards  GET /api/boards/<board>  GET /api/boards/<board>/explained
        GET /api/boards/<board>/knobs  POST /api/boards/<board>/knobs/<knob>
        GET /api/boards/<board>/series/<series>/chart  GET /api/checks/<number>  POST /api/exercises/<exercise>/check
        GET /api/openapi.json  GET /boards/<board>  GET /exercises  GET /exercises/<exercise>  POST /exercises/<exercise>
        GET /exercises/<exercise>/checks/<number>  GET /health  GET /join  POST /join  POST /language  POST /leave
        GET /live  GET /metrics  GET /pi/v2/<path:asked>  POST /resume  GET /static/<name>  GET /wall  GET /api/my/board/knobs/<exercise>
        POST /api/my/board/knobs/<exercise>/<knob>  POST /api/my/board/run/<exercise>  POST /api/my/board/stop
        POST /api/my/board/type  GET /workshop
        GET /home  GET /home/  GET /home/<path:name>""",
    LEARNER: """
        POST /api/my/hand  GET /api/my/programs/<exercise>  PUT /api/my/programs/<exercise>
        GET /api/my/programs/<exercise>/versions  GET /api/my/programs/<exercise>/versions/<int:number>
        POST /api/my/programs/<exercise>/versions/<int:number>/restore  GET /api/my/real-board  POST /api/my/real-board
        DELETE /api/my/real-board  POST /api/my/real-board/identify  POST /api/my/real-board/run
        POST /api/my/real-board/stop  GET /certificate  POST /nickname  GET /api/my/real-board/heard/<exercise>
        PUT /api/my/dashboards/<name>  POST /api/my/publish  POST /workshop/programs  POST /workshop/dashboards
        POST /workshop/remove  GET /workshop/programs/<name>  GET /workshop/dashboards/<name>
        GET /work/iot-lab-work.json  POST /work""",
    MEMBER: """
        GET /ai  POST /ai  GET /ai/<project>/record  POST /ai/<project>/takes  GET /ai/<project>/takes
        POST /ai/<project>/stop  POST /ai/<project>/labels  POST /ai/<project>/takes/<int:take>
        POST /ai/<project>/import  GET /ai/<project>/takes.csv  GET /ai/<project>/takes.zip  GET /ai/<project>/train
        POST /ai/<project>/train  POST /ai/<project>/train/stop  GET /ai/<project>/train/progress
        POST /ai/<project>/train/what-if  POST /ai/<project>/card  GET /ai/<project>/deploy
        POST /ai/<project>/deploy  GET /ai/<project>/model.py  GET /ai/<project>/model.json""",
    TRAINER: """
        POST /accounts/  GET /accounts/<name>  POST /accounts/<name>/remove  GET /api/export.<kind>  GET /exercises/<exercise>/solution  GET /group  GET /group/<int:learner_id>
        POST /group/<int:learner_id>/code  POST /group/<int:learner_id>/hand  POST /group/hint  POST /group/pause
        POST /group/solutions/<exercise>  POST /group/units/<unit>  GET /session  GET /session/certificates
        GET /session/certificates/<int:learner_id>  POST /session/close  POST /session/erase  POST /session/keep
        POST /session/reopen  POST /ai/<project>/simulated  GET /session/results.csv  GET /session/results.json  POST /session/start  GET /trainer
        GET /trainer/boards  POST /trainer/boards/<any(identify, stop, start, update):order>  POST /trainer/boards/add
        POST /trainer/boards/move  POST /trainer/boards/owner  POST /trainer/boards/remove
        POST /trainer/boards/rename  POST /trainer/boards/rescue  POST /trainer/boards/send
        POST /trainer/boards/undo/<int:task>  GET /trainer/network  POST /trainer/network/look
        GET /workshop/of/<int:learner_id>/<name>  POST /workshop/of/<int:learner_id>/<name>/wall
        POST /boards/<board>/orders/<order>""",
    LAPTOP: """
        POST /api/accounts/<verb>  POST /api/board-list/<verb>  GET /api/flash  POST /api/flash/<step>  POST /api/flash/firmware  GET /flash
        POST /flash/<step>  POST /flash/lab.py  GET /flash/labels  GET /session/archive.zip
        POST /trainer/boards/wifi  POST /trainer/network/wifi/close  POST /trainer/network/wifi/open
        POST /trainer/link  GET /trainer/wipe  POST /trainer/wipe  POST /trainer/wipe/look""",
}
MAY = {
    ANYBODY: {"visitor", "learner", "trainer elsewhere", "trainer"},
    LEARNER: {"learner"},
    MEMBER: {"learner", "trainer elsewhere", "trainer"},
    TRAINER: {"trainer elsewhere", "trainer"},
    LAPTOP: {"trainer"},
}
VALUES = {
    "<any(identify, stop, start, update):order>": "identify",
    "<board>": "capteur-01",
    "<exercise>": "blink",
    "<int:learner_id>": "1",
    "<int:number>": "1",
    "<int:task>": "1",
    "<int:take>": "1",
    "<kind>": "csv",
    "<knob>": "wifi",
    "<name>": "cuisine",
    "<path:name>": "index.html",
    "<number>": "x",
    "<order>": "none",
    "<path:asked>": "package/6/x/latest.json",
    "<project>": "gestes",
    "<series>": "temperature",
    "<step>": "none",
    "<unit>": "none",
    "<verb>": "none",
}
REFUSALS = {"trainer-only", "laptop-only", "not-joined", "solution-closed"}
WIFI, HERE = {"REMOTE_ADDR": "192.168.1.9"}, {"REMOTE_ADDR": "127.0.0.1"}


def table():
    """Return (method, rule) -> who may."""
    found = {}
    for who, text in ROUTES.items():
        words = text.replace("any(identify, stop, start, update)", "any(identify,stop,start,update)").split()
        for method, rule in zip(words[::2], words[1::2], strict=True):
            found[method, rule.replace("any(identify,stop,start,update)", "any(identify, stop, start, update)")] = who
    return found


@pytest.fixture(scope="module")
def app(tmp_path_factory):
    with HandFedRoom(tmp_path_factory.mktemp("room") / "data") as room:
        fill(room, ["capteur-01"], minutes=1)
        room.register.add("cuisine", "device")
        app = create_app(room.graded_by(grade_here))
        app.extensions["learner"] = room.learners.cookie_of(
            room.learners.join("Samira", room.class_settings.room_code)[1]
        )
        yield app


@pytest.fixture(autouse=True)
def quick(monkeypatch):
    monkeypatch.setattr(network, "take_all", lambda *_: [])
    monkeypatch.setattr("iot_lab.workshop.wiping.look", lambda *_: None)
    monkeypatch.setenv("PATH", "")


def client_of(app, who):
    client = app.test_client()
    if who == "learner":
        client.set_cookie("learner", app.extensions["learner"])
    if who.startswith("trainer"):
        client.get(f"/join?key={app.extensions['iot_lab_room'].register.trainer_key}")
    return client


def asked_by(app, who, method, path):
    """Return the code of the refusal, empty where the asker passed; what comes of it is not looked at."""
    client = client_of(app, who)
    answer = client.open(
        path, method=method, environ_base=HERE if who == "trainer" else WIFI, headers={"Accept": "application/json"}
    )
    with answer:
        if answer.status_code != 403:
            return ""
        if answer.is_json:
            return answer.json["error"]["code"]
        return "trainer-only" if path == "/trainer" else "said on the page"


def test_every_route_is_in_the_table(app):
    rules = {(method, rule.rule) for rule in app.url_map.iter_rules() for method in rule.methods - {"HEAD", "OPTIONS"}}
    assert rules == set(table())


@pytest.mark.parametrize("who", ["visitor", "learner", "trainer elsewhere", "trainer"])
def test_each_route_lets_in_whom_it_should_and_nobody_else(app, who):
    wrong = []
    for (method, rule), may in table().items():
        path = rule
        for name, value in VALUES.items():
            path = path.replace(name, value)
        code = asked_by(app, who, method, path)
        is_let_in = code not in REFUSALS
        if is_let_in != (who in MAY[may]):
            wrong.append((method, rule, may, code))
    assert wrong == []


@pytest.mark.parametrize("odd", ["%0a", "%0d%0aSet-Cookie:x", "%00", "%ed%a0%80", "9" * 400])
def test_no_route_falls_over_an_odd_name_in_its_address(app, odd):
    client = client_of(app, "trainer")
    fallen = []
    for method, rule in table():
        if "<" in rule:
            with client.open(re.sub("<[^>]+>", odd, rule), method=method, environ_base=HERE) as answer:
                if answer.status_code >= 500:
                    fallen.append((method, rule))
    assert fallen == []


@pytest.mark.parametrize("topic", ["learners", "checks", "board-tasks", "work-2", "board-learner-2"])
def test_topics_of_others_are_the_trainers_alone(app, topic):
    found = {who: bool(watched(app, who, topic)) for who in ("visitor", "learner", "trainer elsewhere")}
    assert found == {"visitor": False, "learner": False, "trainer elsewhere": True}


def watched(app, who, topic):
    client = client_of(app, who)
    with client.get(f"/live?topic={topic}", environ_base=WIFI) as answer:
        return answer.status_code == 200


def test_board_that_is_somebodys_is_turned_by_them_and_by_the_trainer_alone(app):
    room = app.extensions["iot_lab_room"]
    samira = next(one for one in room.learners.people() if one.nickname == "Samira")
    room.own_boards.give("capteur-01", samira.id)
    path = "/api/boards/capteur-01/knobs/wifi"
    other = app.test_client()
    other.set_cookie("learner", room.learners.cookie_of(room.learners.join("Karim", room.class_settings.room_code)[1]))
    statuses = [client.post(path, json={"value": 0}).status_code for client in (app.test_client(), other)]
    assert statuses == [409, 409]
    assert asked_by(app, "learner", "POST", path) == asked_by(app, "trainer elsewhere", "POST", path) == ""
    room.own_boards.release(samira.id)


def test_no_job_of_the_trainer_takes_more_than_four_clicks_and_fields_or_a_terminal():
    page = (Path(__file__).resolve().parents[2] / "docs/trainer.md").read_text("utf-8")
    rows = [
        [cell.strip() for cell in line.strip("|").split("|")] for line in page.splitlines() if line.startswith("| ")
    ]
    jobs = [row for row in rows if row[2].isdigit()]
    assert len(jobs) >= 20
    for job, way, clicks, fields in jobs:
        assert (len(re.findall(r"\*\*[^*]+\*\*", way)), len(re.findall(r"(?<!\*)\*[^*]+\*(?!\*)", way))) == (
            int(clicks),
            int(fields),
        ), job
        assert int(clicks) + int(fields) <= 4, job
        assert "iot-lab" not in way
