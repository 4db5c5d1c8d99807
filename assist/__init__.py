"""Assist: a desktop sidebar for customer-service agents that runs entirely on their own machine."""

__version__ = "0.1.0"
