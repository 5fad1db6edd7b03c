"""The machine below: processes, files, folders, locks, what is kept between builds. Knows nothing of newspapers."""
