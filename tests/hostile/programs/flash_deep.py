# Makes folders inside folders without end. Ends: memory. Hint: memory-full.
import os

while True:
    os.mkdir("x" * 60)
    os.chdir("x" * 60)
