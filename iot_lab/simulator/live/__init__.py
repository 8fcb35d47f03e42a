"""Simulated boards in wall time, on a real broker or in a scenario: to the rest of the kit they are boards."""
