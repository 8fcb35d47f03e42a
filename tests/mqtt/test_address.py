"""The address given with --broker."""

import pytest

from iot_lab.mqtt.address import BrokerAddress, BrokerUrlRefused


def test_ports_follow_the_scheme():
    assert BrokerAddress.parse("mqtt://10.0.0.2").port == 1883
    assert BrokerAddress.parse("mqtts://broker.lan").port == 8883
    assert BrokerAddress.parse("mqtt://10.0.0.2:2000").port == 2000


def test_address_reads_back_with_awkward_passwords():
    address = BrokerAddress("10.0.0.2", 1883, "hub", "p@ss/w:rd%")
    assert BrokerAddress.parse(address.url) == address


def test_broker_may_have_several_places():
    address = BrokerAddress.parse("mqtts://hub:s%2Cx@one.lan,two.lan:9000,[::1]/")
    assert address.places == (("one.lan", 8883), ("two.lan", 9000), ("::1", 8883))
    assert (address.name, address.password, address.is_encrypted) == ("hub", "s,x", True)
    assert BrokerAddress.parse(address.url) == address


def test_what_is_shown_of_an_address_has_no_secret():
    address = BrokerAddress.parse("mqtt://hub:secret@10.0.0.2,10.0.0.3:2000")
    assert str(address) == "10.0.0.2:1883,10.0.0.3:2000"
    assert "secret" not in repr(address)


@pytest.mark.parametrize(
    "url",
    [
        "",
        "10.0.0.2",
        "http://10.0.0.2",
        "mqtt://",
        "mqtt://10.0.0.2:x",
        "mqtt://10.0.0.2:70000",
        "mqtt://10.0.0.2,",
        "mqtt://10.0.0.2/lab",
        "mqtt://10.0.0.2?a=b",
        "mqtt://[::1",
    ],
)
def test_other_addresses_are_refused(url):
    with pytest.raises(BrokerUrlRefused):
        BrokerAddress.parse(url)


def test_password_never_stands_in_the_error():
    with pytest.raises(BrokerUrlRefused) as caught:
        BrokerAddress.parse("http://hub:secret@10.0.0.2")
    assert "secret" not in str(caught.value)
