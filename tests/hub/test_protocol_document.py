"""docs/protocol.md is true: its examples decode, its limits are the code's."""

import re
from pathlib import Path

from iot_lab.broker import BrokerLimits
from iot_lab.hub import decode
from iot_lab.hub.intake import Intake
from iot_lab.hub.limits import HubLimits
from iot_lab.hub.messages import ReceivedMessage
from iot_lab.hub.places_for_series import QUIET_MS
from iot_lab.store.telemetry.counting import MOST_GAPS, MOST_MISSING_AT_START
from iot_lab.store.telemetry.writer import LOG_LINES_KEPT

TEXT = (Path(__file__).resolve().parents[2] / "docs" / "protocol.md").read_text(encoding="utf-8")
NOW = 1_764_000_000_000


def test_samples_of_the_document_decode():
    samples = re.findall(r"```sample\n(.*?)\n```", TEXT, re.DOTALL)
    found = [decode.data("motion", sample.encode(), NOW, HubLimits()) for sample in samples]
    assert [len(readings) for readings in found] == [1, 1, 3]
    (lists,) = re.findall(r"```samples\n(.*?)\n```", TEXT, re.DOTALL)
    block = decode.data("motion", lists.encode(), NOW, HubLimits())
    assert (block.names, block.size, block.readings(0)[2]) == (("ax", "ay", "az"), 3, (NOW + 40, 20, 0.03, False))


def test_description_of_the_document_decodes():
    (example,) = re.findall(r"```info\n(.*?)\n```", TEXT, re.DOTALL)
    assert decode.info(example.encode(), HubLimits())["series"]["temperature"] == "°C"


def test_limits_of_the_document_are_the_codes():
    hub, broker = HubLimits(), BrokerLimits()
    said = (
        f"| {hub.boards}, beside those that have an account of the room; {hub.series_per_board} |",
        f"| series of a board in all | {hub.series_of_a_board_in_all}: a new one takes the place of one that was silent for {QUIET_MS // 1000} s |",
        f"| {hub.devices}, {hub.devices_of_an_account} |",
        f"| values in one message | {hub.values_per_message} |",
        f"| of a list: samples, numbers | {hub.list_samples}, {hub.list_numbers} |",
        f"| {hub.data_bytes // 1024} KB; a line of log {hub.log_line_characters} characters |",
        f"| {broker.packet_bytes // 1024} KB |",
        f"| {broker.levels} levels, a filter {broker.filter_bytes:,} bytes; a client identifier {broker.client_id_bytes}",
        f"| {broker.connections:,}, {broker.connections_per_account} of one account; {broker.waiting_connections} that",
        f"| {broker.subscriptions} filters, {broker.inflight:,} messages that",
        f"| {broker.persistent_sessions}, {broker.persistent_sessions_per_account} of one account:",
        f"| {broker.messages_per_s:,} a second with a burst of {2 * broker.messages_per_s:,};",
        f"| {broker.queued_messages:,}, {broker.queued_bytes // 1024**2} MB;",
        f"| {hub.messages_per_s:,.0f} a second over time, after {hub.burst_messages:,.0f} at once",
        f"| {hub.waiting_messages:,}, {hub.waiting_bytes // 1024**2} MB; beyond, those of QoS 1 wait",
        f"| lines of log kept for each board | {LOG_LINES_KEPT:,} |",
        f"begins at 2 to {MOST_MISSING_AT_START},",
        f"The last {MOST_GAPS} gaps",
        f"| {broker.retained_messages:,}, {broker.retained_messages_per_account} of one account, {broker.retained_bytes // 1024**2} MB;",
    )
    assert [line for line in said if line not in TEXT] == []


def test_devices_of_the_document_become_what_it_says():
    rows = re.findall(r"^\| [\w ]+ \| `(\S+)` `(.+)` \| `(\S+)`, `(\S+)` \|$", TEXT, re.MULTILINE)
    assert len(rows) == 9
    for topic, payload, device, series in rows:
        intake = Intake("atelier", HubLimits(), {}, [], {})
        batch = intake.sort([ReceivedMessage(topic.encode(), payload.encode(), 1, 1, False, False, NOW, 1)], NOW)
        assert list(batch.readings) == [(device, series)]


def test_every_reason_to_refuse_is_in_the_document():
    sources = [source.read_text() for source in Path(decode.__file__).parent.rglob("*.py")]
    written = r'(?:MessageRefused|NoData|note)\((?:message\.topic, )?"([a-z-]+)"'
    reasons = {found for source in sources for found in re.findall(written, source)}
    assert {"sparkplug", "left-out", "unit"} <= reasons
    assert {reason for reason in reasons if f"`{reason}`" not in TEXT} == set()
