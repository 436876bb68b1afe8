"""Bytecode beside the sources: a cold start that must compile first is seconds slower.

The `.pyc` files are of the unchecked kind (PEP 552): a zip gives its files new times,
which would make the others stale.
"""

import subprocess
from pathlib import Path

from infra.bundles.target import Target

_COMPILE = (
    "import compileall, py_compile, sys; "
    "compileall.compile_dir(sys.argv[1], quiet=2, stripdir=sys.argv[1], workers=0, "
    "invalidation_mode=py_compile.PycInvalidationMode.UNCHECKED_HASH)"
)


def compile_folder(folder: Path, target: Target) -> None:
    """Compiles everything that compiles; a package's template for another Python stays as it is."""
    if target.python:
        subprocess.run([target.python, "-c", _COMPILE, str(folder)], check=True)
