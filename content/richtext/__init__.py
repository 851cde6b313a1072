"""Text with structure: the editor, the allow-list, references to our own objects."""
