# expect: try, except, else and finally, in which order they run
# prints: try
# prints: went well
# prints: always
# prints: 2.0
# prints: try
# prints: divided by zero
# prints: always
# prints: caught
# prints: try
# prints: bad value: ValueError
# prints: always
# prints: bad
# prints: try
# prints: bad value: TypeError
# prints: always
# prints: bad
def attempt(action):
    try:
        print("try")
        result = action()
    except ZeroDivisionError:
        print("divided by zero")
        return "caught"
    except (TypeError, ValueError) as error:
        print("bad value:", type(error).__name__)
        return "bad"
    else:
        print("went well")
        return result
    finally:
        print("always")


print(attempt(lambda: 6 / 3))
print(attempt(lambda: 6 / 0))
print(attempt(lambda: int("six")))
print(attempt(lambda: "6" + 3))
