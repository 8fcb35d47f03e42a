# expect: a whole number that begins with 0 is refused (since 1.25), as text too where the base is to be found
# prints: 10 SyntaxError ValueError
def kind(work):
    try:
        work()
    except (SyntaxError, ValueError) as error:
        return type(error).__name__


print(int("010"), kind(lambda: exec("x = 010")), kind(lambda: int("010", 0)))
