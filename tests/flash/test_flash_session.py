"""The session's steps: what may follow what, what is kept, and that a board must be heard in the room."""

from __future__ import annotations

import json
import threading
from types import SimpleNamespace

import pytest

from iot_lab.boards.errors import FlashStopped
from iot_lab.boards.plan import Choices
from iot_lab.texts import texts
from iot_lab.workshop.flash_session.self_test import BoardNotInRoom, SelfTest
from iot_lab.workshop.flash_session.session import FlashSessionBusy, LaptopWithoutNetwork, PlanOutdated
from iot_lab.workshop.known_networks import KnownNetworks, WifiRefused, WifiUnreadable
from iot_lab.workshop.room import Room
from iot_lab.workshop.settings import Settings
from tests.rigs.flash.board import Faults
from tests.rigs.running_kit import free_port, wait_until

MAC = "24:0a:c4:00:10:01"


@pytest.fixture
def session(hub):
    with Room(Settings(data=hub.data, host="127.0.0.1", mqtt_port=free_port())) as room:
        yield room.flash


def shown(session, language="fr"):
    return session.snapshot(texts(language))


def reach(session, state):
    wait_until(lambda: shown(session)["state"] == state)
    return shown(session)


def ready(session):
    session.look()
    session.run(reach(session, "planned")["plan"])
    return reach(session, "done")


def test_blank_boards_go_from_look_to_results(hub, session):
    hub.keep_firmware()
    hub.plug()
    session.look()
    planned = reach(session, "planned")
    assert [(row["name"], row["effect"], row["slot"]) for row in planned["boards"]] == [
        ("capteur-01", "install", "1-2.1")
    ]
    session.run(planned["plan"])
    done = reach(session, "done")
    assert done["boards"][0]["progress"]["stage"] == "ready"
    assert done["totals"]["ready"] == 1
    json.dumps(done)


def test_plan_that_was_replaced_or_carried_out_is_not_carried_out(hub, session):
    hub.keep_firmware()
    hub.plug()
    session.look()
    first = reach(session, "planned")["plan"]
    session.plan(Choices(word="", is_fresh=True))
    with pytest.raises(PlanOutdated):
        session.run(first)
    session.run(shown(session)["plan"])
    reach(session, "done")
    with pytest.raises(PlanOutdated):
        session.run(shown(session)["plan"])


def test_two_things_at_once_are_refused(hub, session):
    hub.plug(faults=Faults(is_silent=True))
    session.look()
    with pytest.raises(FlashSessionBusy):
        session.look()
    reach(session, "planned")


def test_no_board_is_an_error_that_the_next_look_forgets(hub, session):
    hub.keep_firmware()
    session.look()
    assert reach(session, "idle")["error"]["code"] == "no-board"
    hub.plug()
    session.look()
    assert reach(session, "planned")["error"] is None


def test_stop_ends_the_boards_and_the_next_run_finishes_them(hub, session):
    hub.keep_firmware("ESP32", app_bytes=1_500_000)
    hub.plug(throttled=True)
    session.look()
    session.run(reach(session, "planned")["plan"])
    wait_until(lambda: shown(session)["boards"][0].get("progress", {}).get("stage") == "writing")
    session.stop()
    done = reach(session, "done")
    assert done["boards"][0]["progress"]["error"]["code"] == "flash-stopped"
    session.look()
    assert reach(session, "planned")["boards"][0]["effect"] == "finish"


def test_watch_writes_boards_that_are_plugged_later_each_with_its_own_name(hub, session):
    hub.keep_firmware()
    session.watch(Choices(word=""))
    assert shown(session)["is_watching"]
    for _ in range(3):
        hub.plug()
    wait_until(lambda: shown(session)["totals"]["ready"] == 3)
    names = {row["name"] for row in shown(session)["boards"]}
    assert len(names) == 3
    session.watch(None)
    assert not shown(session)["is_watching"]


def test_name_taken_since_the_plan_is_not_given_twice(hub, session):
    hub.keep_firmware()
    hub.plug()
    session.look()
    planned = reach(session, "planned")
    session.station.register.add(planned["boards"][0]["name"], "simulated")
    session.run(planned["plan"])
    assert reach(session, "done")["totals"]["ready"] == 1
    assert session.label_names() == ["capteur-02"]


def test_board_must_be_heard_in_the_room_when_it_has_a_wifi(hub, session):
    hub.keep_firmware()
    board = hub.plug()
    session.prefer_wifi("Salle", "craie-bleue")
    session.station.self_test = SelfTest(list, patience_s=0.1)
    row = ready(session)["boards"][0]
    assert row["progress"]["error"]["code"] == "board-not-in-room"
    assert session.station.journal.entry(board.mac).state == "ready"
    session.station.self_test = SelfTest(lambda: [heard("capteur-01", board.mac)])
    row = ready(session)["boards"][0]
    assert (row["effect"], row["progress"]["stage"]) == ("check", "ready")


def test_boards_are_not_sent_to_a_laptop_without_a_network(hub, session):
    hub.keep_firmware()
    board = hub.plug()
    session.is_alone = False
    session.prefer_wifi("Salle", "craie-bleue")
    session.look()
    with pytest.raises(LaptopWithoutNetwork):
        session.run(reach(session, "planned")["plan"])
    assert board.flash.written == 0


def test_boards_are_told_the_address_that_the_laptop_has_now(hub, session):
    hub.keep_firmware()
    hub.plug()
    ready(session)
    session.find_host = lambda: "192.168.43.7"
    session.look()
    assert reach(session, "planned")["boards"][0]["effect"] == "settings"
    assert session.station.settings.broker_host == "192.168.43.7"


def heard(name, mac, seen_ms=2**53):
    return SimpleNamespace(name=name, seen_ms=seen_ms, info={"mac": mac})


@pytest.mark.parametrize(
    "board", [heard("capteur-02", MAC), heard("capteur-01", "24:0a:c4:00:10:99"), heard("capteur-01", MAC, 5000)]
)
def test_old_news_and_other_boards_are_not_the_board(board):
    test = SelfTest(lambda: [board], patience_s=0, clock_s=lambda: 100.0)
    with pytest.raises(BoardNotInRoom):
        test("COM3", "capteur-01", MAC, threading.Event())


def test_self_test_ends_when_a_person_stops():
    stop = threading.Event()
    stop.set()
    with pytest.raises(FlashStopped):
        SelfTest(list)("COM3", "capteur-01", MAC, stop)


def test_board_that_publishes_its_info_through_the_broker_passes(hub, session):
    hub.keep_firmware()
    board = hub.plug()
    session.prefer_wifi("Salle", "craie-bleue")
    session.look()
    session.run(reach(session, "planned")["plan"])
    wait_until(lambda: shown(session)["boards"][0].get("progress", {}).get("stage") == "joining")
    publish_info(session, "capteur-01", board.mac)
    assert reach(session, "done")["boards"][0]["progress"]["stage"] == "ready"


def publish_info(session, name, mac):
    from paho.mqtt import publish

    settings = session.station.settings
    secret = next(one.secret for one in session.station.register.accounts("board") if one.name == name)
    publish.single(
        f"lab/{settings.room}/{name}/info",
        json.dumps({"kit": "0.1.0", "mac": mac}),
        qos=1,
        retain=True,
        hostname="127.0.0.1",
        port=settings.broker_port,
        client_id=name,
        auth={"username": name, "password": secret},
    )


def test_networks_are_kept_the_last_one_first(tmp_path):
    wifi = KnownNetworks.open(tmp_path)
    wifi.prefer("Salle", "craie-bleue")
    wifi.prefer("Jardin", "")
    wifi.prefer("Salle")
    assert [(one.ssid, one.password) for one in KnownNetworks.open(tmp_path).networks] == [
        ("Salle", "craie-bleue"),
        ("Jardin", ""),
    ]
    wifi.forget("Salle")
    assert not KnownNetworks.open(tmp_path).knows("Salle")


@pytest.mark.parametrize(
    ("ssid", "password"),
    [
        *(("", "craie-bleue"), ("x" * 33, ""), ("é" * 17, ""), ("a", "short"), ("a\n", ""), ("a", None)),
        *(("a\udcff", "craie-bleue"), ("a", "g" * 64), ("a", "é" * 32), ("a", "craie\tbleue"), ("a", "craie\udcff.")),
    ],
)
def test_networks_that_cannot_exist_are_refused(tmp_path, ssid, password):
    with pytest.raises(WifiRefused):
        KnownNetworks.open(tmp_path).prefer(ssid, password)


@pytest.mark.parametrize("password", ["", "craie bleue", "été à la mer", "x" * 63, "0123456789abCDEF" * 4])
def test_passwords_as_routers_have_them_are_kept(tmp_path, password):
    KnownNetworks.open(tmp_path).prefer("Salle d’en haut", password)
    assert KnownNetworks.open(tmp_path).networks[0].password == password


def test_spoiled_list_of_networks_is_said(tmp_path):
    (tmp_path / "wifi.json").write_text("{")
    with pytest.raises(WifiUnreadable):
        KnownNetworks.open(tmp_path)
