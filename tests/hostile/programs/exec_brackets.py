# Compiles ever more brackets, and catches the refusals. Ends: finished. Hint: nothing-yet.
for size in (10, 100, 1000):
    for text in ("(" * size, "[" * size + "]" * size, "{" * size, "lambda:" * size + "1", "a(" * size):
        try:
            compile(text, "x", "exec")
        except (SyntaxError, MemoryError, RuntimeError):
            pass
