"""Bulletin text → Page. Never raises on text, loses no character, records what it changed and why."""
