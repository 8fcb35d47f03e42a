"""Our broker beside mosquitto, amqtt and iotcore, in one run: throughput, delay, memory, loss.

One core for the broker, the other for the load. `python bench/broker.py [--quick]`; exit 1 when the goal is missed.
"""

from __future__ import annotations

import argparse
import os
import sys
from contextlib import suppress
from dataclasses import dataclass, field

from broker_load import Result, flood, steady
from broker_peers import Peer, prepare

LOAD_CORE = 1
FLOODS = ((30, 0), (30, 1), (200, 0), (200, 1))
MESSAGES = {"ours": 60_000, "ours, journal": 60_000, "mosquitto": 60_000, "iotcore": 20_000, "amqtt": 4_000}
LEAST_THROUGHPUT = 0.8
MOST_DELAY = 1.5
MOST_MEMORY_MB = 60.0
RATE_PER_S = 1000


@dataclass
class Measured:
    """What one broker did: messages/s of each flood, delays in ms by QoS, memory in MB, messages lost."""

    floods: dict[tuple[int, int], float] = field(default_factory=dict)
    p50_ms: dict[int, float] = field(default_factory=dict)
    p99_ms: dict[int, float] = field(default_factory=dict)
    memory_mb: float = 0.0
    lost: int = 0


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--quick", action="store_true", help="fewer messages, under 50 s")
    quick = parser.parse_args().quick
    missing = prepare()
    for reason in missing:
        print("not compared:", reason)
    with suppress(AttributeError, OSError):
        os.sched_setaffinity(0, {LOAD_CORE})
    names = [name for name in MESSAGES if not any(reason.startswith(name) for reason in missing)]
    found = {}
    for name in names:
        with suppress(RuntimeError, AssertionError, OSError):
            found[name] = _measure(name, quick=quick)
        if name not in found:
            print("not compared:", name, "did not survive the load")
    _print_table(found)
    return _judge(found)


def _measure(name: str, *, quick: bool) -> Measured:
    measured = Measured()
    for publishers, qos in FLOODS:
        runs = [_flood_once(name, publishers, qos, measured, quick=quick) for _ in range(1 if quick else 3)]
        measured.floods[publishers, qos] = sorted(run.per_s for run in runs)[len(runs) // 2]
    for qos in (0, 1):
        peer = Peer(name)
        result = steady(peer.port, 30, qos, RATE_PER_S, 1.5 if quick else 6)
        measured.lost += result.sent - result.received
        measured.p50_ms[qos], measured.p99_ms[qos] = result.delay_ms(0.5), result.delay_ms(0.99)
        peer.close()
    return measured


def _flood_once(name: str, publishers: int, qos: int, measured: Measured, *, quick: bool) -> Result:
    peer = Peer(name)
    messages = MESSAGES[name] // (3 if quick else 1)
    result = flood(peer.port, publishers, qos, messages)
    measured.lost += result.sent - result.received
    measured.memory_mb = max(measured.memory_mb, peer.memory_mb())
    peer.close()
    return result


def _print_table(found: dict[str, Measured]) -> None:
    heads = [f"{publishers} x QoS {qos}" for publishers, qos in FLOODS]
    print(f"{'':15}" + "".join(f"{head:>20}" for head in heads) + f"{'p50 (p99) ms QoS 0/1':>28}{'MB':>7}{'lost':>7}")
    reference = found.get("mosquitto")
    for name, measured in found.items():
        cells = [_cell(measured.floods[load], reference.floods[load] if reference else 0) for load in FLOODS]
        delays = " / ".join(f"{measured.p50_ms[qos]:.2f} ({measured.p99_ms[qos]:.1f})" for qos in (0, 1))
        print(f"{name:15}" + "".join(cells) + f"{delays:>28}{measured.memory_mb:7.0f}{measured.lost:7}")


def _cell(per_s: float, reference: float) -> str:
    ratio = f" (x{per_s / reference:.2f})" if reference else ""
    return f"{per_s:,.0f}/s{ratio}".rjust(20)


def _judge(found: dict[str, Measured]) -> int:
    ours, reference = found.get("ours"), found.get("mosquitto")
    if ours is None or reference is None:
        print("goal: missed, ours or mosquitto could not be measured")
        return 1
    throughput = min(ours.floods[load] / reference.floods[load] for load in FLOODS)
    delay = max(ours.p50_ms[qos] / reference.p50_ms[qos] for qos in (0, 1))
    memory = max(found[name].memory_mb for name in ("ours", "ours, journal") if name in found)
    lost = sum(found[name].lost for name in ("ours", "ours, journal") if name in found)
    is_met = throughput >= LEAST_THROUGHPUT and delay <= MOST_DELAY and memory < MOST_MEMORY_MB and lost == 0
    verdict = "met" if is_met else "missed"
    print(
        f"goal: {verdict}: throughput x{throughput:.2f} of mosquitto's (at least {LEAST_THROUGHPUT}), "
        f"p50 x{delay:.2f} (at most {MOST_DELAY}), {memory:.0f} MB (under {MOST_MEMORY_MB:.0f}), {lost} lost (none)"
    )
    return 0 if is_met else 1


if __name__ == "__main__":
    sys.exit(main())
