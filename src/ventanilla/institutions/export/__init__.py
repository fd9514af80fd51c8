"""What the office changed goes back into the folder's files: written, read again, and only then put in place."""
