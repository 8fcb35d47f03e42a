"""A recogniser from its JSON. The JSON may have been edited or come from elsewhere: every part is looked at."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import numpy as np

from iot_lab.learning.errors import ModelUnreadable
from iot_lab.learning.features import chosen_features
from iot_lab.learning.fence import MOST_INVERSE, Fence
from iot_lab.learning.knobs import CENTRES, LINE, LOGISTIC, NAMES, NEIGHBOURS, NETWORK, TREE, UNUSUAL, settings_of
from iot_lab.learning.models.centres import CentresModel
from iot_lab.learning.models.line import LineModel
from iot_lab.learning.models.logistic import LogisticModel
from iot_lab.learning.models.neighbours import MOST_COARSE, NeighboursModel
from iot_lab.learning.models.network import NetworkModel
from iot_lab.learning.models.tree import tree_from_json
from iot_lab.learning.models.unusual import UnusualModel
from iot_lab.learning.plan import WindowPlan
from iot_lab.learning.recogniser import FORMAT, Recogniser, Regression
from iot_lab.learning.rounding import MOST_STEPS, FeatureSteps
from iot_lab.learning.takes import LEAST_HZ, MOST_AXES, MOST_HZ, MOST_PER, is_axis_list, is_label
from iot_lab.learning.windows import LEAST_SAMPLES, MOST_SAMPLES

if TYPE_CHECKING:
    from collections.abc import Callable

    from iot_lab.learning.arrays import Whole
    from iot_lab.learning.models.model import NamingModel

MOST_CLASSES, MOST_NAMES, MOST_KEPT = 20, 256, 1000
MOST_WHOLE: Final = 10**9


def recogniser_from_json(content: Any) -> Recogniser:
    """Return the recogniser of a JSON of `Recogniser.as_json`. Raises ModelUnreadable."""
    try:
        return _read(content)
    except (KeyError, TypeError, ValueError, OverflowError, AttributeError, IndexError) as error:
        raise ModelUnreadable(part=type(error).__name__) from None


def regression_from_json(content: Any) -> Regression:
    """Return the line of a JSON of `Regression.as_json`. Raises ModelUnreadable."""
    try:
        _must(content["format"] == FORMAT and content["kind"] == LINE, "kind")
        names = tuple(map(str, content["features"]))
        _must(0 < len(names) <= MOST_NAMES, "features")
        plan = _plan(content["window"]) if content["window"] is not None else None
        model = LineModel(_floats(content["model"]["weights"], len(names)), _floats([content["model"]["bias"]], 1)[0])
        return Regression(str(content["target"])[:80], names, plan, model)
    except (KeyError, TypeError, ValueError, OverflowError, AttributeError, IndexError) as error:
        raise ModelUnreadable(part=type(error).__name__) from None


def _read(content: dict[str, Any]) -> Recogniser:
    _must(content["format"] == FORMAT, "format")
    kind = content["kind"]
    _must(kind in NAMES and kind in _MODELS, "kind")
    classes = tuple(content["classes"])
    _must(0 < len(classes) <= MOST_CLASSES and all(map(is_label, classes)), "classes")
    names = tuple(content["features"])
    _must(0 < len(names) <= MOST_NAMES and all(isinstance(one, str) and len(one) <= 80 for one in names), "features")
    plan = _plan(content["window"]) if content["window"] is not None else None
    _must(plan is None or plan.names == names, "window")
    steps = FeatureSteps(*(_floats(content["steps"][part], len(names)) for part in ("mean", "half_steps")))
    told = content["fence"]
    size = (len(classes), len(names))
    fence = Fence(
        steps,
        _whole(told["centres"], size, -MOST_STEPS, MOST_STEPS),
        _whole(told["inverse"], size, 1, MOST_INVERSE),
        _whole(told["limits"], (len(classes),), 1, MOST_WHOLE),
    )
    model = _MODELS[kind](content["model"], steps, fence, size)
    kept = tuple((str(take)[:80], int(start)) for take, start in content["model"].get("windows", ()))
    _must(not kept or len(kept) == len(content["model"]["kept"]), "windows")
    return Recogniser(kind, settings_of(kind, content["knobs"]), classes, names, plan, steps, fence, model, kept)


def _plan(told: dict[str, Any]) -> WindowPlan:
    axes, features = told["axes"], tuple(told["features"])
    _must(isinstance(axes, list) and is_axis_list(axes) and len(axes) <= MOST_AXES, "axes")
    _must(bool(features) and chosen_features(features) == features, "features")
    rate_hz = float(told["rate_hz"])
    _must(LEAST_HZ <= rate_hz <= MOST_HZ, "rate_hz")
    size = _number(told["size"], LEAST_SAMPLES, MOST_SAMPLES)
    step, per = _number(told["step"], 1, MOST_WHOLE), _number(told["per"], 1, MOST_PER)
    return WindowPlan(size, step, rate_hz, tuple(axes), per, features)


def _centres(_told: Any, steps: FeatureSteps, fence: Fence, _size: tuple[int, int]) -> NamingModel:
    return CentresModel(steps, fence.centres)


def _unusual(_told: Any, steps: FeatureSteps, fence: Fence, _size: tuple[int, int]) -> NamingModel:
    return UnusualModel(steps, fence.centres, fence.inverse)


def _tree(told: Any, _steps: FeatureSteps, _fence: Fence, size: tuple[int, int]) -> NamingModel:
    return tree_from_json(told, *size)


def _logistic(told: Any, steps: FeatureSteps, _fence: Fence, size: tuple[int, int]) -> NamingModel:
    weights = _whole(told["weights"], size, -MOST_STEPS, MOST_STEPS)
    bias = _whole(told["bias"], (size[0],), -MOST_WHOLE, MOST_WHOLE)
    return LogisticModel(steps, weights, bias, _gain(told["sixteenths"]))


def _network(told: Any, steps: FeatureSteps, _fence: Fence, size: tuple[int, int]) -> NamingModel:
    neurons = len(told["hidden"])
    _must(0 < neurons <= MOST_NAMES, "hidden")
    return NetworkModel(
        steps,
        _whole(told["hidden"], (neurons, size[1]), -MOST_STEPS, MOST_STEPS),
        _whole(told["hidden_bias"], (neurons,), -MOST_WHOLE, MOST_WHOLE),
        tuple(_gain(one) for one in told["gains"][:neurons]),
        _whole(told["outer"], (size[0], neurons), -MOST_STEPS, MOST_STEPS),
        _whole(told["outer_bias"], (size[0],), -MOST_WHOLE, MOST_WHOLE),
        _gain(told["sixteenths"]),
    )


def _neighbours(told: Any, steps: FeatureSteps, _fence: Fence, size: tuple[int, int]) -> NamingModel:
    count = len(told["kept"])
    _must(0 < count <= MOST_KEPT, "kept")
    kept = _whole(told["kept"], (count, size[1]), -MOST_COARSE, MOST_COARSE)
    labels = _whole(told["labels"], (count,), 0, size[0] - 1)
    return NeighboursModel(steps, kept, labels, np.arange(count), _number(told["votes"], 1, count), size[0])


_MODELS: Final[dict[str, Callable[[Any, FeatureSteps, Fence, tuple[int, int]], NamingModel]]] = {
    TREE: _tree,
    NEIGHBOURS: _neighbours,
    CENTRES: _centres,
    LOGISTIC: _logistic,
    NETWORK: _network,
    UNUSUAL: _unusual,
}


def _must(is_right: bool, part: str) -> None:
    if not is_right:
        raise ModelUnreadable(part=part)


def _number(value: Any, least: int, most: int) -> int:
    _must(isinstance(value, int) and not isinstance(value, bool) and least <= value <= most, "number")
    return int(value)


def _gain(told: Any) -> tuple[int, int]:
    return _number(told[0], 1, 1 << 10), _number(told[1], 0, 60)


def _floats(told: Any, size: int) -> np.ndarray[Any, np.dtype[np.float32]]:
    found = np.array(told, np.float32)
    _must(found.shape == (size,) and bool(np.isfinite(found).all()), "steps")
    return found


def _whole(told: Any, size: tuple[int, ...], least: int, most: int) -> Whole:
    found = np.array(told)
    is_whole = found.shape == size and found.dtype.kind == "i"
    _must(is_whole and bool(((found >= least) & (found <= most)).all()), "numbers")
    return found.astype(np.int64)
