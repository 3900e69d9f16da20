"""Experiments: trainings that differ in what is compared, run side by side, and what their results say.

``experiment`` says what is varied, ``factors`` what can be, ``presets`` holds the lesson's comparisons. ``running``
runs them, each a ``run``, in the processes of a ``crew`` that do what ``worker`` says. ``statistics`` and
``conclusion`` say whether a difference is more than luck.
"""
