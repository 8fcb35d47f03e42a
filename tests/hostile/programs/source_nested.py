# Opens brackets without end. Ends: exception. Hint: syntax.unclosed.
value = ((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((
