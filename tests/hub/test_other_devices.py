"""What other makers' devices say, as their makers mean it: a table, of payloads written after their documents."""

import json

import pytest

from iot_lab.hub.intake import Intake
from iot_lab.hub.limits import HubLimits
from iot_lab.hub.messages import ReceivedMessage
from iot_lab.hub.places import NoAccounts

NOW = 1_764_000_000_000


def message(topic, payload, *, retained=False, packet_id=1):
    text = payload if isinstance(payload, bytes | str) else json.dumps(payload)
    raw = text.encode() if isinstance(text, str) else text
    return ReceivedMessage(topic.encode(), raw, packet_id, 1, False, retained, NOW, 1)


@pytest.fixture
def intake():
    return Intake("atelier", HubLimits(), {}, [], {})


def heard(intake, *messages):
    """Return {"device series": value} and {"device series": unit} of what was stored."""
    batch = intake.sort([message(topic, payload) for topic, payload in messages], NOW)
    values = {
        f"{device} {series}": [r.value for r in readings] for (device, series), readings in batch.readings.items()
    }
    units = {
        f"{device} {series}": unit for device, info in batch.infos.items() for series, unit in info["series"].items()
    }
    return {name: found[0] if len(found) == 1 else found for name, found in values.items()}, units


ANYBODY = [
    ("Salle 12/Température", "21.3", {"salle-12 temperature": 21.3}, {}),
    ("α/β", "20", {"a b": 20}, {}),
    ("датчик/тепло", "20", {"datchik teplo": 20}, {}),
    ("Œuvre/Straße", "1", {"oeuvre strasse": 1}, {}),
    ("温度/室", "20", {"n-efbd1ec2 n-b1573dcf": 20}, {}),
    ("pi/json", {"temperature": "21.5", "humidity": "48"}, {"pi json.temperature": 21.5, "pi json.humidity": 48}, {}),
    ("meteo/temp", "21,5", {"meteo temp": 21.5}, {}),
    ("meteo/temp", "−3,2", {"meteo temp": -3.2}, {}),
    ("meteo/temp", '"21.5"', {"meteo temp": 21.5}, {}),
    ("meteo/temp", " 21.5\r\n", {"meteo temp": 21.5}, {}),
    ("meteo/temp", "21.5\0", {"meteo temp": 21.5}, {}),
    ("meteo/unit", "21.5 °C", {"meteo unit": 21.5}, {"meteo unit": "°C"}),
    ("meteo/unit", "21,5°C", {"meteo unit": 21.5}, {"meteo unit": "°C"}),
    ("meteo/unit", "48 %", {"meteo unit": 48}, {"meteo unit": "%"}),
    ("meteo/unit", "48%RH", {"meteo unit": 48}, {"meteo unit": "%"}),
    ("meteo/unit", "1013.2 hPa", {"meteo unit": 1013.2}, {"meteo unit": "hPa"}),
    ("meteo/unit", "12 ug/m3", {"meteo unit": 12}, {"meteo unit": "µg/m³"}),
    ("meteo/unit", "3.3V", {"meteo unit": 3.3}, {"meteo unit": "V"}),
    ("meteo/unit", "350 lux", {"meteo unit": 350}, {"meteo unit": "lx"}),
    ("meteo/unit", "21.5 deg C", {"meteo unit": 21.5}, {"meteo unit": "°C"}),
    ("pi/nan", '{"temperature": NaN, "humidity": 48.0}', {"pi nan.humidity": 48}, {}),
    ("pi/nan", '{"temperature": nan, "humidity": 48.0}', {"pi nan.humidity": 48}, {}),
    ("pi/nan", '{"a": -inf, "nan": 2, "b": "nan", "c": 1e999, "d": 4}', {"pi nan.nan": 2, "pi nan.d": 4}, {}),
    ("pi/null", '{"temperature": null, "humidity": 48.0}', {"pi null.humidity": 48}, {}),
    ("pi/json", {"value": 21.5, "unit": "°C"}, {"pi json.value": 21.5}, {"pi json.value": "°C"}),
    (
        "pi/json",
        {"t": "21,5 °C", "n": "3 alarms", "ok": "ON"},
        {"pi json.t": 21.5, "pi json.ok": 1},
        {"pi json.t": "°C"},
    ),
    (
        "pi/json",
        {"id": "42", "mac": "240ac4001122", "phone": "0612345678", "code": "007", "v": 1},
        {"pi json.v": 1},
        {},
    ),
    ("pi/list", "[1, 2.5]", {"pi list.0": 1, "pi list.1": 2.5}, {}),
    ("pi/switch", "true", {"pi switch": 1}, {}),
    ("pi/switch", "Off", {"pi switch": 0}, {}),
    ("garden/soil/", "40", {"garden soil": 40}, {}),
    ("/garden/soil", "40", {"garden soil": 40}, {}),
    ("hall/status", "3", {"hall status": 3}, {}),
    ("door/events", "5", {"door events": 5}, {}),
]
TEXT = [
    ("alarm/hall", "false alarm in hall"),
    ("alarm/hall", "on the way"),
    ("alarm/hall", "2026-11-27T10:00:00"),
    ("alarm/hall", "12:30"),
    ("alarm/hall", "192.168.1.5"),
    ("alarm/hall", "1,2,3"),
    ("alarm/hall", "1 234,5"),
    ("alarm/hall", "[INFO] 21.5 degrees"),
    ("alarm/hall", "unavailable"),
    ("camera/hall", b"\xff\xd8\xff\xe0\x00\x10JFIF"),
]
TASMOTA = [
    (
        "tele/tasmota_9CF9D1/SENSOR",
        {
            "Time": "2026-11-27T10:00:00",
            "AM2301": {"Temperature": 20.1, "Humidity": 51.2, "DewPoint": 9.7},
            "TempUnit": "C",
        },
        {
            "tasmota-9cf9d1 am2301.temperature": 20.1,
            "tasmota-9cf9d1 am2301.humidity": 51.2,
            "tasmota-9cf9d1 am2301.dewpoint": 9.7,
        },
        {
            "tasmota-9cf9d1 am2301.temperature": "°C",
            "tasmota-9cf9d1 am2301.humidity": "%",
            "tasmota-9cf9d1 am2301.dewpoint": "°C",
        },
    ),
    (
        "tele/cave/SENSOR",
        {"Time": "t", "DS18B20-1": {"Id": "011437129826", "Temperature": 68.5}, "TempUnit": "F"},
        {"cave ds18b20-1.temperature": 68.5},
        {"cave ds18b20-1.temperature": "°F"},
    ),
    (
        "tele/prise/SENSOR",
        {"ENERGY": {"TotalStartTime": "2026-01-01T00:00:00", "Total": 1.2, "Power": 34, "Voltage": 231, "Factor": 0.6}},
        {"prise energy.total": 1.2, "prise energy.power": 34, "prise energy.voltage": 231, "prise energy.factor": 0.6},
        {"prise energy.total": "kWh", "prise energy.power": "W", "prise energy.voltage": "V"},
    ),
    ("tele/prise/SENSOR", {"ENERGY": {"Power": [5, 6]}}, {"prise energy.power.0": 5, "prise energy.power.1": 6}, None),
    (
        "tele/x/SENSOR",
        {"BME280": {"Pressure": 29.9}, "PressureUnit": "inHg"},
        {"x bme280.pressure": 29.9},
        {"x bme280.pressure": "inHg"},
    ),
    ("tele/x/SENSOR", {"AM2301": {"Temperature": None, "Humidity": 40}}, {"x am2301.humidity": 40}, None),
    ("tele/x/SENSOR", {"Time": "2026-11-27T10:00:00", "Switch1": "ON"}, {"x switch1": 1}, {}),
    (
        "tele/x/STATE",
        {"Time": "t", "Uptime": "0T00:10:11", "Heap": 24, "POWER": "OFF", "Wifi": {"SSId": "1234", "Signal": -78}},
        {"x heap": 24, "x power": 0, "x wifi.signal": -78},
        {"x wifi.signal": "dBm"},
    ),
    ("stat/x/POWER", "ON", {"x power": 1}, {}),
    ("stat/x/RESULT", {"POWER": "ON"}, {"x power": 1}, {}),
    (
        "stat/x/STATUS8",
        {"StatusSNS": {"Time": "t", "AM2301": {"Temperature": 20}, "TempUnit": "C"}},
        {"x am2301.temperature": 20},
        {"x am2301.temperature": "°C"},
    ),
    ("stat/x/STATUS10", {"StatusSNS": {"ANALOG": {"A0": 512}}}, {"x analog.a0": 512}, {}),
    (
        "kitchen/tele/SENSOR",
        {"SHT3X": {"Humidity": 44}},
        {"kitchen sht3x.humidity": 44},
        {"kitchen sht3x.humidity": "%"},
    ),
    ("kitchen/stat/POWER", "OFF", {"kitchen power": 0}, {}),
    ("tele/rdc/salon/SENSOR", {"DHT11": {"Humidity": 44}}, {"rdc-salon dht11.humidity": 44}, None),
    (
        "tele/pont/5ADF/SENSOR",
        {"ZbReceived": {"0x5ADF": {"Temperature": 21}}},
        {"pont-5adf zbreceived.0x5adf.temperature": 21},
        None,
    ),
]
SHELLY = [
    ("shellies/shelly1pm-AABBCC/relay/0", "on", {"shelly1pm-aabbcc relay.0": 1}, {}),
    ("shellies/plug/relay/0/power", "12.5", {"plug relay.0.power": 12.5}, {"plug relay.0.power": "W"}),
    ("shellies/plug/relay/0/energy", "1206", {"plug relay.0.energy": 1206}, {"plug relay.0.energy": "Wmin"}),
    ("shellies/em/emeter/0/total", "1206.4", {"em emeter.0.total": 1206.4}, {"em emeter.0.total": "Wh"}),
    ("shellies/ht/sensor/temperature", "21.75", {"ht sensor.temperature": 21.75}, {"ht sensor.temperature": "°C"}),
    ("shellies/ht/sensor/battery", "88", {"ht sensor.battery": 88}, {"ht sensor.battery": "%"}),
    ("shellies/dw/sensor/state", "close", {}, {}),
    ("shellies/i3/input_event/0", {"event": "S", "event_cnt": 2}, {"i3 input-event.0.event-cnt": 2}, {}),
    (
        "shellies/duo/light/0/status",
        {"ison": True, "brightness": 49},
        {"duo light.0.ison": 1, "duo light.0.brightness": 49},
        None,
    ),
    (
        "shellyplug-1/status/switch:0",
        {
            "id": 0,
            "source": "init",
            "output": True,
            "apower": 9.1,
            "aenergy": {"total": 11.6, "by_minute": [1, 2, 3], "minute_ts": 1},
        },
        {
            "shellyplug-1 switch-0.output": 1,
            "shellyplug-1 switch-0.apower": 9.1,
            "shellyplug-1 switch-0.aenergy.total": 11.6,
        },
        {"shellyplug-1 switch-0.apower": "W", "shellyplug-1 switch-0.aenergy.total": "Wh"},
    ),
    (
        "shellyplusht-1/status/temperature:0",
        {"id": 0, "tC": 19.8, "tF": 67.6},
        {"shellyplusht-1 temperature-0.tc": 19.8, "shellyplusht-1 temperature-0.tf": 67.6},
        {"shellyplusht-1 temperature-0.tc": "°C", "shellyplusht-1 temperature-0.tf": "°F"},
    ),
    (
        "shellyplusht-1/status/humidity:0",
        {"id": 0, "rh": 42.2},
        {"shellyplusht-1 humidity-0.rh": 42.2},
        {"shellyplusht-1 humidity-0.rh": "%"},
    ),
    (
        "s1/status/devicepower:0",
        {"id": 0, "battery": {"V": 5.4, "percent": 80}},
        {"s1 devicepower-0.battery.v": 5.4, "s1 devicepower-0.battery.percent": 80},
        None,
    ),
    (
        "s1/status/wifi",
        {"sta_ip": "192.168.1.5", "status": "got ip", "rssi": -51},
        {"s1 wifi.rssi": -51},
        {"s1 wifi.rssi": "dBm"},
    ),
    ("home/s1/status/input:0", {"id": 0, "state": True}, {"home-s1 input-0.state": 1}, {}),
    ("shellies/s1/status/pm1:0", {"id": 0, "voltage": 230.1}, {"s1 pm1-0.voltage": 230.1}, None),
]
RTL_433 = [
    (
        "rtl_433/host1/events",
        {
            "time": "2026-11-27 10:00:00",
            "model": "Nexus-TH",
            "id": 12,
            "channel": 1,
            "battery_ok": 1,
            "temperature_C": 20.9,
            "humidity": 51,
            "mic": "CRC",
        },
        {"nexus-th-1-12 battery-ok": 1, "nexus-th-1-12 temperature": 20.9, "nexus-th-1-12 humidity": 51},
        {"nexus-th-1-12 temperature": "°C", "nexus-th-1-12 humidity": "%"},
    ),
    (
        "rtl_433/host1/events",
        {
            "model": "Bresser-5in1",
            "id": 7,
            "wind_avg_m_s": 1.4,
            "wind_dir_deg": 270,
            "rain_mm": 3.2,
            "mod": "FSK",
            "freq": 868.3,
        },
        {"bresser-5in1-7 wind-avg": 1.4, "bresser-5in1-7 wind-dir": 270, "bresser-5in1-7 rain": 3.2},
        {"bresser-5in1-7 wind-avg": "m/s", "bresser-5in1-7 wind-dir": "°", "bresser-5in1-7 rain": "mm"},
    ),
    (
        "rtl_433/host1/events",
        {"type": "TPMS", "model": "Ford", "id": "0a1b2c3d", "pressure_kPa": 230},
        {"tpms-ford-0a1b2c3d pressure": 230},
        {"tpms-ford-0a1b2c3d pressure": "kPa"},
    ),
    (
        "rtl_433/host1/devices/Nexus-TH/1/12/temperature_C",
        "20.9",
        {"nexus-th-1-12 temperature": 20.9},
        {"nexus-th-1-12 temperature": "°C"},
    ),
    ("rtl_433/host1/devices/Nexus-TH/1/12/id", "12", {}, {}),
    ("rtl_433/host1/states", {"enabled": 200, "frames": {"count": 3}}, {}, {}),
]
ZIGBEE = [
    (
        "zigbee2mqtt/Capteur été 2",
        {"temperature": 20.5},
        {"capteur-ete-2 temperature": 20.5},
        {"capteur-ete-2 temperature": "°C"},
    ),
    (
        "zigbee2mqtt/kitchen/floor_light",
        {"state": "ON", "brightness": 215},
        {"kitchen-floor-light state": 1, "kitchen-floor-light brightness": 215},
        {},
    ),
    (
        "zigbee2mqtt/0x00158d0001a2b3c4",
        {"contact": True, "battery": 97, "voltage": 3025},
        {"0x00158d0001a2b3c4 contact": 1, "0x00158d0001a2b3c4 battery": 97, "0x00158d0001a2b3c4 voltage": 3025},
        None,
    ),
    (
        "zigbee2mqtt/prise",
        {
            "power": 3,
            "update": {"installed_version": 587765297, "state": "idle"},
            "last_seen": 1764000000000,
            "linkquality": 90,
        },
        {"prise power": 3, "prise linkquality": 90},
        {"prise power": "W", "prise linkquality": "lqi"},
    ),
    ("zigbee2mqtt/bouton", {"action": "single"}, {}, {}),
    ("zigbee2mqtt/lampe/brightness", "215", {"lampe brightness": 215}, {}),
    ("zigbee2mqtt/bureau/temperature", "21.5", {"bureau temperature": 21.5}, {"bureau temperature": "°C"}),
]
ESPHOME = [
    ("salon/sensor/temp/state", "19.4", {"salon temp": 19.4}, {}),
    ("salon/sensor/temp/state", "nan", {}, {}),
    ("salon/binary_sensor/door/state", "ON", {"salon door": 1}, {}),
    ("salon/cover/store/position/state", "80", {"salon store.position": 80}, {}),
    ("salon/climate/poele/target_temperature/state", "20.5", {"salon poele.target-temperature": 20.5}, {}),
    (
        "salon/light/led/state",
        {"state": "ON", "brightness": 128},
        {"salon led.state": 1, "salon led.brightness": 128},
        {},
    ),
    ("maison/salon/sensor/temp/state", "19.4", {"maison-salon temp": 19.4}, {}),
    ("homie/serre/capteur/temperature", "19.4", {"serre capteur.temperature": 19.4}, {}),
]
SENML = [
    ("garden/senml", [{"n": "urn:dev:ow:10e2073a01080063", "u": "Cel", "v": 23.1}], {"garden senml.urn-dev-ow-10e2073a01080063": 23.1}, {"garden senml.urn-dev-ow-10e2073a01080063": "°C"}),
    (
        "garden/senml",
        [{"bn": "urn:dev:mac:0024befffe804ff1/", "bu": "V", "n": "voltage", "v": 3.3}, {"n": "current", "u": "A", "v": 0.2}, {"n": "label", "vs": "12"}],
        {"garden senml.voltage": 3.3, "garden senml.current": 0.2},
        {"garden senml.voltage": "V", "garden senml.current": "A"},
    ),
    ("garden/senml", [{"bn": "serre:", "bv": 20, "n": "t", "v": 1.5}, {"n": "door", "vb": True}], {"garden senml.t": 21.5, "garden senml.door": 1}, {}),
    ("garden/senml", [{"bn": "a:", "n": "t", "v": 1}, {"bn": "b:", "n": "t", "v": 2}], {"garden senml.t": 1, "garden senml.t-2": 2}, {}),
]  # fmt: skip


@pytest.mark.parametrize(
    ("topic", "payload", "values", "units"), [*ANYBODY, *TASMOTA, *SHELLY, *RTL_433, *ZIGBEE, *ESPHOME, *SENML]
)
def test_message_of_another_device_is_read_as_its_maker_means_it(intake, topic, payload, values, units):
    found, found_units = heard(intake, (topic, payload))
    assert found == values
    assert units is None or found_units == units


@pytest.mark.parametrize(("topic", "payload"), TEXT)
def test_text_and_pictures_give_nothing_and_are_not_refused(intake, topic, payload):
    assert heard(intake, (topic, payload)) == ({}, {})
    assert not intake.refused


@pytest.mark.parametrize(
    ("topic", "payload"),
    [
        (
            "tasmota/discovery/AABBCC001122/config",
            {"ty": 0, "if": 0, "state": ["OFF", "ON"], "rl": [1, 0, 0], "ver": 1},
        ),
        ("tasmota/discovery/AABBCC001122/sensors", {"sn": {"AM2301": {"Temperature": 20}}, "ver": 1}),
        ("tele/x/INFO3", {"Info3": {"RestartReason": "Power On", "BootCount": 12}}),
        ("tele/x/RESULT", {"IrReceived": {"Protocol": "NEC", "Bits": 32}}),
        ("tele/x/HASS_STATE", {"LoadAvg": 19}),
        ("stat/x/STATUS2", {"StatusFWR": {"CpuFrequency": 160}}),
        ("stat/x/RESULT", {"TelePeriod": 300}),
        ("stat/x/LOGGING", "12"),
        ("cmnd/x/POWER", "1"),
        ("x/cmnd/POWER", "1"),
        ("shellies/announce", {"id": "shelly1", "new_fw": False}),
        ("shellies/plug/announce", {"new_fw": True}),
        ("shellies/plug/info", {"wifi_sta": {"rssi": -60}}),
        ("shellies/command", "1"),
        ("shellies/plug/relay/0/command", "on"),
        (
            "shellyplug-1/events/rpc",
            {"src": "x", "method": "NotifyStatus", "params": {"ts": 1.1, "switch:0": {"apower": 9.1}}},
        ),
        ("shellyplug-1/rpc", {"id": 1, "method": "Switch.Set", "params": {"id": 0, "on": True}}),
        ("shellyplug-1/command/switch:0", "on"),
        ("shellyplug-1/status/sys", {"uptime": 3, "ram_free": 164244}),
        ("shellyplug-1/status/mqtt", {"connected": True}),
        ("shellyplug-1/debug/log", "12"),
        ("zigbee2mqtt/bridge/state", {"state": "online"}),
        ("zigbee2mqtt/bridge/info", {"permit_join": False, "coordinator": {"meta": {"revision": 20240710}}}),
        ("zigbee2mqtt/etage/bridge/devices", [{"network_address": 29159}]),
        ("zigbee2mqtt/lampe/set", {"state": "ON"}),
        ("zigbee2mqtt/lampe/set/brightness", "100"),
        ("zigbee2mqtt/lampe/get", {"state": ""}),
        ("esphome/discover/salon", {"ip": "192.168.1.9", "port": 6053}),
        ("salon/debug", "12"),
        ("salon/switch/relay/command", "ON"),
        ("homie/serre/$stats/uptime", "12"),
        ("homie/serre/capteur/temperature/set", "12"),
        ("spBv1.0/STATE/scada", "1"),
        ("homeassistant/sensor/x/config", "{}"),
        ("garden/pump/set", "1"),
    ],
)
def test_orders_discovery_and_copies_are_no_data(intake, topic, payload):
    batch = intake.sort([message(topic, payload)], NOW)
    assert (batch.readings, batch.kinds) == ({}, {})
    assert not intake.refused


@pytest.mark.parametrize(
    ("topic", "payload", "reason"),
    [
        ("meteo/temp", "NaN", "number"),
        ("meteo/temp", "-inf", "number"),
        ("meteo/temp", '{"temperature": NaN}', "number"),
        ("meteo/alarms", "3 alarms", "unit"),
        ("meteo/temp", "{'temperature': 21.5}", "payload"),
        ("meteo/temp", '{"temperature": 21.5', "payload"),
        ("spBv1.0/usine/NBIRTH/four", b"\x08\xc4\x89\x01\x12\x0b", "sparkplug"),
        ("spBv1.0/usine/DDATA/four/capteur", b"\x08\xc4\x89\x01", "sparkplug"),
        ("a/b/c/d/e/f/g/h/i/j/k/l/m", "1", "topic"),
        ("meteo/many", json.dumps({str(n): n for n in range(65)}), "payload"),
    ],
)
def test_what_cannot_be_read_is_refused_with_its_reason_and_topic(intake, topic, payload, reason):
    assert heard(intake, (topic, payload)) == ({}, {})
    assert [(one.topic, one.reason) for one in intake.refusals.recent()] == [(topic, reason)]
    assert intake.refused == {reason: 1}


def test_value_left_out_of_a_good_message_is_shown_and_not_counted_as_refused(intake):
    heard(intake, ("pi/nan", '{"temperature": NaN, "humidity": 48.0}'))
    assert [(one.topic, one.reason) for one in intake.refusals.recent()] == [("pi/nan", "left-out")]
    assert not intake.refused


@pytest.mark.parametrize(
    ("topic", "payload", "states"),
    [
        ("tele/x/LWT", "Online", {"x": "online"}),
        ("tele/x/LWT", "Offline", {"x": "offline"}),
        ("kitchen/tele/LWT", "Offline", {"kitchen": "offline"}),
        ("shellies/plug/online", "false", {"plug": "offline"}),
        ("shellyplug-1/online", "true", {"shellyplug-1": "online"}),
        ("salon/status", "online", {"salon": "online"}),
        ("zigbee2mqtt/kitchen/lamp/availability", {"state": "offline"}, {"kitchen-lamp": "offline"}),
        ("zigbee2mqtt/lamp/availability", "online", {"lamp": "online"}),
        ("homie/serre/$state", "lost", {"serre": "offline"}),
        ("homie/serre/$state", "ready", {"serre": "online"}),
        ("hall/status", "[1]", {"hall": "online"}),
    ],
)
def test_device_says_whether_it_is_there(intake, topic, payload, states):
    assert intake.sort([message(topic, payload)], NOW).states == states


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("salle/Température", "salle/temperature"),
        ("salle/Temp", "salle/temp"),
        ("salle/temp+", "salle/temp-"),
        ("salle/" + "a" * 40 + "1", "salle/" + "a" * 40 + "2"),
        ("Salle 12/temp", "salle-12/temp"),
        ("tele/salle/POWER", "zigbee2mqtt/salle/power"),
        ("zigbee2mqtt/salle/power", "salle/power"),
        ("salle/sensor/temp/state", "salle/binary_sensor/temp/state"),
        ("shellies/salle/power", "salle/power"),
        ("salle/温", "salle/室"),
        ("salle/🌡", "salle/🔥"),
    ],
)
def test_two_series_never_become_one(intake, one, other):
    assert sorted(heard(intake, (one, "1"), (other, "0"))[0].values()) == [0, 1]


def test_keys_that_look_alike_stay_two_series(intake):
    assert heard(intake, ("pi/json", {"Temp": 1, "temp": 2, "TEMP": 3}))[0] == {
        "pi json.temp": 1,
        "pi json.temp-2": 2,
        "pi json.temp-3": 3,
    }


def test_names_are_the_same_after_a_restart_whoever_speaks_first(intake):
    first = ("Salle 12/Température", "1"), ("salle-12/temp", "2"), ("salle-12/Temp", "3")
    batch = intake.sort([message(*one) for one in first], NOW)
    after = Intake("atelier", HubLimits(), batch.kinds, list(batch.readings), {}, infos=batch.infos)
    again = after.sort([message(*one) for one in reversed(first)], NOW)
    values = {name: readings[0].value for name, readings in batch.readings.items()}
    assert {name: readings[0].value for name, readings in again.readings.items()} == values
    assert len(values) == 3
    assert again.infos == {}


def test_same_quantity_of_one_device_is_one_series_on_all_its_topics(intake):
    told = ("stat/x/POWER", "ON"), ("stat/x/RESULT", {"POWER": "ON"}), ("tele/x/STATE", {"POWER": "ON"})
    assert heard(intake, *told)[0] == {"x power": [1, 1, 1]}


def test_fields_of_rtl_433_are_passed_over_once_its_events_were_heard(intake):
    event = ("rtl_433/host1/events", {"model": "Nexus-TH", "id": 12, "channel": 1, "temperature_C": 20.9})
    field = ("rtl_433/host1/devices/Nexus-TH/1/12/temperature_C", "20.9")
    assert heard(intake, event, field, field)[0] == {"nexus-th-1-12 temperature": 20.9}


def test_field_and_event_of_rtl_433_are_one_series(intake):
    event = ("rtl_433/host1/events", {"model": "Nexus-TH", "id": 12, "channel": 1, "temperature_C": 20.9})
    field = ("rtl_433/host1/devices/Nexus-TH/1/12/temperature_C", "20.9")
    assert heard(intake, field, event)[0] == {"nexus-th-1-12 temperature": [20.9, 20.9]}


def test_trainer_chooses_the_level_that_names_the_device(intake):
    accounts = NoAccounts()
    intake = Intake("atelier", HubLimits(), {}, [], {}, accounts=accounts)
    assert heard(intake, ("maison/rdc/salon/temp", "1"))[0] == {"maison rdc.salon.temp": 1}
    accounts.root_levels = (("maison", 3), ("maison/cave", 2))
    assert heard(intake, ("maison/rdc/salon/temp", "1"))[0] == {"salon temp": 1}
    assert heard(intake, ("maison/cave/temp", "1"))[0] == {"cave temp": 1}
    assert heard(intake, ("maison/rdc", "1"))[0] == {"rdc value": 1}


def test_time_of_a_senml_record_is_kept(intake):
    pack = [{"bn": "t", "bt": NOW / 1000 - 60, "v": 1}, {"t": 10, "v": 2}]
    batch = intake.sort([message("garden/senml", pack)], NOW)
    (readings,) = batch.readings.values()
    assert [(one.t_ms, one.is_stamped) for one in readings] == [(NOW - 60_000, False), (NOW - 50_000, False)]


@pytest.mark.parametrize(
    "payload",
    [
        '{"v": ' + "9" * 4000 + "}",
        '[{"n": "a", "v": ' + "9" * 4000 + "}]",
        '[{"n": "a", "v": 1e999}]',
        '[{"n": "a", "t": 1e999, "v": 1}]',
        '{"\\ud800": 1, "\\u0000": 2}',
        '"' * 8000,
        '{"a": "' + '\\"' * 3900,
        "{" * 8000,
        "nan" * 2600,
        "1" * 48 + " °C",
        '{"model": {}, "id": []}',
        "[" * 5000,
        "[]",
        "{}",
        '""',
        '{"": 1}',
    ],
)
@pytest.mark.parametrize(
    "topic",
    [
        "garden/x",
        "tele/x/SENSOR",
        "stat/x/STATUS8",
        "rtl_433/h/events",
        "x/status/switch:0",
        "zigbee2mqtt/x",
        "x/status",
    ],
)
def test_hostile_payload_trips_nobody(intake, topic, payload):
    intake.sort([message(topic, payload)], NOW)
    assert "fault" not in intake.refused


@pytest.mark.parametrize(
    "topic",
    [
        "/",
        "//",
        "tele",
        "tele/",
        "stat/x",
        "shellies",
        "zigbee2mqtt",
        "rtl_433",
        "homie",
        "homie/5",
        "homie/x",
        "spBv1.0",
        "status",
        "rpc",
        "status/x:0",
        "command/x:0",
        "state",
        "sensor/x/state",
        "x",
        "tele/LWT",
        "LWT",
    ],
)
def test_odd_topic_trips_nobody(intake, topic):
    intake.sort([message(topic, "1"), message(topic, "online"), message(topic, {"a": 1})], NOW)
    assert "fault" not in intake.refused
