"""FieldApp: the parts that are true without a screen and without SQL."""

__version__ = "0.1.0"
