"""docs/protocol.md is true: its examples decode, its limits are the code's."""

import re
from pathlib import Path

from iot_lab.broker import Limits as BrokerLimits
from iot_lab.hub import decode
from iot_lab.hub.limits import Limits

TEXT = (Path(__file__).resolve().parents[2] / "docs" / "protocol.md").read_text(encoding="utf-8")
NOW = 1_764_000_000_000


def test_samples_of_the_document_decode():
    samples = re.findall(r"```sample\n(.*?)\n```", TEXT, re.DOTALL)
    found = [decode.data("motion", sample.encode(), NOW, Limits()) for sample in samples]
    assert [len(readings) for readings in found] == [1, 1, 3]


def test_description_of_the_document_decodes():
    (example,) = re.findall(r"```json\n(.*?)\n```", TEXT, re.DOTALL)
    assert decode.info(example.encode(), Limits())["series"]["temperature"] == "°C"


def test_limits_of_the_document_are_the_codes():
    hub, broker = Limits(), BrokerLimits()
    said = (
        f"| {hub.boards}, {hub.series_per_board} |",
        f"| values in one message | {hub.values_per_message} |",
        f"| {hub.data_bytes // 1024} KB; a line of log {hub.log_line_characters} characters |",
        f"| {broker.packet_bytes // 1024} KB |",
        f"| {broker.messages_per_s:,} a second with a burst of {2 * broker.messages_per_s:,};",
        f"| {broker.queued_messages:,}, {broker.queued_bytes // 1024**2} MB;",
        f"| {broker.retained_messages:,}, {broker.retained_bytes // 1024**2} MB |",
    )
    assert [line for line in said if line not in TEXT] == []
