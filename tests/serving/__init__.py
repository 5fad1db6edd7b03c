"""The preview at the editor's desk."""
