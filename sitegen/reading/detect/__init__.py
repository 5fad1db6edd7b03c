"""What a line looks like, alone and beside its neighbours."""
