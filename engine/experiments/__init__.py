"""Experiments: trainings that differ in what is compared, run side by side, and what their results say.

``experiment`` says what is compared, ``factors`` what can be, ``writing`` how its values are written and read,
``canonical`` what is one and the same, ``settings`` says it in words. ``presets`` holds the lesson's comparisons, with
the ``claims`` of their sentences. ``race`` runs them, each a ``run``, in ``processes`` that ``start`` and do what
``worker`` says, with the digits in a ``handed_folder``.
``yardsticks`` are scikit-learn's classifiers on the same images. ``statistics`` and ``conclusion`` say whether a
difference is more than luck. May use every other room of the engine; none of them knows it.
"""
