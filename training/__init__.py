"""The seeded scripts that make the trained heads in ``resources``; run by hand, never at run time."""
