"""Calls about SPI: bytes both ways at once, with whichever parts have their chip-select pin low."""

from __future__ import annotations

from typing import TYPE_CHECKING

from iot_lab.simulator.calls.arguments import integers, octets
from iot_lab.simulator.calls.pins import pin_number
from iot_lab.simulator.errno import EINVAL, Refused

if TYPE_CHECKING:
    from collections.abc import Iterator

    from iot_lab.simulator.board import Board, SpiDevice
    from iot_lab.simulator.board_host import BoardHost, Call

LONGEST = 16_384
HIGHEST_HZ = 80_000_000


def transfer(host: BoardHost, text: str) -> str:
    """`<sck> <mosi> <miso> <hertz> <least significant bit first> <hex>` -> hex; all ones where no part answers."""
    head, _, data_text = text.rpartition(" ")
    sck, mosi, miso, hertz, is_lsb_first = integers(head, 5)
    data = octets(data_text)
    if not 0 < hertz <= HIGHEST_HZ or len(data) > LONGEST:
        raise Refused(EINVAL)
    board = host.board
    answer = b"\xff" * len(data)
    sent = _reversed(data) if is_lsb_first else data
    board.spend(5 + len(data) * 8_000_000 // hertz)
    for pins, device in _selected(board, pin_number(sck)):
        said = device.transfer(sent if pins[1] == mosi else bytes(len(data)), board.now_us)
        if pins[2] == miso:
            answer = (said + answer)[: len(data)]
    answer = _reversed(answer) if is_lsb_first else answer
    board.record("spi", f"{sck},{mosi},{miso}", {"sent": data, "received": answer})
    return answer.hex()


def _selected(board: Board, sck: int) -> Iterator[tuple[tuple[int, int, int], SpiDevice]]:
    for pins, devices in board.spi.items():
        if pins[0] == sck:
            for chip_select, device in devices.items():
                if chip_select < 0 or board.pins.level(chip_select) == 0:
                    yield pins, device


def _reversed(data: bytes) -> bytes:
    return bytes(int(f"{value:08b}"[::-1], 2) for value in data)


CALLS: dict[str, Call] = {"spi": transfer}
