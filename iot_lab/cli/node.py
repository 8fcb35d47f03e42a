"""`iot-lab node`: this computer as a board of the room, until Ctrl-C."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

from iot_lab.cli.language import TextArgument, TextCommand, TextOption, current_texts, language_option
from iot_lab.cli.messages import print_error
from iot_lab.cli.options import data_folder, data_option
from iot_lab.cli.say import say
from iot_lab.contract.topics import is_name
from iot_lab.errors import LabError
from iot_lab.files import write_whole
from iot_lab.texts import key

if TYPE_CHECKING:
    from iot_lab.mqtt.address import BrokerAddress
    from iot_lab.node import NodeFile
    from iot_lab.node.hardware import Hardware
    from iot_lab.workshop.board_list import BoardAccount

DEMO_NAME: Final = "demo-01"
QUEUES: Final = "nodes"


class NodeFileThere(LabError):
    """--init would write over a file. Details: file."""

    code = "node-file-there"


class NodeFileNotWritten(LabError):
    """--init cannot write its file. Details: file, problem."""

    code = "node-file-not-written"


@click.command(cls=TextCommand, help=key("cli.node.help"))
@click.argument("file", cls=TextArgument, type=click.Path(path_type=Path), required=False)
@click.option("--init", "is_init", cls=TextOption, is_flag=True, help=key("cli.node.init"))
@click.option("--name", cls=TextOption, metavar="NAME", help=key("cli.node.name"))
@click.option("--demo", "is_demo", cls=TextOption, is_flag=True, help=key("cli.node.demo"))
@data_option
@language_option
def node(file: Path | None, is_init: bool, name: str | None, is_demo: bool, data: Path | None) -> None:
    """Write a file, or be a board until Ctrl-C."""
    t = current_texts()
    folder = data_folder(data)
    if is_init and file is not None and not is_demo:
        _write_file(file, name or file.stem, folder)
    elif file is not None and not is_init and name is None:
        _run_file(file, folder, is_demo=is_demo)
    elif is_demo and not is_init and file is None:
        _run_demo(name or DEMO_NAME, folder)
    else:
        raise click.UsageError(t("cli.node.file-or-demo"))


def _write_file(file: Path, name: str, folder: Path) -> None:
    from iot_lab.node.template import node_file_text

    t = current_texts()
    if not is_name(name):
        raise click.BadParameter(t("cli.node.name-wrong", name=name), param_hint="--name")
    if file.exists():
        raise NodeFileThere(file=str(file))
    account = _account(folder, name)
    try:
        write_whole(file, node_file_text(account.room, account.name, account.secret, account.broker, t))
    except OSError as error:
        raise NodeFileNotWritten(file=str(file), problem=error) from error
    say(t("cli.node.written", file=str(file), name=account.name, room=account.room, broker=account.broker))


def _run_file(path: Path, folder: Path, *, is_demo: bool) -> None:
    from iot_lab.node import read_node_file
    from iot_lab.node.blinka import Blinka
    from iot_lab.node.demo import DemoHardware

    file = read_node_file(path)
    hardware: Hardware
    if is_demo:
        hardware = DemoHardware()
    else:
        hardware = Blinka(file.adapter)
        hardware.check(file)
    _run(file, hardware, folder, path.with_suffix(".queue"))


def _run_demo(name: str, folder: Path) -> None:
    from iot_lab.node.demo import DemoHardware, demo_file

    account = _account(folder, name)
    _run(demo_file(account.room, account.name, account.secret), DemoHardware(), folder, folder / QUEUES / name)


def _run(file: NodeFile, hardware: Hardware, folder: Path, queue: Path) -> None:
    from iot_lab.cli.stopping import stop_on_signals
    from iot_lab.node import Node
    from iot_lab.node.outbox import Outbox

    t = current_texts()
    outbox = Outbox(queue)
    try:
        stop = stop_on_signals()
        say(t.count("cli.node.reading", len(file.sensors), name=file.name, hardware=hardware.name))
        Node(file, file.broker or _local_broker(folder), hardware, outbox, _Terminal(), t).run(stop)
        say(t.count("cli.node.stopped", len(outbox)) if len(outbox) else t("cli.node.done"))
    finally:
        outbox.close()


def _account(folder: Path, name: str) -> BoardAccount:
    """Return the board's account, made where there is none."""
    from iot_lab.cli.open_room import open_room
    from iot_lab.workshop.settings import Settings

    with open_room(Settings(data=folder), current_texts()) as room:
        return room.board_list.account(name)


def _local_broker(folder: Path) -> BrokerAddress:
    """Return where the broker of the room on this computer is; where none runs, where it would be."""
    from iot_lab.mqtt.address import BrokerAddress
    from iot_lab.workshop import running
    from iot_lab.workshop.addresses import LOOPBACK
    from iot_lab.workshop.settings import MQTT_PORT

    kit = running.find(folder)
    if kit is None:
        return BrokerAddress(LOOPBACK, MQTT_PORT)
    return replace(BrokerAddress.parse(kit.broker), name="", password="")


class _Terminal:
    """The person in front of this computer."""

    def say(self, line: str) -> None:
        """Print one line."""
        say(line)

    def warn(self, error: LabError) -> None:
        """Explain what is wrong."""
        print_error(error)
