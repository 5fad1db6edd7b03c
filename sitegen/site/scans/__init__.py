"""Pages as they were printed: the view of one, the files of all."""
