# expect: a small test runner that counts and tells
# prints: FAIL wrong on purpose 5 != 6
# prints: 4 passed, 1 failed
def check(name, got, wanted):
    global passed, failed
    if got == wanted:
        passed += 1
    else:
        failed += 1
        print("FAIL", name, repr(got), "!=", repr(wanted))


def celsius(fahrenheit):
    return round((fahrenheit - 32) / 1.8, 1)


def clamp(value, low, high):
    return max(low, min(high, value))


passed = failed = 0
check("boiling", celsius(212), 100.0)
check("freezing", celsius(32), 0.0)
check("clamp low", clamp(-5, 0, 10), 0)
check("clamp high", clamp(50, 0, 10), 10)
check("wrong on purpose", clamp(5, 0, 10), 6)
print(passed, "passed,", failed, "failed")
