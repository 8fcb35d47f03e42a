# expect: int() of a text that is no number does not repeat the text
# prints: invalid syntax for integer with base 10
# prints: invalid syntax for integer with base 10
# prints: invalid syntax for integer with base 10
# prints: invalid syntax for integer with base 0
for text in ("abc", "12.5", ""):
    try:
        int(text)
    except ValueError as error:
        print(error)
try:
    exec("x = 08")
except SyntaxError as error:
    print(error)
