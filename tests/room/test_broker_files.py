"""The room's accounts and rights on a mosquitto and a NATS server: who comes in, what is delivered, what is not."""

import contextlib
import getpass
import os

import pytest

from iot_lab.mqtt.address import BrokerAddress
from iot_lab.room import Register
from iot_lab.room.mosquitto import access_list, password_file
from iot_lab.room.nats import authorization
from iot_lab.room.rights import Scope
from tests.rigs.mosquitto import running_mosquitto
from tests.rigs.nats import running_nats
from tests.rigs.wire import Wire

pytestmark = pytest.mark.mosquitto
BOARD = "lab/atelier/capteur-01"


@contextlib.contextmanager
def mosquitto_of(register, folder):
    (folder / "passwords").write_text(password_file(register.accounts(), os.urandom))
    (folder / "access").write_text(access_list(register.accounts(), "atelier"))
    files = f"password_file {folder}/passwords", f"acl_file {folder}/access", f"user {getpass.getuser()}"
    with running_mosquitto(folder, "allow_anonymous false", *files) as (address, _log):
        yield BrokerAddress.parse(address).port


@contextlib.contextmanager
def nats_of(register, folder):
    with running_nats(folder, authorization(register.accounts(), "atelier")) as (node,):
        yield node.port


@pytest.fixture(scope="module", params=[mosquitto_of, nats_of])
def enter(request, tmp_path_factory):
    folder = tmp_path_factory.mktemp("broker")
    register = Register.open(folder)
    register.add("capteur-01", "board")
    register.add("cuisine", "device", Scope("cuisine"))
    register.add("mur", "reader")
    register.add("ha", "home", Scope(orders=("led", "run")))
    opened = []
    with request.param(register, folder) as port:
        secrets = {account.name: account.secret for account in register.accounts()}

        def make(name, secret=None):
            wire = Wire(port)
            opened.append(wire)
            return wire, wire.connect(f"t-{len(opened)}", username=name, password=secret or secrets[name])[1]

        yield make
        for wire in opened:
            wire.close()


def test_secrets_open_the_door_and_wrong_ones_do_not(enter):
    assert [enter(name)[1] for name in ("hub", "capteur-01", "cuisine", "mur", "ha")] == [0] * 5
    assert enter("mur", "wrong")[1] != 0


@pytest.mark.parametrize(
    ("writer", "topic", "reader", "is_heard"),
    [
        ("capteur-01", f"{BOARD}/data/x", "hub", True),
        ("capteur-01", f"{BOARD}/climate", "hub", True),
        ("capteur-01", "lab/atelier/capteur-02/data/x", "hub", False),
        ("capteur-01", "homeassistant/sensor/atelier_capteur-01/x/config", "ha", True),
        ("capteur-01", f"{BOARD}/data/x", "mur", True),
        ("capteur-01", f"{BOARD}/data/x", "ha", True),
        ("capteur-01", f"{BOARD}/data/x", "cuisine", False),
        ("hub", f"{BOARD}/do/run", "capteur-01", True),
        ("hub", f"{BOARD}/do/settings", "mur", False),
        ("hub", f"{BOARD}/do/settings", "ha", False),
        ("hub", f"{BOARD}/data/x", "mur", False),
        ("ha", f"{BOARD}/do/led", "capteur-01", True),
        ("ha", f"{BOARD}/do/run", "capteur-01", False),
        ("ha", "homeassistant/status", "cuisine", True),
        ("mur", f"{BOARD}/do/led", "capteur-01", False),
        ("mur", "cuisine/x", "hub", False),
        ("cuisine", "tele/cuisine/SENSOR", "hub", True),
        ("cuisine", "tele/cuisine/SENSOR", "mur", True),
        ("cuisine", "tele/salon/SENSOR", "hub", False),
    ],
)
def test_what_is_delivered_is_what_our_own_broker_delivers(enter, writer, topic, reader, is_heard):
    hears, _ = enter(reader)
    hears.subscribe("#" if reader == "hub" else topic, 1)
    enter(writer)[0].publish(topic, b"1", 1)
    if is_heard:
        assert hears.message()[0] == topic
    else:
        assert hears.hears_nothing()
