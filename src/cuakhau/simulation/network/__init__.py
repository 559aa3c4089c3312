"""A zone as a network of queues: the value that the kernel runs."""
