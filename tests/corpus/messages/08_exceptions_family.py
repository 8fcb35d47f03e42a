# expect: which except catches which
# prints: ZeroDivisionError ['ArithmeticError', 'Exception', 'BaseException']
# prints: IndexError ['LookupError', 'Exception', 'BaseException']
# prints: KeyError ['LookupError', 'Exception', 'BaseException']
# prints: ImportError ['Exception', 'BaseException']
# prints: IndentationError ['SyntaxError', 'Exception', 'BaseException']
# prints: MemoryError ['Exception', 'BaseException']
# prints: NotImplementedError ['RuntimeError', 'Exception', 'BaseException']
# prints: OverflowError ['ArithmeticError', 'Exception', 'BaseException']
# prints: UnicodeError ['ValueError', 'Exception', 'BaseException']
# prints: False False True
# prints: UnicodeError
import sys

families = (ZeroDivisionError, IndexError, KeyError, ImportError, IndentationError, MemoryError, NotImplementedError, OverflowError, UnicodeError, ViperTypeError) if "ViperTypeError" in globals() else (ZeroDivisionError, IndexError, KeyError, ImportError, IndentationError, MemoryError, NotImplementedError, OverflowError, UnicodeError)
for kind in families:
    print(kind.__name__, [base.__name__ for base in (ArithmeticError, LookupError, SyntaxError, RuntimeError, ValueError, Exception, BaseException) if issubclass(kind, base)])
print(issubclass(SystemExit, Exception), issubclass(KeyboardInterrupt, Exception), issubclass(OSError, Exception))
try:
    b"\xff".decode()
except UnicodeError as error:
    print("UnicodeError")
