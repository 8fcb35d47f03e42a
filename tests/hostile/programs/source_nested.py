# Opens brackets without end. Ends: exception. Hint: syntax.
value = ((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((
