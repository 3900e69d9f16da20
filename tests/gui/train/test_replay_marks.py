"""A line in both plots stands at the epoch that is replayed."""

from engine.networks.network import NetworkSpec
from engine.runs.run import Run
from engine.training.config import TrainingConfig
from gui.train.replay_marks import ReplayMarks
from gui.train.training_plots import TrainingPlots


def test_the_line_is_at_the_epoch_as_long_as_one_is_shown(session, few_digits, qtbot):
    plots = TrainingPlots(session.training, session.data, session.measured, session.messages)
    qtbot.addWidget(plots)
    marks = ReplayMarks(plots, session.replay)
    run = Run(NetworkSpec((3,)), TrainingConfig(epochs=3), few_digits, 0.25)
    run.carry_out(None)
    session.training.show(run)
    assert not any(line.isVisible() for line in marks.lines)
    for epoch in (0, 2):
        session.replay.show(epoch)
        assert [(line.isVisible(), line.value()) for line in marks.lines] == [(True, epoch)] * 2
    session.replay.end()
    assert not any(line.isVisible() for line in marks.lines)
