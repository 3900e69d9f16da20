"""What `inkling WORD` does without a window: one file for each word, and ``frame`` for what all share.

May use the engine, and knows no Qt. ``frame.WORDS`` lists the words; nothing is imported before its word is asked for.
"""
