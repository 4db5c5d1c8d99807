"""Reads the customer's mood: lexicons and rules, trained heads over sentence embeddings, the course of the talk."""
