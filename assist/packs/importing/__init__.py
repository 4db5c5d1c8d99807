"""Brings what a team has into a pack: folders of pages, documents, tables of questions, exports of other desks."""
