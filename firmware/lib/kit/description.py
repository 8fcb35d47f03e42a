# What the board says of itself: the fixed part of `info` (docs/protocol.md).
import gc
import sys

import machine

import kit

MOST_UNIT = 16
CAUSES = ("", "power", "program", "watchdog", "deep-sleep", "console")


def of_board(config, wifi):
    return {
        "kit": config.get("kit", kit.VERSION),
        "chip": config.get("chip", "ESP32"),
        "simulated": config.get("simulated", False),
        "micropython": "%d.%d.%d" % sys.implementation.version[:3],
        "address": wifi.station.ifconfig()[0],
        "rssi": wifi.signal_dbm(),
        "free_heap": gc.mem_free(),
        "kit_back": kit.back,
    }


def unit_of(unit):
    """Return a unit as a short text, "" where it is none."""
    unit = "" if unit is None else str(unit)[:MOST_UNIT]
    return "" if any(0xD800 <= ord(one) < 0xE000 for one in unit) else unit


def reset_cause(is_ours=False):
    """Return why the board started; a chip takes a restart by the kit for one by the program."""
    cause = machine.reset_cause()
    if is_ours and cause == machine.HARD_RESET:
        return "kit"
    return CAUSES[cause] if 0 <= cause < len(CAUSES) else ""


def of_series(*facts):
    """Return what Home Assistant is told of a new series; None while a program hides the kit's files (sys.path).

    What knows it is seldom needed: its memory is the program's again.
    """
    try:
        return kit.borrow("discovery").of_series(*facts)
    except ImportError:
        return None
