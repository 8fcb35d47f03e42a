"""What to type into a device or a program so that it joins the room: one recipe a maker, in words. Pure.

Names of fields are those that the makers show, in English on all their pages.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from iot_lab.texts import Texts
    from iot_lab.workshop.room_accounts import OtherAccount


@dataclass(frozen=True, slots=True)
class Recipe:
    """How one maker's device joins: where to go, what to type there, what else to know."""

    maker: str
    where: str
    typed: str
    note: str


_TASMOTA: Final = "Backlog MqttHost {host}; MqttPort {port}; MqttUser {name}; MqttPassword {secret}; Topic {root}"
_ESPHOME: Final = """mqtt:
  broker: {host}
  port: {port}
  username: {name}
  password: "{secret}"
  topic_prefix: {root}"""
_ZIGBEE2MQTT: Final = """mqtt:
  base_topic: zigbee2mqtt/{root}
  server: mqtt://{host}:{port}
  user: {name}
  password: "{secret}\""""
_SHELLY: Final = """Server: {host}:{port}
Username: {name}
Password: {secret}
Custom MQTT prefix: {root}"""
_ANYTHING: Final = """Host: {host}
Port: {port}
User: {name}
Password: {secret}
Topic: {root}/temperature"""
_READER: Final = "mosquitto_sub -h {host} -p {port} -u {name} -P {secret} -v -t 'lab/{room}/#'"
_HOME: Final = """Broker: {host}
Port: {port}
Username: {name}
Password: {secret}"""


def recipes(account: OtherAccount, room: str, t: Texts) -> list[Recipe]:
    """Return the recipes for an account."""
    host, _, port = account.broker.rpartition(":")
    said = {
        "host": host,
        "port": port,
        "name": account.name,
        "secret": account.secret,
        "root": account.root,
        "room": room,
    }
    found = {"device": _for_devices, "reader": _for_readers, "home": _for_homes}[account.kind](t)
    return [Recipe(one.maker, one.where, one.typed.format(**said), one.note) for one in found]


def _for_devices(t: Texts) -> list[Recipe]:
    return [
        Recipe("Tasmota", t("recipe.tasmota.where"), _TASMOTA, t("recipe.tasmota.note")),
        Recipe("ESPHome", t("recipe.esphome.where"), _ESPHOME, t("recipe.esphome.note")),
        Recipe("Zigbee2MQTT", t("recipe.zigbee2mqtt.where"), _ZIGBEE2MQTT, t("recipe.zigbee2mqtt.note")),
        Recipe("Shelly", t("recipe.shelly.where"), _SHELLY, t("recipe.shelly.note")),
        Recipe(t("recipe.anything"), t("recipe.anything.where"), _ANYTHING, t("recipe.anything.note")),
    ]


def _for_readers(t: Texts) -> list[Recipe]:
    return [Recipe(t("recipe.reader"), t("recipe.reader.where"), _READER, t("recipe.reader.note"))]


def _for_homes(t: Texts) -> list[Recipe]:
    return [Recipe("Home Assistant", t("recipe.home.where"), _HOME, t("recipe.home.note"))]
