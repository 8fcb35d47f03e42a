"""Learners' own simulated boards, drawn alive on the exercise's page: made on demand, ended when nobody cares."""

from iot_lab.workshop.drawn_boards.boards import DrawnBoards, DrawnBoardsFull, topic_of
from iot_lab.workshop.drawn_boards.world import DrawnWorld, drawn_world

__all__ = ["DrawnBoards", "DrawnBoardsFull", "DrawnWorld", "drawn_world", "topic_of"]
