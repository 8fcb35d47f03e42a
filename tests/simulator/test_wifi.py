"""Wi-Fi as ESP-IDF and MicroPython show it: joining, failing, losing, coming back, settings, an own access point."""

from __future__ import annotations

import pytest

from iot_lab.simulator.world.curves import Line
from iot_lab.simulator.world.network import AccessPoint, Phone, Span, Wifi
from tests.rigs.network_runs import JOINED, TRY, WIFI, printed, run_after
from tests.rigs.simulator_runs import seen

EACH_SECOND = """
for _ in range({}):
    print(wlan.status())
    time.sleep(1)
"""


def statuses(connect: str, seconds: int = 8, **around) -> list[int]:
    return [int(line) for line in printed(WIFI + TRY, connect + EACH_SECOND.format(seconds), **around)]


def test_station_is_idle_then_connecting_then_has_an_address():
    assert statuses("print(wlan.status())\nwlan.connect('atelier', 'atelier123')", 4) == [1000, 1001, 1001, 1010, 1010]


def test_wrong_password_is_said_after_the_handshake_and_while_it_tries_again():
    assert statuses("wlan.connect('atelier', 'wrong')", 6) == [1001, 1001, 1001, 202, 202, 202]


def test_absent_network_is_said_after_a_scan():
    assert statuses("wlan.connect('atelyer', 'atelier123')", 5) == [1001, 1001, 1001, 201, 201]


def test_late_access_point_is_joined_by_itself():
    outcome = run_after(WIFI, "wlan.connect('atelier', 'atelier123')\ntime.sleep(20)", wifi=Wifi(from_s=9))
    [(joined_us, _)] = seen(outcome, "wifi-joined")
    assert 9e6 < joined_us < 13e6


def test_lost_access_point_is_joined_again_by_itself():
    outcome = run_after(JOINED, "time.sleep(40)\nprint(wlan.isconnected())", wifi=Wifi(outages=(Span(10, 8),)))
    [_, (again_us, _)] = seen(outcome, "wifi-joined")
    assert [at_us for at_us, _ in seen(outcome, "wifi-lost")] == [10_000_000]
    assert 18e6 < again_us < 23e6
    assert outcome.output == "True\n"


def test_outage_that_begins_between_two_microseconds_is_noticed_once():
    outcome = run_after(JOINED, "time.sleep(20)", wifi=Wifi(outages=(Span(10.0000001, 4),)))
    assert [at for at, _ in seen(outcome, "wifi-lost")] == [10_000_001]


def test_silent_access_point_is_missed_only_after_a_while():
    around = Wifi(outages=(Span(10, 20),), notices_s=6)
    assert [at for at, _ in seen(run_after(JOINED, "time.sleep(20)", wifi=around), "wifi-lost")] == [16_000_000]


def test_short_silence_of_the_access_point_is_not_noticed():
    around = Wifi(outages=(Span(10, 4),), notices_s=6)
    assert seen(run_after(JOINED, "time.sleep(20)", wifi=around), "wifi-lost") == []


def test_station_gives_up_after_the_reconnects_it_was_given():
    program = "wlan.config(reconnects=1)\nwlan.connect('atelier', 'atelier123')\ntime.sleep(30)\nprint(wlan.isconnected(), wlan.status(), wlan.config('reconnects'))"
    outcome = run_after(WIFI, program, wifi=Wifi(from_s=6))
    assert outcome.output == "False 201 1\n"
    assert [(at // 1000, status) for at, status in seen(outcome, "wifi-failed")] == [(4_803, 201)]


def test_station_stays_gone_after_disconnect():
    program = "wlan.disconnect()\ntime.sleep(5)\nprint(wlan.isconnected(), wlan.status())"
    assert printed(JOINED, program) == ["False 1000"]


@pytest.mark.parametrize("before", ["", "time.sleep(5)\n"], ids=["joining", "joined"])
def test_second_connect_is_refused_by_the_driver(before):
    program = before + "print(tried(lambda: wlan.connect('atelier', 'atelier123')))"
    assert printed(WIFI + TRY + "wlan.connect('atelier', 'atelier123')\n", program) == ["OSError Wifi Internal Error"]


def test_connect_needs_an_active_station():
    program = "wlan.active(False)\nprint(tried(lambda: wlan.connect('a')), tried(wlan.disconnect), tried(wlan.scan))"
    [line] = printed(WIFI + TRY, program)
    assert line == "OSError Wifi Not Started OSError Wifi Not Started OSError STA must be active"


def test_switching_off_leaves_the_network():
    program = "wlan.active(False)\nprint(wlan.active(), wlan.isconnected(), wlan.ifconfig()[0])"
    assert printed(JOINED, program) == ["False False 0.0.0.0"]


def test_station_without_an_address_keeps_connecting():
    program = "wlan.connect('atelier', 'atelier123')\ntime.sleep(20)\nprint(wlan.status(), wlan.ifconfig()[0])"
    assert printed(WIFI, program, wifi=Wifi(lease_s=None)) == ["1001 0.0.0.0"]


def test_address_may_take_longer_than_joining():
    assert statuses("wlan.connect('atelier', 'atelier123')", 7, wifi=Wifi(lease_s=3))[3:] == [1001, 1001, 1010, 1010]


def test_open_network_needs_no_password():
    around = Wifi(others=(AccessPoint("libre"),))
    assert statuses("wlan.connect('libre')", 3, wifi=around) == [1001, 1001, 1010]


def test_missing_or_needless_password_is_another_failure():
    around = Wifi(others=(AccessPoint("libre"),))
    assert statuses("wlan.connect('atelier')", 4, wifi=around)[-1] == 210
    assert statuses("wlan.connect('libre', 'needless')", 4, wifi=around)[-1] == 211


def test_scan_lists_networks_the_strongest_first():
    around = Wifi(others=(AccessPoint("loin", rssi_dbm=-82, channel=11), AccessPoint("tard", from_s=30)))
    program = "for one in wlan.scan(): print(one[0], one[2], one[3], one[4])"
    assert printed(WIFI, program, wifi=around) == ["b'atelier' 6 -55 3", "b'loin' 11 -82 0"]


def test_signal_strength_follows_its_curve():
    around = Wifi(rssi_dbm=Line(((0, -40), (20, -80))))
    program = "time.sleep_ms(10000 - time.ticks_ms())\nprint(wlan.status('rssi'))"
    assert printed(JOINED, program, wifi=around) == ["-60"]


def test_signal_strength_needs_a_connection():
    assert printed(WIFI + TRY, "print(tried(lambda: wlan.status('rssi')))") == ["OSError Wifi Not Connected"]


def test_settings_are_asked_and_changed():
    program = """
    print(len(wlan.config('mac')), wlan.config('ssid'), wlan.config('essid'), wlan.config('channel'))
    wlan.config(txpower=8.5, pm=wlan.PM_NONE, hostname='serre')
    print(wlan.config('txpower'), wlan.config('pm'), wlan.config('dhcp_hostname'), network.hostname())
    print(tried(lambda: wlan.config('colour')), '|', tried(lambda: wlan.config(essid='x')))
    print(tried(lambda: wlan.config('mac', 'ssid')), '|', tried(lambda: wlan.config('mac', pm=1)))
    """
    assert printed(JOINED + TRY, program) == [
        "6 atelier atelier 6",
        "8.5 0 serre serre",
        "ValueError unknown config param | OSError AP required",
        "TypeError can query only one param | TypeError either pos or kw args are allowed",
    ]


def test_country_and_host_name_have_their_bounds():
    program = (
        "network.country('fr')\nprint(network.country(), network.phy_mode(), tried(lambda: network.hostname('x' * 33)))"
    )
    assert printed(WIFI + TRY, program) == ["FR None ValueError "]


def test_static_address_replaces_the_given_one():
    program = """
    print(wlan.ipconfig('has_dhcp4'), wlan.ipconfig('gw4'))
    wlan.ifconfig(('10.0.0.5', '255.0.0.0', '10.0.0.1', '10.0.0.1'))
    print(wlan.ifconfig()[0], wlan.ipconfig('dhcp4'))
    wlan.ipconfig(addr4='10.0.0.6/24')
    print(wlan.ipconfig('addr4'), tried(lambda: wlan.ifconfig(('10.0.0', '', '', ''))))
    wlan.ifconfig('dhcp')
    print(wlan.ifconfig()[0][:10])
    """
    lines = printed(JOINED + TRY, program)
    assert lines[:2] == ["True 192.168.4.1", "10.0.0.5 False"]
    assert lines[2:] == ["('10.0.0.6', '255.255.255.0') ValueError invalid arguments", "192.168.4."]


OWN = """
import network, time
ap = network.WLAN(network.AP_IF)
"""


def test_own_access_point_is_found_by_those_who_know_its_password():
    phones = (Phone(b"\x02\0\0\0\0\1", "12345678", 5), Phone(b"\x02\0\0\0\0\2", "wrong", 5))
    program = """
    ap.config(essid='serre', password='12345678', authmode=network.AUTH_WPA_WPA2_PSK)
    ap.active(True)
    print(ap.config('essid'), ap.ifconfig()[0], ap.isconnected())
    time.sleep(6)
    print(ap.isconnected(), ap.status('stations'))
    """
    lines = printed(OWN, program, wifi=Wifi(phones=phones))
    assert lines == ["serre 192.168.4.1 False", "True [(b'\\x02\\x00\\x00\\x00\\x00\\x01',)]"]


def test_own_access_point_takes_ten_stations_at_most():
    phones = tuple(Phone(bytes((2, 0, 0, 0, 0, number))) for number in range(14))
    program = """
    ap.active(True)
    print(len(ap.status('stations')))
    ap.config(max_clients=10)
    print(len(ap.status('stations')), tried(lambda: ap.config(max_clients=11)))
    """
    assert printed(OWN + TRY, program, wifi=Wifi(phones=phones)) == ["4", "10 RuntimeError Wifi Unknown Error 0x0102"]


def test_own_access_point_refuses_a_short_password():
    program = "print(tried(lambda: ap.config(essid='a', password='short', authmode=3)))"
    assert printed(OWN + TRY, program) == ["OSError Wifi Invalid Password"]


def test_own_access_point_does_not_connect():
    program = "print(tried(lambda: ap.connect('a')), tried(lambda: ap.status('rssi')), ap.config('ssid')[:4])"
    assert printed(OWN + TRY, program) == ["OSError Wifi Invalid Interface OSError STA required ESP_"]


def test_reset_forgets_the_connection():
    program = (
        JOINED + "import machine\nif machine.reset_cause() == 1: machine.reset()\ntime.sleep(3)\nprint(time.ticks_ms())"
    )
    outcome = run_after(program, "")
    assert len(seen(outcome, "wifi-joined")) == 2


def test_same_seed_gives_the_same_wifi():
    around = {"wifi": Wifi(outages=(Span(10, 8),))}
    first, second = (run_after(JOINED, "time.sleep(30)", **around) for _ in range(2))
    assert (first.events, first.fuel) == (second.events, second.fuel)


def test_outage_may_begin_between_two_microseconds():
    outcome = run_after(JOINED, "time.sleep(20)", wifi=Wifi(outages=(Span(10.0000004, 3),)))
    assert len(seen(outcome, "wifi-lost")) == 1
