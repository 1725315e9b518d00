"""What koryu-rdf costs in time and memory, beside its peers."""
