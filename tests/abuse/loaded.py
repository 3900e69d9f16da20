"""Windows of ends.py that begin with their libraries loaded: forked from a process that has loaded them once.

python tests/abuse/loaded.py descriptor

The descriptor is that of a socket on which ``Loaded`` asks for them. What is forked ends as each program does.
"""

import json
import os
import signal
import socket
import struct
import subprocess
import sys
import tempfile
from contextlib import suppress

NUMBER = struct.Struct("i")


class Window:
    """As much of a subprocess.Popen as ends.py needs, of a process that is a child of another."""

    def __init__(self, line, arguments, environment):
        self._line, self.returncode = line, None
        (its_in, to_it), (from_it, its_out), (said, its_err) = os.pipe(), os.pipe(), os.pipe()
        asked = json.dumps([arguments, environment]).encode()
        socket.send_fds(line, [asked], [its_in, its_out, its_err])
        for end in (its_in, its_out, its_err):
            os.close(end)
        self.stdin, self.stdout, self._stderr = os.fdopen(to_it, "w"), os.fdopen(from_it), os.fdopen(said)
        self.pid = self._number(None)

    def _number(self, timeout):
        self._line.settimeout(timeout)
        return NUMBER.unpack(self._line.recv(NUMBER.size, socket.MSG_WAITALL))[0]

    def wait(self, timeout=None):
        """Raises subprocess.TimeoutExpired."""
        try:
            self.returncode = self._number(timeout) if self.returncode is None else self.returncode
        except (TimeoutError, BlockingIOError):
            raise subprocess.TimeoutExpired(str(self.pid), timeout) from None
        return self.returncode

    def poll(self):
        with suppress(subprocess.TimeoutExpired):
            self.wait(0)
        return self.returncode

    def send_signal(self, number):
        os.kill(self.pid, number)

    def kill(self):
        self.send_signal(signal.SIGKILL)

    def communicate(self):
        """What it has put on stdout and on stderr until its end."""
        with suppress(BrokenPipeError):
            self.stdin.close()
        with self.stdout, self._stderr:
            out, err = self.stdout.read(), self._stderr.read()  # of a sentence or a traceback, which has room in a pipe
            self.wait()
        return out, err


class Loaded:
    """The process that has loaded the libraries; it ends when it is closed."""

    def __init__(self):
        self._line, theirs = socket.socketpair()
        with theirs:
            command, number = [sys.executable, __file__], theirs.fileno()
            self._process = subprocess.Popen([*command, str(number)], pass_fds=[number], stdin=subprocess.DEVNULL)

    def begin(self, arguments, environment):
        """A Window: what ending.py does with these arguments. ``environment``: what is other there. One at a time."""
        return Window(self._line, arguments, environment)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self._line.close()
        self._process.wait()


def become(arguments, environment, descriptors):
    """In what was forked: its own words, surroundings and pipes."""
    sys.argv[1:] = arguments
    os.environ.update(environment)
    tempfile.tempdir = None  # where that is was found before
    for ours, given in enumerate(descriptors):
        os.dup2(given, ours)
        os.close(given)


def serve(line):
    """Fork whenever that is asked for. True in what was forked, False at the end."""
    while True:
        asked, descriptors, *_ = socket.recv_fds(line, 65_536, 3)
        if not asked:
            return False
        if (child := os.fork()) == 0:
            line.close()
            become(*json.loads(asked), descriptors)
            return True
        for descriptor in descriptors:
            os.close(descriptor)
        line.send(NUMBER.pack(child))
        line.send(NUMBER.pack(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])))


if __name__ == "__main__":
    import ending
    import torch  # before Qt

    torch.set_num_threads(1)
    import gui.shell.app  # noqa: F401 (what takes long to load)

    if serve(socket.socket(fileno=int(sys.argv[1]))):
        ending.main()
