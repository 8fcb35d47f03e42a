# expect: annotations are allowed and ignored
# prints: 6 5 abab
def area(width: float, height: float = 1.0) -> float:
    result: float = width * height
    return result


limit: int = 5
print(area(2, 3), limit, area("ab", 2))
