"""The desk's steps: what may follow what, what is kept, and that a board must be heard in the room."""

from __future__ import annotations

import json
import threading
from types import SimpleNamespace

import pytest

from iot_lab.boards.errors import FlashStopped
from iot_lab.boards.plan import Choices
from iot_lab.texts import texts
from iot_lab.workshop.desk import DeskBusy, FlashDesk, LaptopWithoutNetwork, PlanOutdated
from iot_lab.workshop.desk_opening import LoneDesk
from iot_lab.workshop.known_networks import KnownNetworks, WifiRefused, WifiUnreadable
from iot_lab.workshop.self_test import BoardNotInRoom, SelfTest
from iot_lab.workshop.settings import Settings
from tests.rigs.flash.board import Faults
from tests.rigs.running_kit import free_port, wait_until

MAC = "24:0a:c4:00:10:01"


@pytest.fixture
def desk(hub):
    with LoneDesk(Settings(data=hub.data, host="127.0.0.1", mqtt_port=free_port())) as desk:
        yield desk


def shown(desk, language="fr"):
    return desk.snapshot(texts(language))


def reach(desk, state):
    wait_until(lambda: shown(desk)["state"] == state)
    return shown(desk)


def ready(desk):
    desk.look()
    desk.run(reach(desk, "planned")["plan"])
    return reach(desk, "done")


def test_blank_boards_go_from_look_to_results(hub, desk):
    hub.keep_firmware()
    hub.plug()
    desk.look()
    planned = reach(desk, "planned")
    assert [(row["name"], row["effect"], row["slot"]) for row in planned["boards"]] == [
        ("capteur-01", "install", "1-2.1")
    ]
    desk.run(planned["plan"])
    done = reach(desk, "done")
    assert done["boards"][0]["progress"]["stage"] == "ready"
    assert done["totals"]["ready"] == 1
    json.dumps(done)


def test_plan_that_was_replaced_or_carried_out_is_not_carried_out(hub, desk):
    hub.keep_firmware()
    hub.plug()
    desk.look()
    first = reach(desk, "planned")["plan"]
    desk.plan(Choices(word="", is_fresh=True))
    with pytest.raises(PlanOutdated):
        desk.run(first)
    desk.run(shown(desk)["plan"])
    reach(desk, "done")
    with pytest.raises(PlanOutdated):
        desk.run(shown(desk)["plan"])


def test_two_things_at_once_are_refused(hub, desk):
    hub.plug(faults=Faults(is_silent=True))
    desk.look()
    with pytest.raises(DeskBusy):
        desk.look()
    reach(desk, "planned")


def test_no_board_is_an_error_that_the_next_look_forgets(hub, desk):
    hub.keep_firmware()
    desk.look()
    assert reach(desk, "idle")["error"]["code"] == "no-board"
    hub.plug()
    desk.look()
    assert reach(desk, "planned")["error"] is None


def test_stop_ends_the_boards_and_the_next_run_finishes_them(hub, desk):
    hub.keep_firmware("ESP32", app_bytes=1_500_000)
    hub.plug(throttled=True)
    desk.look()
    desk.run(reach(desk, "planned")["plan"])
    wait_until(lambda: shown(desk)["boards"][0].get("progress", {}).get("stage") == "writing")
    desk.stop()
    done = reach(desk, "done")
    assert done["boards"][0]["progress"]["error"]["code"] == "flash-stopped"
    desk.look()
    assert reach(desk, "planned")["boards"][0]["effect"] == "finish"


def test_watch_writes_boards_that_are_plugged_later_each_with_its_own_name(hub, desk):
    hub.keep_firmware()
    desk.watch(Choices(word=""))
    assert shown(desk)["is_watching"]
    for _ in range(3):
        hub.plug()
    wait_until(lambda: shown(desk)["totals"]["ready"] == 3)
    names = {row["name"] for row in shown(desk)["boards"]}
    assert len(names) == 3
    desk.watch(None)
    assert not shown(desk)["is_watching"]


def test_name_taken_since_the_plan_is_not_given_twice(hub, desk):
    hub.keep_firmware()
    hub.plug()
    desk.look()
    planned = reach(desk, "planned")
    desk.station.register.add(planned["boards"][0]["name"], "simulated")
    desk.run(planned["plan"])
    assert reach(desk, "done")["totals"]["ready"] == 1
    assert desk.label_names() == ["capteur-02"]


def test_board_must_be_heard_in_the_room_when_it_has_a_wifi(hub, desk):
    hub.keep_firmware()
    board = hub.plug()
    desk.prefer_wifi("Salle", "craie-bleue")
    desk.station.self_test = SelfTest(list, patience_s=0.1)
    row = ready(desk)["boards"][0]
    assert row["progress"]["error"]["code"] == "board-not-in-room"
    assert desk.station.journal.entry(board.mac).state == "ready"
    desk.station.self_test = SelfTest(lambda: [heard("capteur-01", board.mac)])
    row = ready(desk)["boards"][0]
    assert (row["effect"], row["progress"]["stage"]) == ("check", "ready")


def test_boards_are_not_sent_to_a_laptop_without_a_network(hub, desk):
    hub.keep_firmware()
    board = hub.plug()
    desk.is_alone = False
    desk.prefer_wifi("Salle", "craie-bleue")
    desk.look()
    with pytest.raises(LaptopWithoutNetwork):
        desk.run(reach(desk, "planned")["plan"])
    assert board.flash.written == 0


def test_boards_are_told_the_address_that_the_laptop_has_now(hub, desk):
    hub.keep_firmware()
    hub.plug()
    ready(desk)
    desk.find_host = lambda: "192.168.43.7"
    desk.look()
    assert reach(desk, "planned")["boards"][0]["effect"] == "settings"
    assert desk.station.settings.broker_host == "192.168.43.7"


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


def test_board_that_publishes_its_info_through_the_broker_passes(hub, desk):
    hub.keep_firmware()
    board = hub.plug()
    desk.prefer_wifi("Salle", "craie-bleue")
    desk.look()
    desk.run(reach(desk, "planned")["plan"])
    wait_until(lambda: shown(desk)["boards"][0].get("progress", {}).get("stage") == "joining")
    publish_info(desk, "capteur-01", board.mac)
    assert reach(desk, "done")["boards"][0]["progress"]["stage"] == "ready"


def publish_info(desk, name, mac):
    from paho.mqtt import publish

    settings = desk.station.settings
    secret = next(one.secret for one in desk.station.register.accounts("board") if one.name == name)
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
    [("", "craie-bleue"), ("x" * 33, ""), ("é" * 17, ""), ("a", "short"), ("a\n", ""), ("a", None)],
)
def test_networks_that_cannot_exist_are_refused(tmp_path, ssid, password):
    with pytest.raises(WifiRefused):
        KnownNetworks.open(tmp_path).prefer(ssid, password)


def test_spoiled_list_of_networks_is_said(tmp_path):
    (tmp_path / "wifi.json").write_text("{")
    with pytest.raises(WifiUnreadable):
        KnownNetworks.open(tmp_path)


def test_desk_is_what_the_page_asks_for():
    from iot_lab.web.flash_desk import NoDesk

    public = {name for name in vars(NoDesk) if not name.startswith("_")}
    assert public <= set(dir(FlashDesk))
