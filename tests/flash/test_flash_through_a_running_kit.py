"""`iot-lab flash` while `iot-lab up` holds the data folder: the same work, through the kit's own API."""

from __future__ import annotations

import json
import stat
import urllib.error
import urllib.request

import pytest

from iot_lab.cli.room_client import KitUnreachable, OtherRoom
from iot_lab.workshop import running
from iot_lab.workshop.data_folder import DataFolder
from tests.boards.test_flash_faults import FAULTS, KINDS, repair
from tests.rigs.commands import run
from tests.rigs.flash.board import Faults
from tests.rigs.open_kit import open_kit


@pytest.fixture
def kit(hub):
    with open_kit(hub) as kit:
        yield kit


def ask(kit, path, body=None, **headers):
    """Return the status and JSON of a request to the running kit."""
    data = None if body is None else json.dumps(body).encode()
    headers = {"Content-Type": "application/json", **headers}
    request = urllib.request.Request(kit.local_url.rstrip("/") + path, data=data, headers=headers)
    try:
        with urllib.request.urlopen(request, timeout=120) as answer:
            return answer.status, json.load(answer)
    except urllib.error.HTTPError as refusal:
        with refusal:
            return refusal.code, json.load(refusal)


def test_seven_of_ten_are_ready_and_the_second_run_finishes_all(hub, kit):
    hub.keep_firmware("ESP32", "ESP32-S3", "ESP32-C3")
    for chip, flash_mb in KINDS + KINDS[:2]:
        hub.plug(chip, flash_mb)
    broken = [hub.plug("ESP32", 4, FAULTS[name][0]()) for name in ("unplugged", "noisy", "silent")]
    first = run(hub, "flash", "--yes", "--json")
    assert (first.code, first.events("end")[0]["ready"]) == (1, 7)
    codes = {line["error"]["code"] for line in first.events("result") if line["error"]}
    codes |= {line["refusal"]["code"] for line in first.events("board") if "refusal" in line}
    assert codes == {"board-unplugged", "line-noisy", "bootloader-silent"}
    repair(hub, broken)
    assert run(hub, "flash", "--yes").code == 0


def test_firmware_added_beside_a_running_kit_is_used_by_it(hub, kit):
    board = hub.plug()
    assert run(hub, "flash", "--yes").code == 1
    hub.keep_firmware()
    assert run(hub, "flash", "--yes").code == 0
    assert board.flash.written > 0


def test_words_are_in_the_language_of_the_command_not_of_the_kit(hub, kit):
    hub.plug(faults=Faults(is_silent=True))
    assert "Nothing answers on" in run(hub, "flash", "--yes", language="en").said


def test_announcement_is_private_and_goes_when_the_kit_ends(hub):
    with open_kit(hub) as kit:
        path = hub.data / running.FILE_NAME
        assert stat.S_IMODE(path.stat().st_mode) == 0o600
        assert running.find(hub.data).url == kit.local_url
    assert running.find(hub.data) is None


def test_folder_held_by_a_kit_that_does_not_answer_is_said(hub):
    folder = DataFolder(hub.data)
    running.announce(hub.data, "http://127.0.0.1:9/", "key", "atelier", "mqtt://127.0.0.1:9", "http://127.0.0.1:9/")
    try:
        assert isinstance(run(hub, "flash", "--yes").error, KitUnreachable)
    finally:
        folder.close()


def test_other_room_than_the_open_one_is_refused(hub, kit):
    assert isinstance(run(hub, "flash", "--yes", "--room", "jardin").error, OtherRoom)


def test_api_needs_the_trainers_key(hub, kit):
    assert ask(kit, "/api/flash")[0] == 403
    assert ask(kit, "/api/flash", **{"X-Trainer-Key": "wrong"})[1]["error"]["code"] == "trainer-only"
    key = running.find(hub.data).key
    assert ask(kit, "/api/flash", **{"X-Trainer-Key": key})[0] == 200


def test_api_is_refused_under_another_name_and_from_another_site(hub, kit):
    key = running.find(hub.data).key
    status, said = ask(kit, "/api/flash", **{"X-Trainer-Key": key, "Host": "evil.example"})
    assert (status, said["error"]["code"]) == (403, "other-name")
    status, said = ask(kit, "/api/flash/look", {}, **{"X-Trainer-Key": key, "Origin": "http://evil.example"})
    assert (status, said["error"]["code"]) == (403, "other-site")


@pytest.mark.parametrize(
    ("step", "body"),
    [
        ("look", []),
        ("look", {"ports": "COM3"}),
        ("look", {"ports": [1]}),
        ("look", {"firmware": 3}),
        ("run", {"plan": "1"}),
        ("run", {}),
        ("dance", {}),
        ("wifi", {"ssid": 5}),
    ],
)
def test_steps_that_do_not_read_as_they_should_are_refused(hub, kit, step, body):
    key = running.find(hub.data).key
    status, said = ask(kit, f"/api/flash/{step}", body, **{"X-Trainer-Key": key})
    assert (status, said["error"]["code"]) == (400, "request-wrong")


def test_password_of_the_wifi_never_leaves_the_kit(hub, kit):
    key = running.find(hub.data).key
    status, said = ask(kit, "/api/flash/wifi", {"ssid": "Salle", "password": "craie-bleue"}, **{"X-Trainer-Key": key})
    assert (status, said["wifi"]) == (200, ["Salle"])
    assert "craie-bleue" not in json.dumps(said)
