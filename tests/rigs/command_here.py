"""`python command_here.py PORT,PORT -- WORDS`: the command in a process and a terminal of its own, with these ports."""

from __future__ import annotations

import sys
from functools import partial
from pathlib import Path
from types import SimpleNamespace

from serial.tools import list_ports

from iot_lab.boards.flasher import Patience
from iot_lab.boards.station import Station
from iot_lab.cli.main import main
from iot_lab.workshop import desk_opening


def ports():
    found = [path for path in sys.argv[1].split(",") if Path(path).is_symlink()]
    return [
        SimpleNamespace(device=path, vid=0x10C4, pid=0xEA60, location="1-2.1:1.0", description="") for path in found
    ]


if __name__ == "__main__":
    list_ports.comports = ports
    desk_opening.Station = partial(Station, patience=Patience(comes_back_s=2.5, kit_starts_s=2.0))
    main(sys.argv[3:])
