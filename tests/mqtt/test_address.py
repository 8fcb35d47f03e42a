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


@pytest.mark.parametrize(
    "url", ["", "10.0.0.2", "http://10.0.0.2", "mqtt://", "mqtt://10.0.0.2:x", "mqtt://10.0.0.2:70000"]
)
def test_other_addresses_are_refused(url):
    with pytest.raises(BrokerUrlRefused):
        BrokerAddress.parse(url)


def test_password_never_stands_in_the_error():
    with pytest.raises(BrokerUrlRefused) as caught:
        BrokerAddress.parse("http://hub:secret@10.0.0.2")
    assert "secret" not in str(caught.value)
