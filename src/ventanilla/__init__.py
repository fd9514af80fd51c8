"""Ventanilla: one desk for every request of a university, through every channel."""
