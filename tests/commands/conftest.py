"""What the tests of the command share: a word is done in this process, and what it says is caught."""

import json
import signal

import numpy as np
import pytest

from commands import frame


@pytest.fixture
def command(capsys):
    """``command("data", "a.csv")``: (exit status, stdout, stderr)."""

    handler = signal.getsignal(signal.SIGTERM)

    def done(word, *arguments):
        capsys.readouterr()
        try:
            status = frame.run(word, [str(argument) for argument in arguments])
        except SystemExit as ended:
            status = ended.code
        said = capsys.readouterr()
        return status, said.out, said.err

    yield done
    signal.signal(signal.SIGTERM, handler)


@pytest.fixture
def records(command):
    """The records of JSON that a word has put on stdout; it has to succeed."""

    def done(word, *arguments):
        status, out, err = command(word, *arguments, "--json")
        assert (status, err) == (0, ""), err
        return [json.loads(line) for line in out.splitlines()]

    return done


@pytest.fixture
def table(tmp_path, some_digits):
    """A CSV of 300 digits."""
    few = some_digits.take(np.arange(300))
    rows = np.column_stack([few.labels, few.images.reshape(300, 784)])
    np.savetxt(tmp_path / "few.csv", rows, "%d", ",")
    return tmp_path / "few.csv"
