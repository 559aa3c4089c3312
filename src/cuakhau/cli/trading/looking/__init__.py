"""What `cuakhau trade forecast` says at the terminal."""
