# What the board says of itself: the fixed part of `info` (docs/protocol.md), and of each series to Home Assistant (MQTT discovery).
import gc
import sys

import machine

from kit import VERSION

MOST_UNIT, MOST_KEY = 16, 32
KEY_LETTERS = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-"

CLASSES = (
    " °C:temperature °F:temperature hPa:pressure Pa:pressure kPa:pressure mbar:pressure mm:distance cm:distance m:distance"
    " km:distance V:voltage mV:voltage A:current mA:current g:weight kg:weight m/s:speed km/h:speed lx:illuminance W:power"
    " Hz:frequency dBm:signal_strength "
)

CAUSES = ("", "power", "program", "watchdog", "deep-sleep", "console")


def of_board(config, wifi):
    return {
        "kit": VERSION,
        "chip": config.get("chip", "ESP32"),
        "simulated": config.get("simulated", False),
        "micropython": "%d.%d.%d" % sys.implementation.version[:3],
        "address": wifi.station.ifconfig()[0],
        "rssi": wifi.signal_dbm(),
        "free_heap": gc.mem_free(),
    }


def of_series(root, board, series, value, unit):
    """Return topics and what is told there, one for each number of a value; none for a name that cannot stand in a topic."""
    told = []
    room = root.split("/")[1]
    node = "%s_%s" % (room, board)
    for key in sorted(value) if isinstance(value, dict) else (None,):
        if key is not None and not (0 < len(key) <= MOST_KEY and all(one in KEY_LETTERS for one in key)):
            continue  # the hub names this series
        path = series if key is None else "%s_%s" % (series, key)
        what = {
            "name": path,
            "unique_id": "%s_%s" % (node, path),
            "device": {"identifiers": [node], "name": "%s (%s)" % (board, room)},
            "state_topic": root + "data/" + series,
            "availability_topic": root + "status",
            "payload_available": "online",
            "payload_not_available": "offline",
            "value_template": "{{ value_json.v%s }}" % ("" if key is None else "['%s']" % key),
            "state_class": "measurement",
        }
        if unit:
            what["unit_of_measurement"] = unit
        kind = device_class(path, unit)
        if kind:
            what["device_class"] = kind
        told.append(("homeassistant/sensor/%s/%s/config" % (node, path), what))
    return told


def device_class(path, unit):
    """Return Home Assistant's class of a series, "" where its unit says none."""
    if unit == "%":
        return "humidity" if path.startswith("humid") else "battery" if path.startswith("batter") else ""
    start = CLASSES.find(" %s:" % unit) if unit and " " not in unit else -1
    return "" if start < 0 else CLASSES[start + len(unit) + 2 :].split(" ", 1)[0]


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
