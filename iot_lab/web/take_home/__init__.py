"""The course in a browser alone: makes a folder that any static server, or a double click, opens (docs/at-home.md).

Its rule: the same Python judges. The folder holds the kit's own files and Pyodide, CPython for browsers; what is made
here is how they get there and what a page needs beside them, never another check.
"""
