"""The page for when nobody arrives, the name of the room on the network, and port 80."""

from __future__ import annotations

import http.client
import socket
from contextlib import ExitStack

import pytest

from iot_lab.app import served_room
from iot_lab.web.guide import create_guide
from iot_lab.web.pages import network
from iot_lab.workshop import pages_address
from iot_lab.workshop.local_name import LocalName
from iot_lab.workshop.own_wifi import OwnNetwork, OwnWifiState
from iot_lab.workshop.pages_address import PagesAddress
from iot_lab.workshop.settings import Settings
from iot_lab.workshop.troubles import troubles_of
from tests.rigs.hand_fed_room import KEY
from tests.rigs.running_kit import free_port, wait_until

HERE = "/trainer/network"
PHONE = {"REMOTE_ADDR": "192.168.1.9"}


@pytest.fixture
def trainer(client):
    client.get(f"/join?key={KEY}")
    client.set_cookie("language", "en")
    return client


def test_devices_are_counted_once_and_this_computer_is_none(trainer, app):
    phone = app.test_client()
    for path in ("/", "/join", "/static/x.js", "/api/boards"):
        phone.get(path, environ_base=PHONE)
    trainer.get("/", environ_base={"REMOTE_ADDR": "192.168.1.20"})
    page = trainer.get(HERE).text
    assert "<dt>devices opened the page</dt><dd>1</dd>" in page
    assert "The page opens and nobody comes in" in page


def test_before_anybody_came_the_first_things_to_check_are_said(trainer):
    page = trainer.get(HERE).text
    assert "mobile data" in page
    assert "http://192.168.1.20:8000/" in page


def test_doctors_steps_of_the_network_are_said_in_words(trainer):
    assert trainer.post(f"{HERE}/look").status_code == 303
    page = trainer.get(HERE).text
    assert page.count("data-result=") == len(network.NETWORK_STEPS)


def test_own_wifi_is_shown_with_its_code_and_made_at_this_computer_alone(trainer, room, monkeypatch):
    made = OwnNetwork("iot-lab; atelier", "tigre-loup-1234")
    room.own_wifi.look = lambda: OwnWifiState("open", "wlan0", network=made)
    page = trainer.get(HERE).text
    assert "tigre-loup-1234" in page
    assert network.wifi_link(made) == "WIFI:T:WPA;S:iot-lab\\; atelier;P:tigre-loup-1234;;"
    asked = []
    monkeypatch.setattr(network, "open_own_wifi", asked.append)
    assert trainer.post(f"{HERE}/wifi/open", environ_base=PHONE).status_code == 403
    assert (trainer.post(f"{HERE}/wifi/open").status_code, asked) == (303, [room])


def test_address_that_changes_while_the_room_is_open_is_said_and_shown(trainer, room, monkeypatch):
    found = ["192.168.1.20"]
    monkeypatch.setattr(pages_address, "room_addresses", lambda _: list(found))
    room.pages = PagesAddress("0.0.0.0", 8000)
    assert room.pages.trouble() is None
    found[:] = ["10.42.0.1"]
    room.pages._asked_s = -10
    assert [one.code for one in troubles_of(room)] == ["address-changed"]
    page = trainer.get("/trainer").text
    assert "192.168.1.20 became 10.42.0.1" in page
    assert "http://10.42.0.1:8000/" in page
    assert room.join_address.startswith("http://10.42.0.1:8000/")


def test_port_80_leads_to_the_same_page_and_never_to_another_computer(room):
    guide = create_guide(room).test_client()
    for asked, given in (
        ({"base_url": "http://192.168.1.20/"}, "http://192.168.1.20:8000/join?code=TIGRE"),
        ({"base_url": "http://evil.example/"}, "http://192.168.1.20:8000/join?code=TIGRE"),
        ({"base_url": "http://[::1]/"}, "http://[::1]:8000/join?code=TIGRE"),
    ):
        answer = guide.get("/join?code=TIGRE", **asked)
        assert (answer.status_code, answer.headers["Location"]) == (307, given)
    odd = guide.get("/a%0db", base_url="http://192.168.1.20/")
    assert (odd.status_code, odd.headers["Location"]) == (307, "http://192.168.1.20:8000/a%0Db")
    room.pages.has_short = True
    assert room.addresses == ["http://192.168.1.20/"]


def test_name_of_the_room_is_found_on_the_network_and_two_rooms_have_two(client, room):
    zeroconf = pytest.importorskip("zeroconf")
    one, other = PagesAddress("127.0.0.1", 8080), PagesAddress("127.0.0.2", 8081)
    names = [LocalName("essai-mdns", pages, [pages.host]) for pages in (one, other)]
    try:
        names[0].start()
        wait_until(lambda: one.local_name)
        with zeroconf.Zeroconf(interfaces=["127.0.0.1"], ip_version=zeroconf.IPVersion.V4Only) as network_:
            asked = zeroconf.AddressResolverIPv4(f"{one.local_name}.")
            assert asked.request(network_, 10_000)
            assert asked.parsed_addresses() == ["127.0.0.1"]
        names[1].start()
        wait_until(lambda: other.local_name)
    finally:
        for name in names:
            name.stop()
    assert one.local_name == ""
    room.pages.local_name = "essai-mdns.local"
    assert client.get("/", headers={"Host": "essai-mdns.local:8080"}).status_code == 200


@pytest.mark.parametrize("is_taken", [False, True])
def test_pages_are_found_without_a_port_where_port_80_may_be_had(room, tmp_path, monkeypatch, is_taken):
    short = free_port()
    monkeypatch.setattr(served_room, "WEB", short)
    settings = Settings(data=tmp_path / "other", host="127.0.0.1")
    with ExitStack() as opened:
        if is_taken:
            opened.enter_context(socket.create_server(("127.0.0.1", short)))
        served_room.ServedRoom(settings)._open_short_address(room, opened)
        assert room.pages.has_short is not is_taken
        if not is_taken:
            asked = http.client.HTTPConnection("127.0.0.1", short, timeout=20)
            asked.request("GET", "/wall")
            answer = asked.getresponse()
            assert (answer.status, answer.headers["Location"]) == (307, "http://127.0.0.1:8000/wall")
            asked.close()
