"""Speech: sound files and live calls into text, in a process of its own. Nothing native is loaded outside it."""
