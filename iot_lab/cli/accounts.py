"""`iot-lab accounts ...`: programs that read the room or order its boards: add, list, remove. Exit 0 done, 1 not."""

from __future__ import annotations

from pathlib import Path

import click

from iot_lab.cli.devices import list_accounts, print_account, revoke
from iot_lab.cli.language import TextArgument, TextCommand, TextGroup, TextOption, current_texts, language_option
from iot_lab.cli.open_room import open_room
from iot_lab.cli.options import data_folder, data_option, yes_option
from iot_lab.cli.say import say
from iot_lab.cli.written_file import write_file, writing_into
from iot_lab.texts import key
from iot_lab.workshop.room_accounts import OTHER_KINDS
from iot_lab.workshop.settings import Settings


@click.group(cls=TextGroup, help=key("cli.accounts.help"))
@language_option
def accounts() -> None:
    """Run one of the commands below."""


@accounts.command("add", cls=TextCommand, help=key("cli.accounts.add"))
@click.argument("kind", type=click.Choice(["reader", "home"]))
@click.argument("name", cls=TextArgument)
@click.option("--order", "orders", cls=TextOption, multiple=True, metavar="NAME", help=key("cli.accounts.order"))
@click.option("--devices", "orders_devices", cls=TextOption, is_flag=True, help=key("cli.accounts.devices"))
@click.option("--json", "is_json", cls=TextOption, is_flag=True, help=key("cli.devices.json"))
@data_option
@language_option
def add(kind: str, name: str, orders: tuple[str, ...], orders_devices: bool, is_json: bool, data: Path | None) -> None:
    """Give a program an account and say what to type into it."""
    t = current_texts()
    with open_room(Settings(data=data_folder(data)), t) as room:
        account = room.accounts.add_program(name, kind, ",".join(orders), orders_devices)
        print_account(account, room.name, t, is_json=is_json)


@accounts.command("list", cls=TextCommand, help=key("cli.accounts.list"))
@click.option("--json", "is_json", cls=TextOption, is_flag=True, help=key("cli.devices.json"))
@data_option
@language_option
def list_all(is_json: bool, data: Path | None) -> None:
    """Print one line an account."""
    list_accounts(OTHER_KINDS, data, is_json=is_json)


@accounts.command("export", cls=TextCommand, help=key("cli.accounts.export"))
@click.argument("broker", type=click.Choice(["mosquitto", "nats"]))
@click.argument("folder", cls=TextArgument, metavar="DIR", type=click.Path(path_type=Path, file_okay=False))
@data_option
@language_option
def export(broker: str, folder: Path, data: Path | None) -> None:
    """Write the files of another broker."""
    t = current_texts()
    with open_room(Settings(data=data_folder(data)), t) as room:
        files = room.accounts.broker_files()
    contents = (
        {"accounts.conf": files.nats} if broker == "nats" else {"passwords": files.passwords, "access": files.access}
    )
    with writing_into(folder):
        for name, content in contents.items():
            write_file(folder / name, content.encode(), is_private=True)
    said = key("cli.accounts.exported-nats") if broker == "nats" else key("cli.accounts.exported")
    say(t(said, folder=str(folder)))


@accounts.command("remove", cls=TextCommand, help=key("cli.accounts.remove"))
@click.argument("name", cls=TextArgument)
@yes_option
@data_option
@language_option
def remove(name: str, is_agreed: bool, data: Path | None) -> None:
    """Revoke an account, once a person agreed."""
    revoke(name, data, is_agreed=is_agreed)
