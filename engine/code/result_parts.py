"""The end of a program: the two plots, the evidence for an image, and the errors."""

from __future__ import annotations

import math

from engine.code import stopping_parts
from engine.code.lines import filled, number
from engine.code.recipe import Recipe

PLOTS = """
# The two plots
@SHOWN@
_, (left, right) = plt.subplots(1, 2, figsize=(12, 4))
left.plot(shown, losses)
left.set(xlabel="epoch", ylabel="loss", ylim=@LOSS_AXIS@, title=f"Loss: {losses[-1]:.3f}")  #: output
right.plot(shown, train_accuracies, label="train")
@VALIDATION@
right.plot(shown, test_accuracies, label="test")
right.set(xlabel="epoch", ylabel="accuracy (%)", ylim=(@CHANCE@, 100))
right.set_title(f"Final test accuracy: {test_accuracies[-1]:.1f} %")
right.legend()
plt.show()
"""


def plots(recipe: Recipe) -> str:
    chance = math.log(recipe.classes)
    axis = "(-1, 0)" if recipe.plan.spec.output == "softmax" else f"(0, {max(3, math.ceil(chance + 0.3))})"
    shown, plotted = stopping_parts.shown(recipe), stopping_parts.plotted(recipe)
    return filled(PLOTS, shown=shown, validation=plotted, loss_axis=axis, chance=number(round(100 / recipe.classes, 1)))


EVIDENCE = '''
# Evidence: what the network says of an image
log_p = @LOG_P@.detach().numpy()  #: output
guesses = log_p.argmax(axis=1)


def show(index):
    """A test image, and the evidence: log-probabilities (0 is sure, since log 1 = 0), and probabilities."""
    _, (left, middle, right) = plt.subplots(1, 3, figsize=(13, 3.5))
    left.imshow(test_images[index], cmap="gray")
    left.set_title(@TITLE@)
    middle.bar(range(@CLASSES@), log_p[index])
    middle.set(xlabel="@WHAT@", ylabel="log-probability", ylim=(-40, 0), @TICKS@)
    right.bar(range(@CLASSES@), np.exp(log_p[index]))
    right.set(xlabel="@WHAT@", ylabel="probability", ylim=(0, 1), @TICKS@)
    @TURNED@
    plt.show()


show(min(120, len(test_labels) - 1))
'''


TITLE = 'f"true {test_labels[index]}, guess {guesses[index]}"'
NAMED_TITLE = 'f"true {names[test_labels[index]]}, guess {names[guesses[index]]}"'
TURNED = """
for side in (middle, right):
    side.tick_params("x", rotation=90)
""".strip()


def evidence(recipe: Recipe) -> str:
    named = bool(recipe.names)
    return filled(
        EVIDENCE,
        log_p=recipe.log_probabilities("X_test"),
        classes=recipe.classes,
        title=NAMED_TITLE if named else TITLE,
        what="class" if named else "digit",
        ticks="xticks=range(len(names)), xticklabels=names" if named else f"xticks=range({recipe.classes})",
        turned=TURNED if named else "",
    )


ERRORS = """
# Errors: would you have known?
wrong = np.flatnonzero(guesses != test_labels)
print(f"{len(wrong)} of {len(test_labels)} test images are wrong, such as", wrong[:10])
for index in wrong[:3]:
    show(index)
"""


def errors(recipe: Recipe) -> str:
    return filled(ERRORS)
