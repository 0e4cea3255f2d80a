#!/usr/bin/env python3
"""Runs a command and prints, as one JSON object, what it cost from exec to exit.

    python -I -S measure.py [--timeout SECONDS] [--tree] [--output FILE] COMMAND [ARGUMENT ...]

One mechanism gives all figures: the kernel's own accounting of ended processes, as wait4(2) returns
it. It misses nothing and costs the command nothing, other than sampling, and needs no tool:

  wallSeconds   from just before fork to when the last process of the command has ended
  cpuSeconds    user and system time of all its threads and processes. As a child subreaper, this
                process also gets to wait for daemons and orphans.
  peakRssBytes  ru_maxrss, the high-water mark of the largest single process. With --tree, for
                commands of several processes at a time: the most that their sum has been, sampled
                every 20 ms; file-backed pages (libraries) count once, for the process with most.

This must stay a small process of its own, without imports beyond those below: what a child's
high-water mark starts with is the size of the process that it was forked from.

A command that does not end in time is killed with all its processes; `status` is then -9 or so,
and `timedOut` true. So it is when this process gets SIGTERM or SIGINT.
"""

import ctypes
import json
import os
import signal
import sys
import threading
import time

PR_SET_PDEATHSIG = 1
PR_SET_CHILD_SUBREAPER = 36
SAMPLE_SECONDS = 0.02


def descendants(pid):
    found, unseen = [], [pid]
    while unseen:
        parent = unseen.pop()
        try:
            for task in os.listdir(f"/proc/{parent}/task"):
                with open(f"/proc/{parent}/task/{task}/children") as file:
                    children = [int(child) for child in file.read().split()]
                    found += children
                    unseen += children
        except OSError:
            pass  # it has ended meanwhile
    return found


def resident_bytes(pids):
    """Memory of all processes together, counting what they map from files for the largest only."""
    private = mapped = 0
    for pid in pids:
        try:
            with open(f"/proc/{pid}/status") as file:
                fields = dict(line.split(":", 1) for line in file)
            private += int(fields["RssAnon"].split()[0]) + int(fields["RssShmem"].split()[0])
            mapped = max(mapped, int(fields["RssFile"].split()[0]))
        except (OSError, KeyError, ValueError):
            pass  # it has ended meanwhile
    return (private + mapped) * 1024


def measure(command, timeout, tree, output):
    prctl = ctypes.CDLL(None).prctl
    prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0)
    sink = os.open(output, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o644)
    ended = threading.Event()
    sampled = [0]
    timed_out = []

    def kill_all():
        timed_out.append(True)
        while not ended.is_set():  # until nothing is left that could start another one
            for pid in descendants(os.getpid()):
                try:
                    os.kill(pid, signal.SIGKILL)
                except OSError:
                    pass
            time.sleep(0.05)

    def sample():
        while not ended.wait(SAMPLE_SECONDS):
            sampled[0] = max(sampled[0], resident_bytes(descendants(os.getpid())))

    # Whoever ends this process means the command.
    for number in signal.SIGTERM, signal.SIGINT:
        signal.signal(number, lambda *_: threading.Thread(target=kill_all, daemon=True).start())
    timer = threading.Timer(timeout, kill_all)
    timer.daemon = True
    timer.start()
    if tree:
        threading.Thread(target=sample, daemon=True).start()

    start = time.monotonic()
    pid = os.fork()
    if pid == 0:
        try:
            prctl(PR_SET_PDEATHSIG, signal.SIGKILL, 0, 0, 0)  # nobody would notice its end
            signal.signal(signal.SIGINT, signal.SIG_DFL)
            os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
            os.dup2(sink, 1)
            os.dup2(sink, 2)
            os.execvp(command[0], command)
        except OSError as e:
            os.write(2, f"{command[0]}: {e}\n".encode())
        os._exit(127)

    status, cpu, largest = None, 0.0, 0
    while True:
        try:
            child, code, usage = os.wait4(-1, 0)
        except ChildProcessError:
            break
        cpu += usage.ru_utime + usage.ru_stime
        largest = max(largest, usage.ru_maxrss * 1024)
        if child == pid:
            status = os.waitstatus_to_exitcode(code)
    wall = time.monotonic() - start
    ended.set()
    timer.cancel()
    return {
        "wallSeconds": round(wall, 4),
        "cpuSeconds": round(cpu, 4),
        "peakRssBytes": max(largest, sampled[0]),
        "status": status,
        "timedOut": bool(timed_out),
    }


def main(arguments):
    timeout, tree, output = 3600.0, False, os.devnull
    while arguments and arguments[0].startswith("--"):
        option = arguments.pop(0)
        if option == "--timeout":
            timeout = float(arguments.pop(0))
        elif option == "--tree":
            tree = True
        elif option == "--output":
            output = arguments.pop(0)
        else:
            arguments = []
    if not arguments:
        print(__doc__.strip(), file=sys.stderr)
        return 2
    print(json.dumps(measure(arguments, timeout, tree, output)))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
