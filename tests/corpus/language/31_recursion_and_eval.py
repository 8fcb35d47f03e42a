# expect: recursion, its limit, eval and exec
# prints: 120
# prints: [1, 2, 3, 4, 5]
# prints: 7
# prints: 42
# prints: too deep
def factorial(n):
    return 1 if n < 2 else n * factorial(n - 1)


def flat(things):
    for thing in things:
        if isinstance(thing, list):
            yield from flat(thing)
        else:
            yield thing


def endless(n):
    return endless(n + 1)


print(factorial(5))
print(list(flat([1, [2, [3, 4]], 5])))
print(eval("3 + 4"))
exec("answer = 6 * 7")
print(answer)
try:
    endless(0)
except RuntimeError:
    print("too deep")
