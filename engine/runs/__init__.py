"""Trainings on disk: one file a run, the folder of all, how they are kept while they go on, and as a zip for others.

Knows digits, networks and training.
"""
