"""Accounts of devices and programs: what they may, on a real broker with real clients, until they are revoked."""

from __future__ import annotations

import shutil
import subprocess
import threading
from types import SimpleNamespace

import paho.mqtt.client as paho
import pytest

from iot_lab.broker import Broker
from iot_lab.mqtt import packets
from iot_lab.room import Register
from iot_lab.room.register import NameRefused
from iot_lab.texts import LANGUAGES, texts
from iot_lab.workshop.board_list import NameTaken
from iot_lab.workshop.connections import Connections
from iot_lab.workshop.offered import call
from iot_lab.workshop.recipes import recipes
from iot_lab.workshop.room_accounts import AccountUnknown, HomeOrderRefused, KindUnknown, RoomAccounts, RootRefused
from tests.rigs.wire import Wire


@pytest.fixture
def room(tmp_path):
    register = Register.open(tmp_path)
    connections = Connections()
    broker = Broker(register, host="127.0.0.1", port=0, state=tmp_path / "broker", events=connections)
    broker.start()
    register.watch(broker.forget)
    opened = []

    def enter(account, client_id, **options):
        wire = Wire(broker.port)
        opened.append(wire)
        assert wire.connect(client_id, username=account.name, password=account.secret, **options)[1] == packets.ACCEPTED
        return wire

    accounts = RoomAccounts(register, lambda: f"127.0.0.1:{broker.port}")
    yield SimpleNamespace(
        register=register, accounts=accounts, enter=enter, port=broker.port, connections=connections, folder=tmp_path
    )
    for wire in opened:
        wire.close()
    broker.stop()


def test_device_is_kept_with_its_root_and_level(room):
    added = room.accounts.add_device("passerelle", "maison/rdc", 3)
    again = RoomAccounts(Register.open(room.folder), lambda: "x:1").account("passerelle")
    assert (again.secret, again.root, again.level) == (added.secret, "maison/rdc", 3)
    assert Register.open(room.folder).root_levels == (("maison/rdc", 3),)
    assert room.register.root_levels == (("maison/rdc", 3),)


def test_device_without_a_root_writes_under_its_name(room):
    assert room.accounts.add_device("cuisine", "", 0).root == "cuisine"
    assert room.register.root_levels == ()


def test_adding_again_gives_the_same_account(room):
    assert room.accounts.add_device("cuisine", "", 0) == room.accounts.add_device("cuisine", "cuisine/", 0)


@pytest.mark.parametrize(
    ("add", "error"),
    [
        (lambda a: a.add_device("Cuisine", "", 0), NameRefused),
        (lambda a: a.add_device("hub", "", 0), NameTaken),
        (lambda a: a.add_device("cuisine", "autre", 0), NameTaken),
        (lambda a: a.add_program("cuisine", "reader", "", False), NameTaken),
        (lambda a: a.add_device("x", "lab/atelier", 0), RootRefused),
        (lambda a: a.add_device("x", "a/+", 0), RootRefused),
        (lambda a: a.add_device("x", "a//b", 0), RootRefused),
        (lambda a: a.add_device("x", "$SYS", 0), RootRefused),
        (lambda a: a.add_device("x", "homeassistant/sensor", 0), RootRefused),
        (lambda a: a.add_device("x", "", 9), RootRefused),
        (lambda a: a.add_device("x", "a\nb", 0), RootRefused),
        (lambda a: a.add_program("x", "home", "run", False), HomeOrderRefused),
        (lambda a: a.add_program("x", "home", "led,#", False), HomeOrderRefused),
        (lambda a: a.add_program("x", "reader", "led", False), HomeOrderRefused),
        (lambda a: a.add_program("x", "hub", "", False), KindUnknown),
        (lambda a: a.remove("nobody"), AccountUnknown),
        (lambda a: a.remove("hub"), AccountUnknown),
    ],
)
def test_what_cannot_be_is_refused_and_changes_nothing(room, add, error):
    room.accounts.add_device("cuisine", "", 0)
    before = room.register.accounts()
    with pytest.raises(error) as refused:
        add(room.accounts)
    assert room.register.accounts() == before
    for language in LANGUAGES:
        assert "error." not in texts(language).explain(refused.value).seen


@pytest.mark.parametrize("end", [lambda room: room.accounts.remove("mur"), lambda room: room.register.renew("mur")])
def test_revoked_account_loses_its_connection_now(room, end):
    wire = room.enter(room.accounts.add_program("mur", "reader", "", False), "wall")
    end(room)
    assert wire.is_closed_by_broker()
    assert room.connections.recent()[0]["kind"] == "rights-ended"


def test_device_writes_under_its_root_alone(room):
    hub = room.enter(room.register.add("hub", "hub"), "lab_atelier_hub")
    hub.subscribe("#")
    device = room.enter(room.accounts.add_device("cuisine", "", 0), "d")
    for topic in ("tele/cuisine/SENSOR", "jardin/sol", "cuisine/temperature", "tele/cuisine2/SENSOR", "cuisine2/x"):
        device.publish(topic, b"1", 1)
    assert [hub.message()[0] for _ in range(2)] == ["tele/cuisine/SENSOR", "cuisine/temperature"]
    assert {e["detail"] for e in room.connections.recent() if e["kind"] == "write-denied"} == {
        "jardin/sol",
        "tele/cuisine2/SENSOR",
        "cuisine2/x",
    }


def test_reader_hears_the_room_and_neither_orders_nor_other_rooms(room):
    hub = room.enter(room.register.add("hub", "hub"), "lab_atelier_hub")
    board = room.enter(room.register.add("capteur-01", "board"), "lab_atelier_capteur-01")
    device = room.enter(room.register.add("vieux", "device"), "d")
    reader = room.enter(room.accounts.add_program("mur", "reader", "", False), "wall")
    reader.subscribe("#")
    hub.publish("lab/atelier/capteur-01/do/settings", b"secret", 1)
    board.publish("lab/atelier/capteur-01/data/temperature", b"21", 1)
    device.publish("jardin/sol", b"40", 1)
    assert [reader.message()[0] for _ in range(2)] == ["lab/atelier/capteur-01/data/temperature", "jardin/sol"]
    reader.publish("jardin/sol", b"1", 1)
    assert room.connections.recent()[0]["kind"] == "write-denied"


def test_home_gives_the_orders_that_the_trainer_allowed(room):
    board = room.enter(room.register.add("capteur-01", "board"), "lab_atelier_capteur-01")
    board.subscribe("lab/atelier/capteur-01/do/#")
    home = room.enter(room.accounts.add_program("ha", "home", "led", False), "ha")
    home.subscribe("lab/atelier/+/done/+")
    for order in ("run", "settings", "stop", "led"):
        home.publish(f"lab/atelier/capteur-01/do/{order}", b'{"id": "a"}', 1)
    home.publish("cmnd/cuisine/POWER", b"ON", 1)
    assert board.message()[0] == "lab/atelier/capteur-01/do/led"
    board.publish("lab/atelier/capteur-01/done/stop", b"{}", 1)
    board.publish("lab/atelier/capteur-01/done/led", b"{}", 1)
    assert home.message()[0] == "lab/atelier/capteur-01/done/led"


@pytest.mark.mosquitto
def test_mosquitto_sub_reads_with_a_reader_s_recipe(room):
    program = shutil.which("mosquitto_sub")
    if program is None:
        pytest.skip("mosquitto_sub is not installed")
    board = room.enter(room.register.add("capteur-01", "board"), "lab_atelier_capteur-01")
    board.publish("lab/atelier/capteur-01/status", b"online", 1, retain=True)
    (recipe,) = recipes(room.accounts.add_program("mur", "reader", "", False), "atelier", texts("en"))
    words = [word.strip("'") for word in recipe.typed.split()]
    done = subprocess.run([program, *words[1:], "-C", "1", "-W", "10"], capture_output=True, text=True, check=True)
    assert done.stdout == "lab/atelier/capteur-01/status online\n"


def test_paho_as_home_assistant_hears_discovery_and_says_its_birth(room):
    board = room.enter(room.register.add("capteur-01", "board"), "lab_atelier_capteur-01")
    device = room.enter(room.accounts.add_device("cuisine", "", 0), "d")
    device.subscribe("homeassistant/status")
    board.publish("homeassistant/sensor/atelier_capteur-01/temperature/config", b"{}", 1, retain=True)
    account = room.accounts.add_program("ha", "home", "", False)
    heard, got = threading.Event(), []
    home = paho.Client(paho.CallbackAPIVersion.VERSION2, client_id="ha")
    home.username_pw_set(account.name, account.secret)
    home.on_connect = lambda *_: home.subscribe("homeassistant/#", 1)
    home.on_subscribe = lambda *_: home.publish("homeassistant/status", "online", qos=1)
    home.on_message = lambda _c, _d, message: (got.append(message.topic), heard.set())
    home.connect("127.0.0.1", room.port)
    home.loop_start()
    assert heard.wait(10)
    assert got[0] == "homeassistant/sensor/atelier_capteur-01/temperature/config"
    assert device.message()[0] == "homeassistant/status"
    home.disconnect()
    home.loop_stop()


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_kind_has_its_recipes_with_what_to_type(room, language):
    t = texts(language)
    device = room.accounts.add_device("cuisine", "", 0)
    found = recipes(device, "atelier", t)
    assert [one.maker for one in found][:4] == ["Tasmota", "ESPHome", "Zigbee2MQTT", "Shelly"]
    assert all("127.0.0.1" in one.typed and device.secret in one.typed and "cuisine" in one.typed for one in found)
    for kind in ("reader", "home"):
        (recipe,) = recipes(room.accounts.add_program(kind, kind, "", False), "atelier", t)
        assert recipe.where
        assert "{" not in recipe.typed


def test_secret_is_in_no_list_s_text(room):
    account = room.accounts.add_device("cuisine", "", 0)
    assert account.secret not in repr(account)
    assert account.secret not in repr(room.register.accounts())


def test_offered_verbs_answer_plain_json(room):
    added = call(room.accounts, "add_device", {"name": "cuisine", "root": "", "level": 0})
    assert call(room.accounts, "rows", {}) == [added]
    assert call(room.accounts, "remove", {"name": "cuisine"}) is None
