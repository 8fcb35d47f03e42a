"""The parts one can put on the board: one file each, a frozen dataclass with `attach(board)`."""
