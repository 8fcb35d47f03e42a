"""Bundle the pages' TypeScript and styles with esbuild (`dashboard/build.mjs`) into hashed, compressed files."""

from __future__ import annotations

import subprocess
from typing import TYPE_CHECKING

from build_hook.node import install_packages

if TYPE_CHECKING:
    from pathlib import Path


def make(root: Path, target: Path) -> None:
    """Write the bundle, its `manifest.json` and a `.gz` beside each file into `target`.

    `build.mjs` removes what an older build left there.
    """
    node = install_packages(root)
    command = [*node.node, "build.mjs", str(target.resolve())]
    subprocess.run(command, cwd=root / "dashboard", env=node.environment(), check=True)


def check_types(root: Path) -> None:
    """Run TypeScript's own compiler over `dashboard/src`; raises subprocess.CalledProcessError where it complains."""
    node = install_packages(root, with_checks=True)
    command = [*node.node, "node_modules/typescript/bin/tsc", "--noEmit"]
    subprocess.run(command, cwd=root / "dashboard", env=node.environment(), check=True)
