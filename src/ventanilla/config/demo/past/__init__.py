"""A plausible past for the demo: past.yaml's stories, laid over the last sixty days through the one write path."""
