"""The grammar of the room's topics."""

import pytest

from iot_lab.contract.topics import BoardTopic, parse


@pytest.mark.parametrize(
    "text",
    ["lab/atelier/capteur-01/status", "lab/atelier/capteur-01/data/temperature", "lab/a/b/do/run", "lab/a/b/done/run"],
)
def test_topic_reads_back_as_it_was_written(text):
    assert str(parse(text)) == text


@pytest.mark.parametrize(
    "text",
    [
        "",
        "lab",
        "lab/a/b",
        "lab/a/b/status/x",
        "lab/a/b/data",
        "lab/a/b/data/x/y",
        "lab/A/b/status",
        "lab/a//status",
        "tele/a/b/status",
        "lab/a/b/data/é",
        "lab/a/b/other",
    ],
)
def test_other_topics_are_not_ours(text):
    assert parse(text) is None


def test_parts_have_names():
    assert parse("lab/atelier/capteur-01/data/light") == BoardTopic("atelier", "capteur-01", "data", "light")
