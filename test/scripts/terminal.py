"""Runs a program on a terminal of its own and types answers: terminal.py '[["what it asks", "answer"], ...]' program ...

Prints what appeared on the terminal and exits as the program does; 124 if it is not done after two minutes.
"""

import json
import os
import pty
import select
import signal
import sys
import time

answers, program = json.loads(sys.argv[1]), sys.argv[2:]
child, terminal = pty.fork()
if child == 0:
    os.execvp(program[0], program)

shown, answered, began, late = b"", 0, time.monotonic(), False
while not late:
    late = time.monotonic() - began > 120
    if not select.select([terminal], [], [], 1)[0]:
        continue
    try:
        piece = os.read(terminal, 65536)
    except OSError:
        break
    if not piece:
        break
    shown += piece
    if answers and answers[0][0].encode() in shown[answered:]:
        answered = len(shown)
        # The program shows its question before it listens.
        time.sleep(0.3)
        os.write(terminal, answers.pop(0)[1].encode() + b"\r")
if late:
    os.kill(child, signal.SIGKILL)
_, status = os.waitpid(child, 0)
sys.stdout.write(shown.decode(errors="replace"))
sys.exit(124 if late else os.waitstatus_to_exitcode(status))
