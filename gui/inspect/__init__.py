"""The Inspect page: what a network gets wrong, and why.

A feature: no other feature knows it.
"""
