"""Yardsticks: scikit-learn's classifiers on the same images as a network, and what others have published.

``recipes`` says which there are and what can be set, ``fitting`` fits one and has it judge images, ``measuring`` does
so for several of them in processes and says what came of each (``result``), ``estimate`` how long that will take.
``keeping`` writes a recipe to disk, ``at_hand`` has a fitted one judge in its own process, ``inspected`` shows its
answers as a network's are shown, ``milestones`` are published. ``record`` is what is remembered of a measured one,
``remembered`` the file of these; ``standing`` compares them with a network, ``ranking`` puts them among the
milestones. scikit-learn is imported by the functions of
``fitting`` alone, at their first use.
"""
