"""What is looked at from above: read-only queries, one module a dashboard, over sums that the queue keeps."""
