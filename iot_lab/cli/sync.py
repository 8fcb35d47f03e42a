"""`iot-lab sync URL`: send what a centre lacks of this room, once or again and again. Exit 0 sent, 1 not."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Final

import click

from iot_lab.cli.language import TextArgument, TextCommand, TextOption, current_texts, language_option
from iot_lab.cli.messages import print_error
from iot_lab.cli.options import Seconds, data_folder, data_option
from iot_lab.cli.say import say
from iot_lab.cli.stopping import stop_on_signals
from iot_lab.errors import LabError
from iot_lab.texts import key
from iot_lab.workshop.data_folder import DATABASE_VARIABLE

if TYPE_CHECKING:
    from pathlib import Path

    from iot_lab.store import Database
    from iot_lab.workshop.sync.sender import Sender

KEY_VARIABLE: Final = "IOT_LAB_SITE_KEY"


class CentreKeyMissing(LabError):
    """No key was given, and none was kept."""

    code = "centre-key-missing"


@click.command(cls=TextCommand, help=key("cli.sync.help"))
@click.argument("url", cls=TextArgument)
@click.option("--key", "site_key", cls=TextOption, metavar="TEXT", help=key("cli.sync.key"))
@click.option("--every", "every_s", cls=TextOption, type=Seconds(1, 86_400), metavar="N", help=key("cli.sync.every"))
@click.option("--database", cls=TextOption, metavar="URL", help=key("cli.up.database"))
@data_option
@language_option
def sync(url: str, site_key: str | None, every_s: float | None, database: str | None, data: Path | None) -> None:
    """Send until nothing differs; with --every, go on."""
    from iot_lab.room import Register
    from iot_lab.store import Database
    from iot_lab.workshop.sync.sender import Sender, read_note

    folder = data_folder(data)
    room = Register.open(folder).room
    note = read_note(folder)
    secret = site_key or os.environ.get(KEY_VARIABLE) or (note.key if note else "")
    if not secret:
        raise CentreKeyMissing
    stop = stop_on_signals()
    address = database or os.environ.get(DATABASE_VARIABLE) or f"sqlite:///{(folder / 'lab.db').as_posix()}"
    opened = Database.open(address)
    try:
        sender = Sender(opened, room, url, secret)
        while True:
            is_sent = _send(sender, opened, room, folder, is_last=every_s is None)
            if every_s is None or stop.wait(every_s if is_sent else min(every_s, 10.0)):
                return
    finally:
        opened.close()


def _send(sender: Sender, database: Database, room: str, folder: Path, *, is_last: bool) -> bool:
    """Send what differs; return whether the centre has it. A refused key ends the command: asking again cannot help."""
    from iot_lab.store.telemetry.digest import held_by
    from iot_lab.workshop.sync.sender import CentreRefusesKey, SyncNote, read_note, to_send, write_note

    t = current_texts()
    kept = read_note(folder)
    note = SyncNote(sender.url, sender.key, kept.at_centre if kept and kept.url == sender.url else 0)

    told: list[int] = []

    def accepted(left: int) -> None:
        # The first number comes when the centre has answered: only then is this key worth keeping.
        if not told:
            write_note(folder, note)
        told.append(left)
        say(t.count("cli.sync.left", left, number=t.whole(left)))

    try:
        sent = sender.send(accepted)
    except LabError as error:
        left = told[-1] if told else to_send(database, room, note)
        say(t.count("cli.sync.left", left, number=t.whole(left)), is_error=True)
        if is_last or isinstance(error, CentreRefusesKey):
            raise
        print_error(error)
        return False
    with database.reading() as connection:
        write_note(folder, SyncNote(sender.url, sender.key, held_by(connection, room)))
    say(t.count("cli.sync.done", sent, number=t.whole(sent)))
    return True
