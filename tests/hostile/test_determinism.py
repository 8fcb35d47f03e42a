"""The same submission and seed give the same trace, the same fuel and the same report, in every process."""

import json
import os
import subprocess
import sys
from pathlib import Path

HASH_SEEDS = ("0", "1", "4242", "random")
RUNS = 200


def test_two_hundred_runs_in_four_processes_give_one_trace_one_fuel_and_one_report():
    script = str(Path(__file__).with_name("run_again.py"))
    running = [
        subprocess.Popen(
            [sys.executable, script, str(RUNS // len(HASH_SEEDS))],
            stdout=subprocess.PIPE,
            text=True,
            env={**os.environ, "PYTHONHASHSEED": hash_seed},
        )
        for hash_seed in HASH_SEEDS
    ]
    told = [json.loads(process.communicate()[0]) for process in running]
    assert all(one == told[0] for one in told)
    assert [len(told[0][name]) for name in ("traces", "fuels", "reports")] == [1, 1, 1]
    assert (told[0]["end"], told[0]["events"] > 50) == ("deadline", True)
