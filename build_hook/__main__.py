"""`python -m build_hook [STEP...]`: rebuild what is out of date in a checkout (all steps, or the named ones)."""

from __future__ import annotations

import sys
from pathlib import Path

from build_hook.steps import build_all

build_all(Path(__file__).resolve().parent.parent, sys.argv[1:])
