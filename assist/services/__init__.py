"""Use cases, and the ports through which they reach the outside. No Qt, no native library, no I/O of their own."""
