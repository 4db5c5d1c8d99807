"""The sample pack and the sample conversations."""
