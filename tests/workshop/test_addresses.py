"""The addresses shown to the room."""

from iot_lab.workshop.addresses import order_addresses, room_addresses


def test_a_chosen_host_is_the_only_address():
    assert room_addresses("192.168.1.20") == ["192.168.1.20"]


def test_loopback_and_link_local_are_left_out():
    assert order_addresses([("lo", "127.0.0.1"), ("eth0", "169.254.3.4"), ("wlan0", "192.168.1.20")]) == [
        "192.168.1.20"
    ]


def test_virtual_interfaces_come_last():
    found = order_addresses([("docker0", "172.17.0.1"), ("wlan0", "10.0.0.7"), ("eth0", "8.8.4.4")])
    assert found == ["10.0.0.7", "8.8.4.4", "172.17.0.1"]


def test_listening_everywhere_gives_at_least_one_address():
    assert room_addresses("0.0.0.0")
