"""Which lines of a program each part of the training step is."""

from __future__ import annotations

from engine.code.program import Program
from engine.training.by_hand import BACKWARD, FORWARD, LOSS, UPDATE

TEXTS = {
    FORWARD: ("output = network(X)",),
    LOSS: ("loss = loss_function(output, y)",),
    BACKWARD: ("optimizer.zero_grad()", "loss.backward()"),
    UPDATE: ("optimizer.step()",),
}
"""By part, as they stand in the loop."""


def loop_lines(program: Program) -> dict[str, list[int]]:
    """By part, the numbers of its lines, counted from 0: those within the loop."""
    begin = next(number for number, line in enumerate(program.lines) if line.text.startswith("for epoch in"))
    return {
        part: [number for number in range(begin, len(program.lines)) if program.lines[number].text.strip() in texts]
        for part, texts in TEXTS.items()
    }
