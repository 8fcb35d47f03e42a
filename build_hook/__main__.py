"""`python -m build_hook [STEP...]`: rebuild what is out of date in a checkout (or just the named steps).

`python -m build_hook types` checks the pages' TypeScript instead, `board-types` the board's own code.
"""

from __future__ import annotations

import sys
from pathlib import Path

from build_hook import board_types
from build_hook.frontend import check_types
from build_hook.steps import build_all

ROOT = Path(__file__).resolve().parent.parent

if sys.argv[1:] == ["types"]:
    check_types(ROOT)
elif sys.argv[1:] == ["board-types"]:
    sys.exit(board_types.check(ROOT))
else:
    build_all(ROOT, sys.argv[1:])
