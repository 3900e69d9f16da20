"""The Compare page: candidates raced against each other.

A feature: no other feature knows it.
"""
