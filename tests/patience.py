"""How long a test waits for another process: so long that only what hangs is given up.

A machine may be ten times as busy as another, so no test judges by the clock: what may take long
is bounded by processor time, or counted, and `make bench` tells how fast things are.
"""

PATIENCE = 600
"""Seconds; nothing that is waited for takes a fiftieth of it on an idle machine."""
IN_A_BROWSER = 120_000
"""Milliseconds until a browser is done with what it was told, or a page shows what is expected."""
