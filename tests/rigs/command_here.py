"""`python command_here.py PORT,PORT -- WORDS`: the command in a process and a terminal of its own, with these ports."""

from __future__ import annotations

import sys
from functools import partial
from pathlib import Path
from types import SimpleNamespace

from serial.tools import list_ports

from iot_lab.boards import station
from iot_lab.boards.flasher import Patience
from iot_lab.cli.main import main


def ports():
    found = [path for path in sys.argv[1].split(",") if Path(path).is_symlink()]
    return [
        SimpleNamespace(device=path, vid=0x10C4, pid=0xEA60, location="1-2.1:1.0", description="") for path in found
    ]


if __name__ == "__main__":
    list_ports.comports = ports
    station.Station = partial(station.Station, patience=Patience(comes_back_s=6.0))
    main(sys.argv[3:])
