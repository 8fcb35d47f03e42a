# expect: what Python says of text that is no program
# prints: SyntaxError invalid syntax
# prints: SyntaxError invalid syntax
# prints: SyntaxError invalid syntax
# prints: SyntaxError invalid syntax
# prints: SyntaxError invalid syntax
# prints: SyntaxError invalid syntax
# prints: SyntaxError invalid syntax
# prints: SyntaxError invalid syntax
# prints: IndentationError unexpected indent
# prints: IndentationError unindent doesn't match any outer indent level
# prints: SyntaxError invalid syntax
# prints: SyntaxError 'return' outside function
# prints: SyntaxError 'break'/'continue' outside loop
# prints: SyntaxError invalid syntax
# prints: SyntaxError invalid syntax
# prints: SyntaxError can't assign to expression
# prints: SyntaxError can't assign to expression
# prints: SyntaxError invalid syntax
# prints: SyntaxError invalid syntax
# prints: SyntaxError invalid syntax
# prints: SyntaxError invalid syntax
# prints: SyntaxError invalid syntax
# prints: SyntaxError invalid syntax for number
# prints: SyntaxError argument name reused
# prints: SyntaxError can't declare nonlocal in outer code
# prints: SyntaxError 'await' outside function
# prints: SyntaxError expecting key:value for dict
# prints: SyntaxError invalid syntax
# prints: SyntaxError invalid syntax
# prints: SyntaxError invalid syntax
# prints: fine
# prints: SyntaxError identifier redefined as nonlocal
# prints: IndentationError unexpected indent
def told(text):
    try:
        exec(text)
        print("fine")
    except Exception as error:
        print(type(error).__name__, error)


told("if True print(1)")
told("for i in range(3)\n  pass")
told("print('a'")
told("print('a)")
told("x = = 3")
told("if x = 3:\n  pass")
told("def f(:\n  pass")
told("def f():\nx = 1")
told("if True:\n  x = 1\n   y = 2")
told("if True:\n    x = 1\n  y = 2")
told("else:\n  pass")
told("return 5")
told("break")
told("x = [1, 2")
told("x = 5 +")
told("1 = x")
told("f() = 2")
told("class = 3")
told("import")
told("while True\n  pass")
told("led.value(1")
told("a b")
told("x = 192.168.4.1")
told("def f(a, a):\n  pass")
told("nonlocal x")
told("await x")
told("x = {1: 2, 3}")
told("try:\n  pass")
told("print 'a'")
told("f'{x'")
told("global x\nx = 1")
told("def f():\n  global x\n  nonlocal x")
told("\tx = 1\n        y = 2")
