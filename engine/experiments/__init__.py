"""Experiments: trainings that differ in what is compared, run side by side, and what their results say.

``experiment`` says what is varied, ``factors`` what can be, ``presets`` holds the lesson's comparisons, ``running`` and
``worker`` run them in processes of their own, ``statistics`` and ``conclusion`` say whether a difference is more than
luck.
"""
