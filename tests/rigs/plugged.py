"""What pyserial says of the emulated boards: CP210x adapters in the slots of one hub."""

from __future__ import annotations

from types import SimpleNamespace


def plugged_ports(room):
    plugged = [board for board in room.boards if board.path.is_symlink()]
    return [_port_info(board, place) for place, board in enumerate(plugged, start=1)]


def _port_info(board, place):
    device, location = str(board.path), f"1-2.{place}:1.0"
    return SimpleNamespace(device=device, vid=0x10C4, pid=0xEA60, location=location, description="CP2102N")
