"""What a project of the AI bench is beside its takes: its labels, the answers on its card, the boards it runs on.

One small file a project, with its spare. Where both are damaged, that is said as the room opens, with the place of
their copies, and the project is begun anew: its takes are in the store, and say most of it again.
"""

from __future__ import annotations

import threading
from dataclasses import asdict, dataclass, field
from typing import TYPE_CHECKING, Any, Final

from iot_lab.contract.topics import is_name
from iot_lab.kept_json import BothDamaged, FileUnwritten, KeptJson
from iot_lab.learning.takes import OTHER, is_label
from iot_lab.set_aside import copy_aside
from iot_lab.workshop.ai.errors import AiProjectDamaged, AiRequestWrong

if TYPE_CHECKING:
    from pathlib import Path

    from iot_lab.errors import LabError

FIRST_PROJECT: Final = "gestes"
MOST_LABELS: Final = 10
"""One for each digit key."""


@dataclass
class AiProject:
    """`labels` hold "other" from the start; `boards`: board -> the names its model answers with."""

    name: str
    labels: list[str] = field(default_factory=lambda: [OTHER])
    purpose: str = ""
    limits: str = ""
    boards: dict[str, list[str]] = field(default_factory=dict)


class AiProjects:
    """The projects of one data folder."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder / "ai"
        self._lock = threading.Lock()
        self.notices: list[LabError] = []
        """What was mended when it was opened, and what could not be."""
        if self._folder.is_file():
            self.notices.append(AiProjectDamaged(path=self._folder, copy=copy_aside(self._folder)))
            self._folder.unlink()
        for name in self.names():
            self._look_at(name)

    def names(self) -> list[str]:
        """Return the projects, by name; there is always a first one."""
        found = {path.name.partition(".")[0] for path in self._folder.glob("*.json*")}
        return sorted({name for name in found if is_name(name)} | {FIRST_PROJECT})

    def project(self, name: str) -> AiProject:
        """Return a project, new where there is none of this name. Raises AiRequestWrong."""
        if not is_name(name):
            raise AiRequestWrong
        try:
            return self._kept(name).read(lambda kept: _read(name, kept))[0] or AiProject(name)
        except (OSError, BothDamaged):
            return AiProject(name)

    def save(self, project: AiProject) -> None:
        """Keep a project. Raises FileUnwritten."""
        kept = self._kept(project.name)
        with self._lock:
            try:
                self._folder.mkdir(exist_ok=True)
                kept.write(asdict(project))
            except OSError as error:
                raise FileUnwritten(path=kept.path, reason=error) from error

    def _kept(self, name: str) -> KeptJson:
        return KeptJson(self._folder / f"{name}.json")

    def _look_at(self, name: str) -> None:
        kept = self._kept(name)
        try:
            self.notices += kept.read(lambda content: _read(name, content))[1]
        except BothDamaged as damaged:
            self.notices.append(AiProjectDamaged(path=kept.path, copy=damaged.copy))
        except OSError as error:
            self.notices.append(FileUnwritten(path=kept.path, reason=error))

    def add_label(self, name: str, label: str) -> None:
        """Add a label, after those there are. Raises AiRequestWrong."""
        project = self.project(name)
        if not is_label(label) or len(project.labels) >= MOST_LABELS:
            raise AiRequestWrong
        if label not in project.labels:
            project.labels.insert(len(project.labels) - 1, label)
            self.save(project)

    def names_on(self, board: str) -> list[str]:
        """Return the names that the model on a board answers with; none where no model was sent to it."""
        return next((found for name in self.names() if (found := self.project(name).boards.get(board))), [])

    def sent(self, name: str, board: str, classes: list[str]) -> None:
        """Remember which names a board's answers mean; a board runs one model."""
        for other in self.names():
            project = self.project(other)
            if project.boards.pop(board, None) is not None:
                self.save(project)
        project = self.project(name)
        project.boards[board] = classes
        self.save(project)

    def give_board_name(self, old: str, new: str) -> None:
        """Let the answers of a board be known by its new name."""
        for project in map(self.project, self.names()):
            if old in project.boards:
                project.boards[new] = project.boards.pop(old)
                self.save(project)


def _read(name: str, kept: dict[str, Any]) -> AiProject:
    labels = [one for one in kept.get("labels", []) if isinstance(one, str) and is_label(one)][:MOST_LABELS]
    boards = {
        board: [one for one in classes if isinstance(one, str)]
        for board, classes in kept.get("boards", {}).items()
        if is_name(board) and isinstance(classes, list)
    }
    if OTHER not in labels:
        labels.append(OTHER)
    return AiProject(name, labels, str(kept.get("purpose", ""))[:500], str(kept.get("limits", ""))[:500], boards)
