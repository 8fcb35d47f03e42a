"""What the AI bench refuses."""

from __future__ import annotations

from iot_lab.errors import LabError


class AiRequestWrong(LabError):
    """A project, a label, a person or a length that cannot be one."""

    code = "ai-request-wrong"


class NothingToSend(LabError):
    """No model was trained since the kit started."""

    code = "nothing-to-send"


class ModelTooLarge(LabError):
    """The model does not fit a board. Details: proposal."""

    code = "model-too-large"


class AiProjectDamaged(LabError):
    """A project's file and its spare cannot be read, and it is begun anew. Details: path, copy."""

    code = "ai-project-damaged"
