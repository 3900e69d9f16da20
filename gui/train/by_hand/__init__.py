"""One batch by hand, on the Train page: forward, loss, backward, update, a press each.

Part of the Train page: nobody else knows it.
"""
