"""`iot-lab hub`: stand by for a room's hub, and write its data while nobody else does, until Ctrl-C."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import click

from iot_lab.cli.language import TextCommand, TextOption, current_texts, language_option
from iot_lab.cli.options import broker_ca_option
from iot_lab.cli.say import say
from iot_lab.cli.stopping import stop_on_signals
from iot_lab.contract.topics import is_name
from iot_lab.room.register import NameRefused
from iot_lab.store import Database, StoreAddressWrong
from iot_lab.texts import key
from iot_lab.workshop.data_folder import DATABASE_VARIABLE
from iot_lab.workshop.settings import known_broker

if TYPE_CHECKING:
    from pathlib import Path


@click.command(cls=TextCommand, help=key("cli.hub.help"))
@click.option("--room", cls=TextOption, metavar="NAME", required=True, help=key("cli.hub.room"))
@click.option("--database", cls=TextOption, metavar="URL", help=key("cli.hub.database"))
@click.option("--broker", "broker_url", cls=TextOption, metavar="URL", required=True, help=key("cli.hub.broker"))
@broker_ca_option
@click.option("--devices", cls=TextOption, metavar="PREFIX", multiple=True, help=key("cli.up.devices"))
@language_option
def hub(room: str, database: str | None, broker_url: str, broker_ca: Path | None, devices: tuple[str, ...]) -> None:
    """Run one hub beside others of the same room."""
    from iot_lab.hub.subscriptions import KNOWN_DEVICES, devices_under
    from iot_lab.workshop.standby_hub import StandbyHub

    t = current_texts()
    words = {
        "standing-by": t("cli.hub.standing-by"),
        "writing": t("cli.hub.writing"),
        "store-failing": t("cli.hub.store-failing"),
    }
    if not is_name(room):
        raise NameRefused(name=room[:40])
    broker = known_broker(broker_url, broker_ca)
    address = database or os.environ.get(DATABASE_VARIABLE)
    if not address:
        raise StoreAddressWrong
    heard = devices_under(devices) if devices else KNOWN_DEVICES
    stop = stop_on_signals()
    opened = Database.open(address)
    try:
        StandbyHub(opened, room, broker, heard, lambda now: say(words[now])).run(stop)
    finally:
        opened.close()
