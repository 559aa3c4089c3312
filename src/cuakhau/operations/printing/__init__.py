"""What is printed for people to carry: the slip of a visit."""
