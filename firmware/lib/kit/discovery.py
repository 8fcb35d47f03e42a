# What a series is, told to Home Assistant (MQTT discovery, docs/protocol.md). Loaded when a series is new, and let go.

MOST_KEY = 32
KEY_LETTERS = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-"

CLASSES = (
    " °C:temperature °F:temperature hPa:pressure Pa:pressure kPa:pressure mbar:pressure mm:distance cm:distance m:distance"
    " km:distance V:voltage mV:voltage A:current mA:current g:weight kg:weight m/s:speed km/h:speed lx:illuminance W:power"
    " Hz:frequency dBm:signal_strength "
)


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
