"""The imports of the guest by their names: those that a run answers, and what the C library asks for in vain."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Callable

# WASI preview 1 error numbers (https://github.com/WebAssembly/WASI, `errno`): what the C library inside expects.
BADF: Final = 8
INVAL: Final = 28
NOENT: Final = 44


def answers_with(*own: Callable[..., int]) -> dict[str, Callable[..., int]]:
    """Return the answer of each import by its name, a run's own among them; nobody asks `host_result_cap`."""
    answers: dict[str, Callable[..., int]] = {one.__name__: one for one in own}
    for name in ("environ_get", "sched_yield", "fd_close", "fd_sync"):
        answers[name] = lambda *_: 0
    for name in ("fd_prestat_get", "fd_prestat_dir_name", "fd_readdir", "fd_seek"):
        answers[name] = lambda *_: BADF
    for name in (
        "path_create_directory", "path_filestat_get", "path_open", "path_readlink", "path_remove_directory",
        "path_rename", "path_unlink_file",
    ):  # fmt: skip
        answers[name] = lambda *_: NOENT
    return answers
