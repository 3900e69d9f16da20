"""One thread computes while it is asked for, and as many as before afterwards."""

import subprocess
import sys
from pathlib import Path

from threadpoolctl import threadpool_info

from engine.one_thread import one_thread

ROOT = Path(__file__).resolve().parents[2]


def threads():
    return [library["num_threads"] for library in threadpool_info()]


def test_one_thread_computes_while_it_is_asked_for():
    with one_thread():
        before = threads()
        with one_thread():
            assert set(threads()) == {1}
        assert threads() == before


def test_no_other_program_is_started():
    """joblib would count the cores by one, and complain where there is none."""
    code = """
import subprocess
subprocess.run = subprocess.Popen = None
import numpy as np
from engine.inspection.tsne import compute
print(compute(np.eye(20, dtype=np.float32), 5.0, 0).shape)
"""
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert (done.stdout, done.stderr) == ("(20, 2)\n", "")
