"""What a build changes: one published site held against another, told to people, programs and reviewers."""
