"""The Draw page: a digit drawn or pasted, the evidence for it, why, the test of one's hand, and one's own digits.

A feature: no other feature knows it.
"""
