"""What the words that are about a training share: its options."""

import argparse

from commands.settings import LESSON, SAYS, add_settings, settings_of, wanted
from engine.networks.network import NetworkSpec
from engine.training.config import TrainingConfig


def test_without_options_it_is_the_lesson():
    parser = argparse.ArgumentParser()
    add_settings(parser)
    settings = settings_of(parser.parse_args([]))
    assert settings == LESSON
    assert wanted(settings) == (NetworkSpec(), TrainingConfig(), 0.1)


def test_every_setting_is_explained():
    assert list(SAYS) == list(LESSON)
