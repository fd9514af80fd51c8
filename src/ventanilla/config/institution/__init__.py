"""What `ventanilla institution …` does, one module for each of its subcommands."""
