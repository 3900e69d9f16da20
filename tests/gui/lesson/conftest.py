"""The window with its lesson open."""

import pytest

from engine.lesson.reading import lesson_of

TEXT = """
inkling_lesson = 1
title = "A few steps"
language = "en"
author = "Ada"
licence = "CC BY 4.0"

[[step]]
name = "look"
title = "Look"
page = "data"
light = "samples"
words = "The **softmax** of it."
task = "Open the table."
explanation = "So it is."
done = [{ when = "place", value = "table" }]
show = [{ do = "place", value = "table" }]
[step.question]
kind = "number"
ask = "How many columns?"
answer = 785

[[step]]
name = "train"
title = "Train"
page = "train"
light = "accuracy"
words = "Train it."
task = "Press Start."
done = [{ when = "epochs", at_least = 2 }]
show = [{ do = "epochs", value = 3 }, { do = "start" }]
needs = { form = { hidden = "8", seed = "1" } }
[step.question]
kind = "number"
ask = "How good will it be?"
measured = "accuracy"
tolerance = 100

[[step]]
name = "draw"
title = "Draw"
page = "draw"
light = "canvas"
words = "Draw."
task = "Draw a 1."
done = [{ when = "drawn" }]
show = [{ do = "draw", value = "1" }]

[[step]]
name = "own"
title = "Own"
page = "draw"
words = "Your own network."
task = "Draw for it."
done = [{ when = "drawn" }]
needs = { network = "trained" }

[[step]]
name = "log"
title = "Logarithms"
page = "data"
light = "pixels"
words = "How many?"
task = "Press the button."
done = [{ when = "logarithmic counts" }]
"""


@pytest.fixture
def lesson(window, wait, tmp_path):
    """The window's lesson, begun with a short one."""
    path = tmp_path / "short.inkling-lesson"
    path.write_text(TEXT, "utf-8")
    lesson_of(TEXT.encode(), "short")
    window.lesson.open_file(path)
    wait(lambda: window.lesson.lesson is not None)
    return window.lesson
