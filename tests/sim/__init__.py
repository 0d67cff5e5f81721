"""The deterministic simulator: the product's own two ends of sync, under a seeded scheduler, a bad network and crashes.

Nothing of the protocol is modelled here. Engine, driver, stores, intake, pull and feed are imported as they are and run
on real SQLite files; only time, randomness, the network and the moments of death are ours. One seed is one history.
"""
