"""The loader: a desk of any size, written by the owner with COPY, as true as what the application writes."""
