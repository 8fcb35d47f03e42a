"""The file of a node: what it may say, and each mistake named by its field."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from iot_lab.mqtt.address import BrokerAddress
from iot_lab.node import read_node_file
from iot_lab.node.errors import NodeFieldWrong, NodeFileMissing, NodeFileUnreadable
from iot_lab.node.template import node_file_text
from iot_lab.texts import LANGUAGES, texts

DOCS = Path(__file__).resolve().parents[2] / "docs" / "node.md"
GOOD = """\
room = "atelier"
name = "serre-01"
secret = "s3cret"
[[sensor]]
driver = "adafruit_sht31d:SHT31D"
bus = "i2c"
address = 0x44
[sensor.series]
temperature = { attribute = "temperature", unit = "°C" }
"""


@pytest.fixture
def read(tmp_path):
    def run(text: str):
        path = tmp_path / "serre-01.toml"
        path.write_text(text, encoding="utf-8")
        return read_node_file(path)

    return run


def test_file_says_who_where_and_what_to_read(read):
    file = read(GOOD)
    sensor = file.sensors[0]
    assert (file.room, file.name, file.broker, file.adapter) == ("atelier", "serre-01", None, "auto")
    assert (sensor.name, sensor.bus, sensor.address, sensor.every_s) == ("sht31d", "i2c", 0x44, 10)
    assert file.units == {"temperature": "°C"}
    assert "s3cret" not in repr(file)


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("192.168.1.20", BrokerAddress("192.168.1.20", 1883)),
        ("trainer.local:1884", BrokerAddress("trainer.local", 1884)),
        ("mqtts://trainer.local", BrokerAddress("trainer.local", 8883, scheme="mqtts")),
        ("auto", None),
    ],
)
def test_broker_is_an_address_or_this_computer(read, text, place):
    assert read(f'broker = "{text}"\n' + GOOD).broker == place


@pytest.mark.parametrize("language", LANGUAGES)
def test_file_that_init_writes_can_be_read(read, language):
    file = read(node_file_text("atelier", "serre-01", "a-b_c", "192.168.1.20:1883", texts(language)))
    assert (file.name, file.secret, file.broker) == ("serre-01", "a-b_c", BrokerAddress("192.168.1.20", 1883))
    assert list(file.units) == ["temperature", "humidity"]


@pytest.mark.parametrize(
    ("old", "new", "field"),
    [
        ('name = "serre-01"', 'name = "Serre 01"', "name"),
        ('room = "atelier"', "", "room"),
        ('secret = "s3cret"', 'secret = ""', "secret"),
        ('secret = "s3cret"', 'secert = "s3cret"', "secert"),
        ('room = "atelier"', 'room = "atelier"\nbroker = "http://x"', "broker"),
        ('room = "atelier"', 'room = "atelier"\nbroker = "mqtt://a:b@host"', "broker"),
        ('room = "atelier"', 'room = "atelier"\nbroker = "host:99999"', "broker"),
        ('room = "atelier"', 'room = "atelier"\nevery_s = 0', "every_s"),
        ('room = "atelier"', 'room = "atelier"\nevery_s = true', "every_s"),
        ('room = "atelier"', 'room = "atelier"\nevery_s = 1' + "0" * 400, "every_s"),
        ('room = "atelier"', 'room = "atelier"\nadapter = "usb"', "adapter"),
        (GOOD[GOOD.index("[[") :], "", "sensor"),
        (GOOD[GOOD.index("[[") :], "sensor = []", "sensor"),
        ('driver = "adafruit_sht31d:SHT31D"', 'driver = "adafruit_sht31d"', "sensor.driver"),
        ('bus = "i2c"', 'bus = "i3c"', "sensor.bus"),
        ("address = 0x44", "address = 0x99", "sensor.address"),
        ("address = 0x44", 'address = "0x44"', "sensor.address"),
        ('bus = "i2c"', 'bus = "spi"\npins = ["D5"]', "sensor.address"),
        ("address = 0x44", 'pins = ["D5"]', "sensor.pins"),
        ('bus = "i2c"\naddress = 0x44', 'bus = "spi"', "sensor.pins"),
        ('bus = "i2c"\naddress = 0x44', 'bus = "spi"\npins = ["D5", "D6"]', "sensor.pins"),
        ('bus = "i2c"\naddress = 0x44', 'bus = "pin"\npins = []', "sensor.pins"),
        ("address = 0x44", "address = 0x44\noptions = 3", "sensor.options"),
        ("temperature = { attribute", "Temperature = { attribute", "sensor.series.Temperature"),
        ('attribute = "temperature"', 'attribute = "__class__"', "sensor.series.temperature.attribute"),
        ('attribute = "temperature"', 'attribute = "a.b"', "sensor.series.temperature.attribute"),
        ('unit = "°C"', "unit = 3", "sensor.series.temperature.unit"),
        ('unit = "°C"', 'scale = "2"', "sensor.series.temperature.scale"),
        ('unit = "°C"', "decimals = -1", "sensor.series.temperature.decimals"),
        ('unit = "°C"', 'keys = ["x", "x"]', "sensor.series.temperature.keys"),
        ('unit = "°C"', 'units = "°C"', "sensor.series.temperature.units"),
    ],
)
def test_each_mistake_is_named_by_its_field(read, old, new, field):
    assert old in GOOD
    with pytest.raises(NodeFieldWrong) as caught:
        read(GOOD.replace(old, new))
    assert caught.value.details["field"] == field


def test_series_and_sensors_have_names_of_their_own(read):
    second = GOOD[GOOD.index("[[") :]
    with pytest.raises(NodeFieldWrong) as caught:
        read(GOOD + second)
    assert caught.value.details["field"] == "sensor.name"
    with pytest.raises(NodeFieldWrong) as caught:
        read(GOOD + second.replace("[[sensor]]", '[[sensor]]\nname = "other"'))
    assert caught.value.details["field"] == "sensor.series.temperature"


def test_file_that_is_absent_or_no_toml_is_said(read, tmp_path):
    with pytest.raises(NodeFileMissing):
        read_node_file(tmp_path / "nothing.toml")
    with pytest.raises(NodeFileUnreadable) as caught:
        read("room = atelier")
    assert "line 1" in caught.value.details["problem"]


def test_file_of_the_documentation_can_be_read(read):
    (text,) = re.findall(r"```toml\n(.*?)```", DOCS.read_text(encoding="utf-8"), re.DOTALL)
    file = read(text)
    assert [sensor.name for sensor in file.sensors] == ["air", "motion", "probe", "distance"]
    assert file.sensors[3].options == {"timeout": 0.2}
