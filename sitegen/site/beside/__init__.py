"""Files beside the pages: what servers, machines and browsers ask for."""
