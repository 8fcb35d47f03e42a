"""A program for the Python that Thonny is installed in: its back-end for boards lists, writes and reads files on a port.

usage: python thonny_session.py PORT FOLDER-OF-THE-BOARD FILE-TO-WRITE FILE-TO-READ-BACK; prints what it saw, ends with 1 where Thonny failed.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from thonny.common import InlineCommand, ToplevelCommand, parse_message, serialize_message

SETTINGS = {"clean": True, "baudrate": 115200, "interpreter": None, "cwd": "/", "dtr": None, "rts": None}
SETTINGS |= {"interrupt_on_connect": True, "sync_time": True, "validate_time": False, "local_rtc": True}
SETTINGS |= {"restart_interpreter_before_run": True, "proxy_class": "ESP32Proxy", "submit_mode": None}
SETTINGS |= {"write_block_size": None, "write_block_delay": None, "read_block_size": None}


def main(port: str, folder: str, local: str, back: str) -> int:
    command = [
        sys.executable,
        "-u",
        "-m",
        "thonny.plugins.micropython.bare_metal_backend",
        repr({**SETTINGS, "port": port}),
    ]
    running = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)

    def ask(order: object, answer: str) -> object:
        if order:
            running.stdin.write(serialize_message(order) + "\n")
            running.stdin.flush()
        for line in running.stdout:
            sys.stdout.write(line)
            if "PROBLEM" in line:
                break
            if answer in line:
                return parse_message(line)
        raise SystemExit(f"Thonny did not answer: {order}")

    def one(source: str, target: str) -> list[dict[str, object]]:
        return [{"source_path": source, "target_path": target, "kind": "file", "size": Path(local).stat().st_size}]

    ask(None, "ToplevelResponse")
    ask(InlineCommand("get_dirs_children_info", id=1, node_id="/", paths=[folder], include_hidden=True), "program.py")
    ask(InlineCommand("upload", id=2, items=one(local, folder + "/note.txt"), allow_overwrite=True,
                      make_shebang_scripts_executable=False), "upload_response")  # fmt: skip
    ask(
        InlineCommand("download", id=3, items=one(folder + "/note.txt", back), allow_overwrite=True),
        "download_response",
    )
    ask(ToplevelCommand("execute_source", source="print(6*7)"), "42")
    running.kill()
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
