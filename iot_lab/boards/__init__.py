"""The flash station: find boards, write firmware and files in one pass, check them, name them (docs/flashing.md).

Nothing is written to a board without a plan. `Station` is what the command line and the page use.
"""
