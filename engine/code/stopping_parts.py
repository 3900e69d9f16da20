"""What a program does that keeps images for validation, or that may end before its last epoch."""

from __future__ import annotations

from engine.code.changes_part import after_validation
from engine.code.lines import filled, number
from engine.code.recipe import Recipe

VALIDATION = """
# Validation: images that are kept out of training, too, to see when it is time to stop
train_images, validation_images, train_labels, validation_labels = train_test_split(  #: validation_fraction
    train_images, train_labels, test_size=@FRACTION@, stratify=train_labels, random_state=seed  #: validation_fraction
)  #: validation_fraction
@CHANGES@
"""


def validation(recipe: Recipe) -> str:
    """Empty if none are kept. What is done to values and order of the pixels comes after it, to both parts."""
    fraction = recipe.plan.config.validation_fraction
    if not fraction:
        return ""
    return filled(VALIDATION, fraction=number(fraction), changes=after_validation(recipe))


VALIDATION_TENSORS = """
X_validation = torch.from_numpy(@X_VALIDATION@)  #: validation_fraction, input_range
y_validation = torch.from_numpy(validation_labels)  #: validation_fraction"""
WATCHED_TENSOR = "X_watched = torch.from_numpy(@X_WATCHED@)  #: patience, target_accuracy, input_range"


def tensors(recipe: Recipe, validation_images: str, test_images: str) -> str:
    """What is measured beside the test: the validation images; or the test images as they are in training, for a
    network that is tested with pixels in another range."""
    if recipe.plan.config.validation_fraction:
        return filled(VALIDATION_TENSORS, x_validation=validation_images)
    return filled(WATCHED_TENSOR, x_watched=test_images) if _is_tested_otherwise(recipe) else ""


def _is_tested_otherwise(recipe: Recipe) -> bool:
    plan = recipe.plan
    return plan.config.chooses_on_test and plan.test_range not in (None, plan.spec.input_range)


BEGIN = """
validation_accuracies = []  #: validation_fraction"""
BEST = "best, stale = -1, 0  #: patience, target_accuracy"


def begin(recipe: Recipe) -> str:
    """Before the first epoch."""
    config = recipe.plan.config
    kept = [filled(BEGIN)] if config.validation_fraction else []
    return "\n".join([*kept, BEST] if config.may_stop_early else kept)


MEASURED = "100 * (network(@X@).argmax(dim=1) == @Y@).double().mean().item()"
VALIDATED = """
validation_accuracies.append(  #: validation_fraction
    @MEASURED@  #: validation_fraction
)  #: validation_fraction"""


def measured(recipe: Recipe) -> str:
    """After the test accuracy of an epoch."""
    if recipe.plan.config.validation_fraction:
        return filled(VALIDATED, measured=filled(MEASURED, x="X_validation", y="y_validation"))
    if _is_tested_otherwise(recipe):
        return f"watched = {filled(MEASURED, x='X_watched', y='y_test')}  #: patience, target_accuracy"
    return ""


WATCH = """
@WATCHED@
best, stale = (watched, 0) if watched > best else (best, stale + 1)  #: patience, target_accuracy"""
STOP = """
if @WHEN@:  #: @FIELD@
    print("stopped: @WHY@")  #: @FIELD@
    break  #: @FIELD@"""


def stop(recipe: Recipe) -> str:
    """At the end of an epoch."""
    config = recipe.plan.config
    if not config.may_stop_early:
        return ""
    name = "validation" if config.validation_fraction else "test"
    watched = f"watched = {name}_accuracies[-1]  #: patience, target_accuracy, validation_fraction"
    parts = [filled(WATCH, watched="" if _is_tested_otherwise(recipe) else watched)]
    if config.target_accuracy:
        target = number(config.target_accuracy)
        why = f"the {name} accuracy has reached {target} %"
        parts.append(filled(STOP, when=f"watched >= {target}", why=why, field="target_accuracy"))
    if config.patience:
        why = f"no better {name} accuracy for {config.patience} epochs"
        parts.append(filled(STOP, when=f"stale >= {config.patience}", why=why, field="patience"))
    return "\n".join(parts)


SHOWN = "shown = range(1, len(losses) + 1)  #: epochs, patience, target_accuracy"
PLOTTED = 'right.plot(shown, validation_accuracies, label="validation")  #: validation_fraction'


def shown(recipe: Recipe) -> str:
    """The epochs of the plots."""
    return SHOWN if recipe.plan.config.may_stop_early else "shown = range(1, epochs + 1)"


def plotted(recipe: Recipe) -> str:
    """One more curve, of the validation images."""
    return PLOTTED if recipe.plan.config.validation_fraction else ""
