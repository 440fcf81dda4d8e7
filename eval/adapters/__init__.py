"""Other libraries, each used with its own defaults, to be measured beside ours.

These modules are outside the rule of doors, and no module of ours imports them: each is run by
the Python of an environment of its own (`make bench-peers`), where our dependencies are not.
Of ours they import `eval.protocol` alone.
"""
