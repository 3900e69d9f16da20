"""Thousands of damaged lesson files: each is read, or refused with one sentence that names the file.

python tests/abuse/lessons.py [mutants, 2000] [seed, 0]
"""

import random
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
if str(ROOT) not in sys.path:
    sys.path.insert(0, str(ROOT))

from engine.errors import UserError
from engine.lesson.reading import SHIPPED, lesson_of

SLOWEST = 2.0  # seconds of the processor that reading one may take
NAME = "mine.inkling-lesson"


def damaged(data, dice):
    """A byte changed, a piece taken out or put in, two lines changed, a value replaced."""
    at, length = dice.randrange(len(data)), dice.randrange(1, 60)
    kind = dice.randrange(5)
    if kind == 0:
        return data[:at] + bytes([dice.randrange(256)]) + data[at + 1 :]
    if kind == 1:
        return data[:at] + data[at + length :]
    if kind == 2:
        return data[:at] + data[dice.randrange(len(data)) :][:length] + data[at:]
    lines = data.split(b"\n")
    one, other = dice.randrange(len(lines)), dice.randrange(len(lines))
    if kind == 3:
        lines[one], lines[other] = lines[other], lines[one]
    else:
        value = dice.choice([b"true", b"1e999", b"nan", b"[]", b"{}", b'""', b"-1", b"1979-05-27", b"9" * 400])
        lines[one] = lines[one].partition(b"=")[0] + b"= " + value
    return b"\n".join(lines)


def run(mutants, seed):
    """How many were read and how many refused; what went wrong, as sentences."""
    dice, sound = random.Random(seed), SHIPPED.read_bytes()
    counts, wrong = {"read": 0, "refused": 0}, []
    for number in range(mutants):
        data = sound
        for _time in range(dice.randrange(1, 4)):
            data = damaged(data, dice)
        began = time.process_time()
        try:
            lesson_of(data, NAME)
            counts["read"] += 1
        except UserError as error:
            counts["refused"] += 1
            if not str(error).startswith(NAME):
                wrong.append(f"{number}: {error}")
        except Exception as error:
            wrong.append(f"{number}: {error!r}")
        if time.process_time() - began > SLOWEST:
            wrong.append(f"{number}: too slow")
    return counts, wrong


if __name__ == "__main__":
    found, problems = run(int((sys.argv[1:2] or ["2000"])[0]), int((sys.argv[2:3] or ["0"])[0]))
    print(found)
    print("\n".join(problems))
    sys.exit(bool(problems))
