"""Conversations as they would have been written: speech turned into figures and signs, slips of typing mended.

Everything found in the written text points back at the characters that were said.
"""
