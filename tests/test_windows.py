"""What Windows does not have is asked for by its name, or stands where Windows never comes."""

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
ABSENT = {
    "os": {
        "chown", "fchmod", "fchown", "fork", "getegid", "geteuid", "getgid", "getloadavg", "getpgid", "getuid",
        "killpg", "lchown", "mkfifo", "nice", "sched_getaffinity", "sched_setaffinity", "setpgid", "setsid", "statvfs",
        "sync", "sysconf", "uname", "wait", "wait4", "waitpid", "O_CLOEXEC", "O_DIRECTORY", "O_NOCTTY", "O_NOFOLLOW",
        "O_NONBLOCK", "O_SYNC",
    },
    "signal": {
        "alarm", "pause", "pthread_kill", "pthread_sigmask", "setitimer", "siginterrupt", "sigpending", "sigwait",
        "SIGALRM", "SIGCHLD", "SIGHUP", "SIGKILL", "SIGPIPE", "SIGQUIT", "SIGSTOP", "SIGUSR1", "SIGUSR2", "SIG_BLOCK",
        "SIG_SETMASK", "SIG_UNBLOCK",
    },
}  # fmt: skip
"""By module, as Python's own documentation has it."""

GUARDED = {
    "engine/apart.py signal.SIGKILL": "Linux alone",
    "engine/apart.py signal.SIG_BLOCK": "after pthread_sigmask was asked for by its name",
    "engine/apart.py signal.SIG_SETMASK": "the same",
    "engine/apart.py signal.pthread_sigmask": "the same",
    "engine/files.py os.chown": "all files are of one owner there",
}
"""Where Windows never comes, and why."""


def program():
    yield ROOT / "main.py"
    for top in ("commands", "engine", "gui"):
        yield from (ROOT / top).rglob("*.py")


def absent(text):
    if not any(name in text for names in ABSENT.values() for name in names):
        return
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
            module, name = node.value.id, node.attr
            if name in ABSENT.get(module, ()):
                yield f"{module}.{name}"


def test_what_windows_lacks_is_guarded():
    found = {
        f"{path.relative_to(ROOT).as_posix()} {name}" for path in program() for name in absent(path.read_text("utf-8"))
    }
    assert found == set(GUARDED)


@pytest.mark.parametrize("name", ["os.geteuid", "signal.SIGKILL"])
def test_such_names_are_found_and_those_that_are_asked_for_are_not(name):
    assert list(absent(f"import os, signal\nprint({name}, os.replace, getattr(os, 'O_NONBLOCK', 0))")) == [name]
