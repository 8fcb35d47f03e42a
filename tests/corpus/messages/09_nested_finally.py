# expect: return in finally, finally after break, error in except
# prints: n 0
# prints: n 1
# prints: finally
# prints: try finally
# prints: IndexError list index out of range
def returns():
    try:
        return "try"
    finally:
        print("finally")


def overrides():
    try:
        1 / 0
    except ZeroDivisionError:
        return "except"
    finally:
        return "finally"


for n in range(3):
    try:
        if n == 1:
            break
        continue
    finally:
        print("n", n)
print(returns(), overrides())
try:
    try:
        {}["x"]
    except KeyError:
        [][0]
except IndexError as error:
    print("IndexError", error)
