"""What is said in each letter; notify/table.py says when and to whom."""
