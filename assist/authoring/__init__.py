"""Puts together what authors of knowledge need. Like `assist.app`, these modules know the adapters."""
