"""`iot-lab devices ...`: other people's devices (Tasmota, ESPHome, Zigbee2MQTT, Shelly...): add, list, remove.

Exit 0 done, 1 not.
"""

from __future__ import annotations

import sys
from dataclasses import asdict
from typing import TYPE_CHECKING

import click

from iot_lab.cli.language import TextArgument, TextCommand, TextGroup, TextOption, current_texts, language_option
from iot_lab.cli.open_room import open_room
from iot_lab.cli.options import WholeNumber, agrees, data_folder, data_option, yes_option
from iot_lab.cli.say import say, say_json
from iot_lab.texts import key
from iot_lab.workshop.recipes import recipes
from iot_lab.workshop.room_accounts import MOST_LEVEL
from iot_lab.workshop.settings import Settings

if TYPE_CHECKING:
    from pathlib import Path

    from iot_lab.texts import Texts
    from iot_lab.workshop.room_accounts import OtherAccount


@click.group(cls=TextGroup, help=key("cli.devices.help"))
@language_option
def devices() -> None:
    """Run one of the commands below."""


@devices.command("add", cls=TextCommand, help=key("cli.devices.add"))
@click.argument("name", cls=TextArgument)
@click.option("--topic", cls=TextOption, default="", metavar="TOPIC", help=key("cli.devices.topic"))
@click.option("--level", cls=TextOption, type=WholeNumber(1, MOST_LEVEL), help=key("cli.devices.level"))
@click.option("--json", "is_json", cls=TextOption, is_flag=True, help=key("cli.devices.json"))
@data_option
@language_option
def add(name: str, topic: str, level: int | None, is_json: bool, data: Path | None) -> None:
    """Give a device an account and say what to type into it."""
    t = current_texts()
    with open_room(Settings(data=data_folder(data)), t) as room:
        account = room.accounts.add_device(name, topic, level or 0)
        print_account(account, room.name, t, is_json=is_json)


@devices.command("list", cls=TextCommand, help=key("cli.devices.list"))
@click.option("--json", "is_json", cls=TextOption, is_flag=True, help=key("cli.devices.json"))
@data_option
@language_option
def list_devices(is_json: bool, data: Path | None) -> None:
    """Print one line a device."""
    list_accounts(("device",), data, is_json=is_json)


@devices.command("remove", cls=TextCommand, help=key("cli.devices.remove"))
@click.argument("name", cls=TextArgument)
@yes_option
@data_option
@language_option
def remove(name: str, is_agreed: bool, data: Path | None) -> None:
    """Revoke a device's account, once a person agreed."""
    revoke(name, data, is_agreed=is_agreed)


def print_account(account: OtherAccount, room: str, t: Texts, *, is_json: bool) -> None:
    """Print an account and its recipes."""
    if is_json:
        say_json(asdict(account))
        return
    say(t("cli.accounts.added", name=account.name, secret=account.secret, broker=account.broker))
    for recipe in recipes(account, room, t):
        say(f"\n{recipe.maker} · {recipe.where}\n")
        say("\n".join(f"    {line}" for line in recipe.typed.splitlines()))
        say(f"\n  {recipe.note}")


def list_accounts(kinds: tuple[str, ...], data: Path | None, *, is_json: bool) -> None:
    """Print one line an account; a secret is shown by `add` alone."""
    t = current_texts()
    with open_room(Settings(data=data_folder(data)), t) as room:
        rows = [row for row in room.accounts.rows() if row.kind in kinds]
    for row in rows:
        if is_json:
            say_json({name: value for name, value in asdict(row).items() if name != "secret"})
        else:
            details = row.root + (f" · {t('cli.devices.at_level', level=row.level)}" if row.level else "")
            say(f"{row.name}  {row.kind}  {details or row.orders or '-'}")
    if not rows and not is_json:
        say(t("cli.accounts.none"))


def revoke(name: str, data: Path | None, *, is_agreed: bool) -> None:
    """Revoke an account, once a person agreed."""
    t = current_texts()
    with open_room(Settings(data=data_folder(data)), t) as room:
        room.accounts.account(name)
        if not agrees(t("cli.accounts.ask_remove", name=name), is_agreed=is_agreed):
            say(t("cli.boards.nothing-done"))
            sys.exit(1)
        room.accounts.remove(name)
    say(t("cli.accounts.removed", name=name))
