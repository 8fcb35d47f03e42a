# expect: what Python says of wrong numbers
# prints: ZeroDivisionError divide by zero
# prints: ZeroDivisionError divide by zero
# prints: ZeroDivisionError divide by zero
# prints: ZeroDivisionError divide by zero
# prints: ValueError invalid syntax for number
# prints: ValueError invalid syntax for number
# prints: TypeError can't convert NoneType to int
# prints: TypeError can't convert list to float
# prints: ValueError chr() arg not in range(0x110000)
# prints: TypeError can't convert str to float
# prints: TypeError unsupported type for __abs__: 'str'
# prints: TypeError unsupported types for __pow__: 'int', 'str'
# prints: ValueError can't convert NaN to int
# prints: OverflowError can't convert inf to int
# prints: ValueError negative shift count
# prints: ValueError bytes value out of range
# prints: ValueError zero step
def told(action):
    try:
        print(action())
    except Exception as error:
        print(type(error).__name__, error)


told(lambda: 1 / 0)
told(lambda: 1 // 0)
told(lambda: 5 % 0)
told(lambda: 1.0 / 0)
told(lambda: float("1,5"))
told(lambda: float(""))
told(lambda: int(None))
told(lambda: float([1]))
told(lambda: chr(-1))
told(lambda: round("2"))
told(lambda: abs("x"))
told(lambda: 2 ** "3")
told(lambda: int(float("nan")))
told(lambda: int(float("inf")))
told(lambda: 1 << -1)
told(lambda: bytes([256]))
told(lambda: range(1, 5, 0))
