"""Long questions to the twin: asked for, answered in the background, kept by their content."""
