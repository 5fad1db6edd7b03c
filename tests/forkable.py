"""Imported by the process from which others are forked: all that they would need seconds each to make themselves."""

import gc
import importlib
import pkgutil

import sitegen.commands
import sitegen.serving.preview
from tests.compiled import load_all

# The command line imports each only when it is called.
for _command in pkgutil.iter_modules(sitegen.commands.__path__, "sitegen.commands."):
    importlib.import_module(_command.name)
load_all()
gc.collect()
gc.freeze()  # what all share is not looked through by each
