"""Messages to the hub: one alone at once, many in bunches, in their order, nothing before the journal has it."""

import random

from iot_lab.broker.gathering import GAP_S, MOST, Gathering


def delays(per_s, seconds=20.0):
    """Return how long messages at random moments wait."""
    chance, gathering = random.Random(5), Gathering()
    now_s, sent_at, waiting, found, bunches = 0.0, None, [], [], 0
    while now_s < seconds:
        now_s += chance.expovariate(per_s)
        if sent_at is not None and sent_at <= now_s:
            assert gathering.wait_s(len(waiting), sent_at) == 0.0
            found += [sent_at - came for came in waiting]
            waiting, sent_at, bunches = [], None, bunches + 1
        waiting.append(now_s)
        if sent_at is None:
            wait_s = gathering.wait_s(len(waiting), now_s)
            if wait_s == 0.0:
                found += [now_s - came for came in waiting]
                waiting, bunches = [], bunches + 1
            else:
                sent_at = now_s + wait_s + 1e-9
    return sorted(found), bunches


def busy():
    """Return the pace of a connection that was sent five hundred a second for two seconds."""
    gathering = Gathering()
    for step in range(201):
        gathering.wait_s(5, step / 100)
    gathering.wait_s(MOST, 2.0)
    return gathering


def test_few_messages_go_at_once():
    waited, _ = delays(30)
    assert waited[len(waited) * 95 // 100] == 0.0


def test_many_go_in_bunches_and_none_waits_longer_than_the_gap():
    waited, bunches = delays(300)
    assert bunches < len(waited) / 8
    assert waited[-1] < GAP_S + 1e-6
    assert waited[len(waited) // 2] < GAP_S * 0.7


def test_first_after_a_pause_goes_at_once():
    gathering = busy()
    assert gathering.wait_s(1, 2.001) > 0.0
    assert gathering.wait_s(1, 10.0) == 0.0


def test_so_many_wait_no_longer():
    gathering = busy()
    assert gathering.wait_s(MOST, 2.001) == 0.0
