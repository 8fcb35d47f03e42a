"""`iot-lab up`: start the room, say where to find it, and stop cleanly on Ctrl-C."""

from __future__ import annotations

import logging
import webbrowser
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click
import segno
from rich.console import Group
from rich.text import Text

from iot_lab.cli.language import TextCommand, TextOption, current_texts, language_option
from iot_lab.cli.messages import print_error
from iot_lab.cli.options import WholeNumber, broker_ca_option, data_folder
from iot_lab.cli.shown import CleanConsole
from iot_lab.cli.stopping import stop_on_signals
from iot_lab.course import load_course
from iot_lab.errors import LabError
from iot_lab.texts import key
from iot_lab.workshop.settings import MOST_SIMULATED, MQTT_PORT, WEB_PORT, Settings

if TYPE_CHECKING:
    import threading

    from iot_lab.app.served_room import ServedRoom
    from iot_lab.texts import Texts

PORT = WholeNumber(0, 65535)
LOOK_S = 0.5


@click.command(cls=TextCommand, help=key("cli.up.help"))
@click.option(
    "--simulate",
    cls=TextOption,
    type=WholeNumber(0, MOST_SIMULATED),
    default=3,
    show_default=True,
    metavar="N",
    help=key("cli.up.simulate"),
)
@click.option("--host", cls=TextOption, default="0.0.0.0", show_default=True, help=key("cli.up.host"))
@click.option("--port", cls=TextOption, type=PORT, default=WEB_PORT, show_default=True, help=key("cli.up.port"))
@click.option(
    "--mqtt-port", cls=TextOption, type=PORT, default=MQTT_PORT, show_default=True, help=key("cli.up.mqtt-port")
)
@click.option("--data", cls=TextOption, type=click.Path(path_type=Path), metavar="DIR", help=key("cli.up.data"))
@click.option("--room", cls=TextOption, metavar="NAME", help=key("cli.up.room"))
@click.option("--database", cls=TextOption, metavar="URL", help=key("cli.up.database"))
@click.option("--broker", "broker_url", cls=TextOption, metavar="URL", help=key("cli.up.broker"))
@broker_ca_option
@click.option("--devices", cls=TextOption, metavar="PREFIX", multiple=True, help=key("cli.up.devices"))
@click.option(
    "--exercises",
    cls=TextOption,
    type=click.Path(path_type=Path, exists=True, file_okay=False),
    metavar="DIR",
    help=key("cli.up.exercises"),
)
@click.option("--no-browser", cls=TextOption, is_flag=True, help=key("cli.up.no-browser"))
@language_option
def up(data: Path | None, no_browser: bool, **chosen: Any) -> None:
    """Start the room and wait for Ctrl-C; `chosen` are the other options, named as `Settings` names them."""
    from iot_lab.app.served_room import ServedRoom

    t = current_texts()
    console = CleanConsole(soft_wrap=True)
    settings = Settings(data=data_folder(data), language=t.language, **chosen)
    if settings.exercises is not None:
        load_course(settings.exercises)  # a folder without a course is said now, not on each page
    stop = stop_on_signals()
    with console.status(t("cli.up.starting")):
        kit = ServedRoom(settings)
        kit.start()
    try:
        console.print(_welcome(kit, t))
        if not no_browser:
            webbrowser.open(kit.trainer_url)
        _tell_troubles(kit, stop)
    finally:
        console.print(t("cli.up.stopping"))
        kit.stop()
    console.print(t("cli.up.stopped"))


def _tell_troubles(kit: ServedRoom, stop: threading.Event) -> None:
    """Say what goes wrong while the room is open, each thing once, until the room is to be closed."""
    from iot_lab.workshop.troubles import troubles_of

    for name in ("iot_lab.hub.hub", "iot_lab.broker.journal"):  # what they log of troubles is said below, in words
        logging.getLogger(name).addFilter(_says_no_trouble)
    told: set[tuple[str, object]] = set()
    while not stop.is_set():
        # Where the system refuses (no file is left to ask it with), the room goes on, and is asked again.
        with suppress(OSError):
            troubles = {(trouble.code, trouble.details.get("name")): trouble for trouble in troubles_of(kit.room)}
            for trouble in [trouble for what, trouble in troubles.items() if what not in told]:
                print_error(trouble)
            told = set(troubles)
        stop.wait(LOOK_S)


def _says_no_trouble(record: logging.LogRecord) -> bool:
    return not any(isinstance(one, LabError) for one in record.args or ())


def _welcome(kit: ServedRoom, t: Texts) -> Group:
    """Return what the trainer needs now: addresses, the trainer's link, the QR code for the room."""
    lines = [
        Text(f"\niot-lab · {kit.room.name}", style="bold"),
        *_labelled(t("cli.up.here"), kit.local_url),
        *_labelled(t("cli.up.for-the-room"), *kit.room.addresses),
        *_labelled(t("cli.up.trainer"), kit.trainer_url),
        *_labelled(t("cli.up.boards"), kit.room.broker_address),
        *_labelled(t("cli.up.kept-in"), str(kit.settings.data)),
        *_labelled(t("cli.up.room-code"), kit.room.class_settings.room_code),
        Text("\n" + _qr_code(kit.room.join_address)),
        Text(t("cli.up.how-to-stop")),
    ]
    return Group(*lines)


def _labelled(label: str, *values: str) -> list[Text]:
    """Return a label, and each value whole on a line of its own: a link that is cut cannot be followed."""
    return [Text(f"\n{label}", style="dim"), *(Text(f"  {value}", style="bold") for value in values)]


def _qr_code(address: str) -> str:
    """Draw the address in half blocks, dark on light whatever the terminal's colours."""
    rows = [list(row) for row in segno.make(address, micro=False, error="m").matrix_iter(border=2)]
    rows += [[0] * len(rows[0])] * (len(rows) % 2)
    marks = {(0, 0): "█", (0, 1): "▀", (1, 0): "▄", (1, 1): " "}
    pairs = zip(rows[::2], rows[1::2], strict=True)
    return "\n".join("".join(marks[(bool(a), bool(b))] for a, b in zip(top, low, strict=True)) for top, low in pairs)
