"""The screens: the only place that imports Qt."""

from ui import singletons

singletons.keep()
