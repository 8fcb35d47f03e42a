"""The flash station: find boards, write firmware and files in one pass, check them, name them (docs/flashing.md).

Nothing is written to a board without a plan. `Station` is the one door for the command line and for the page.
"""
