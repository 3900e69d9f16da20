"""The window that lists the runs that are kept, and the offer to go on with one.

A feature: no other feature knows it.
"""
