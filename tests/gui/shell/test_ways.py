"""What happens on one page is followed by what belongs to it elsewhere."""

from engine.digits.changes import Change, Changes
from engine.experiments.factors import Plan
from engine.networks.network import NetworkSpec
from engine.training.config import TrainingConfig


def test_what_a_run_of_other_classes_left_out_is_not_left_out_of_the_digits(window):
    inverted, left_out = Change("inverted"), Change("left_out", (9,), "training")
    letters = NetworkSpec((5,), classes=10, names=tuple("ABCDEFGHIJ"))
    for spec, changes in ((letters, (inverted,)), (NetworkSpec((5,)), (left_out, inverted))):
        plan = Plan(spec, TrainingConfig(), 0.1, Changes((left_out, inverted)))
        window.compare_page.opened.emit("trainPage", plan)
        assert window.session.data.changes.chosen == changes
