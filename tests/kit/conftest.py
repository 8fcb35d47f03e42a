"""Fixtures for tests of the whole kit."""

import pytest

from tests.rigs.running_kit import RunningKit


@pytest.fixture
def kit(tmp_path):
    """A kit without simulated boards, not started yet; killed at the end."""
    running = RunningKit(tmp_path / "data", "--simulate", "0")
    yield running
    running.kill()


@pytest.fixture
def simulating_kit(tmp_path):
    """A kit with three simulated boards, not started yet; killed at the end."""
    running = RunningKit(tmp_path / "data", "--simulate", "3")
    yield running
    running.kill()
