"""Small modules of one noun each, without models and without words of the domain."""
