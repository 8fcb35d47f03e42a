"""Lists of samples in `data/<series>`: what is taken, what is refused, and how many mutations end in neither."""

from __future__ import annotations

import json
import random

import pytest

from iot_lab.hub.intake import Intake
from iot_lab.hub.limits import HubLimits
from iot_lab.hub.messages import ReceivedMessage
from tests.contract.vectors import LISTS, NO_LISTS

NOW = 1_764_000_000_000


def sorted_batch(payload, **limits):
    intake = Intake("atelier", HubLimits(**limits), {}, [], {})
    raw = payload if isinstance(payload, bytes) else json.dumps(payload).encode()
    message = ReceivedMessage(b"lab/atelier/c-1/data/motion", raw, 1, 1, False, False, NOW, 1)
    return intake, intake.sort([message], NOW)


@pytest.mark.parametrize("payload", LISTS, ids=lambda payload: str(payload)[:40])
def test_list_of_the_contract_becomes_one_block(payload):
    _, batch = sorted_batch(payload)
    ((name, (block,)),) = batch.blocks.items()
    values = payload["v"] if isinstance(payload["v"], dict) else {"": payload["v"]}
    assert name == ("c-1", "motion")
    assert block.size == len(next(iter(values.values())))
    assert [list(column) for column in block.columns] == list(values.values())


@pytest.mark.parametrize("payload", NO_LISTS, ids=lambda payload: str(payload)[:60])
def test_list_that_is_none_is_refused_whole(payload):
    intake, batch = sorted_batch(payload)
    assert (batch.blocks, batch.readings, sum(intake.refused.values())) == ({}, {}, 1)


def test_samples_of_a_list_without_a_time_end_as_it_arrives():
    _, batch = sorted_batch({"v": [1, 2, 3], "dt": 20, "n": 5})
    (block,) = batch.blocks["c-1", "motion"]
    assert [(one.t_ms, one.n) for one in block.readings(0)] == [(NOW - 40, 5), (NOW - 20, 6), (NOW, 7)]


def test_a_list_longer_than_8_kb_is_refused():
    intake, batch = sorted_batch({"v": {"ax": [123456.789012345] * 64, "ay": [1] * 64}, "dt": 20, "x": "x" * 8000})
    assert (batch.blocks, dict(intake.refused)) == ({}, {"size": 1})


def test_a_list_counts_as_the_series_it_makes():
    intake, _ = sorted_batch({"v": {"ax": [1], "ay": [2], "az": [3]}, "dt": 20}, series_per_board=2)
    assert dict(intake.refused) == {"series": 1}


def test_mutated_lists_are_taken_or_refused_and_nothing_else():
    draw = random.Random(15)
    texts = [json.dumps(one).encode() for one in LISTS[:4] + NO_LISTS[:8]]
    for _ in range(600):
        raw = bytearray(draw.choice(texts))
        for _ in range(draw.randrange(1, 6)):
            place = draw.randrange(len(raw))
            raw[place : place + draw.randrange(3)] = draw.choice(
                [b"", b"[", b"]", b"1e999", b"-", b"null", b"{", b",", b"\xff"]
            )
        intake, batch = sorted_batch(bytes(raw))
        assert len(batch.blocks) + len(batch.readings) + sum(intake.refused.values()) >= 1
