"""The guest's calls, answered: one file per domain, each with its `CALLS`; `door.py` gathers them."""
