"""Online geocoders: asked only when a person asks, one address at a time, and judged before anything is believed.

Each is a module that knows its provider's way of asking and answering, the datum of its numbers, how often it may be
asked, and whether its terms are known to allow keeping the result. None of them opens a line by itself: `asking` is
given one.
"""
