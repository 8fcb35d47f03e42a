"""The script of axe-core, which finds what a page lacks for people with a disability; installed when it is missing."""

from __future__ import annotations

from pathlib import Path

from filelock import FileLock

ROOT = Path(__file__).resolve().parents[2]
SCRIPT = ROOT / "dashboard/node_modules/axe-core/axe.min.js"


def axe_script() -> str:
    """Return the text to run in a page."""
    if not SCRIPT.exists():
        install()
    return SCRIPT.read_text(encoding="utf-8")


def install() -> None:
    """Install it; two test runs at once wait for each other."""
    from build_hook.node import install_packages

    with FileLock(ROOT / "dashboard" / "node_modules.lock"):
        if not SCRIPT.exists():
            install_packages(ROOT, with_checks=True)


if __name__ == "__main__":
    install()
