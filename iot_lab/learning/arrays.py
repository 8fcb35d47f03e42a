"""Names of the arrays that go around here; imported for type hints alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from typing import TypeAlias

    import numpy as np
    from numpy.typing import NDArray

    Rows: TypeAlias = NDArray[np.float32]
    Whole: TypeAlias = NDArray[np.int64]
    Marks: TypeAlias = NDArray[np.bool_]
