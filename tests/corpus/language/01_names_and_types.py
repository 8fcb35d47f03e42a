# expect: types of the usual values
# prints: int 3
# prints: float 2.5
# prints: str lux
# prints: bool True
# prints: NoneType None
# prints: list [1, 2]
# prints: tuple (1, 2)
# prints: dict {'a': 1}
# prints: set {5}
# prints: bytes b'xy'
values = [3, 2.5, "lux", True, None, [1, 2], (1, 2), {"a": 1}, {5}, b"xy"]
for value in values:
    print(type(value).__name__, value)
