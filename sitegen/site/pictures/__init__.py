"""Pictures of the editor, their smaller copies, and cards drawn from type."""
