"""What is shipped fits, is for the right machine, and is the same each time."""

import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from infra.bundles.code import function_zip, program_zip
from infra.bundles.packages import GROUPS, layer_zip
from infra.bundles.target import Target, host_target, lambda_target
from infra.bundles.zipping import write_zip
from infra.functions import FUNCTIONS, Function
from infra.needs import Need

_MIB = 1024 * 1024
_MOST = 220 * _MIB


def _unzipped(path: Path) -> int:
    with zipfile.ZipFile(path) as archive:
        return sum(entry.file_size for entry in archive.infolist())


def _with_bytecode() -> Target:
    """Lambda's target; where its Python is not installed this one's compiles (bytecode is as large within a few %).

    What is measured is unzipped: there is nothing to compress for.
    """
    target = lambda_target()
    return (
        target
        if target.python
        else Target("lambda-sized", target.version, target.platform, sys.executable, compress=False)
    )


@pytest.mark.slow
@pytest.mark.parametrize("function", FUNCTIONS, ids=lambda function: function.name)
def test_a_function_and_its_layers_fit_with_their_bytecode(function: Function) -> None:
    target = _with_bytecode()
    model = ("model",) if Need.MODEL in function.needs else ()
    layers = [layer_zip(group, target) for group in ("core", *function.layers, *model)]
    size = sum(map(_unzipped, [*layers, program_zip(target)]))
    assert size <= _MOST, f"{function.name}: {size / _MIB:.0f} MiB of {_MOST / _MIB:.0f}"


@pytest.mark.slow
def test_native_code_is_for_lambdas_processor() -> None:
    for group in GROUPS:
        with zipfile.ZipFile(layer_zip(group, _with_bytecode())) as archive:
            native = [name for name in archive.namelist() if ".cpython-" in name and name.endswith(".so")]
            assert all("cpython-313-aarch64-linux" in name for name in native), group


@pytest.mark.slow
def test_layers_do_not_bring_what_the_runtime_has() -> None:
    for group in GROUPS:
        with zipfile.ZipFile(layer_zip(group, _with_bytecode())) as archive:
            tops = {name.split("/")[1] for name in archive.namelist()}
            assert not tops & {"boto3", "botocore", "s3transfer"}, group


def test_no_sdk_for_tracing_is_loaded_that_could_keep_what_was_said() -> None:
    with zipfile.ZipFile(layer_zip("core", _with_bytecode())) as archive:
        assert not [name for name in archive.namelist() if "xray" in name]


def test_the_same_files_make_the_same_zip(tmp_path: Path) -> None:
    files = [("a.py", b"x = 1\n"), ("b/c.py", b"")]
    first = write_zip(tmp_path / "1.zip", files, compress=True).read_bytes()
    assert first == write_zip(tmp_path / "2.zip", files, compress=True).read_bytes()


def test_every_function_in_the_table_has_a_handler() -> None:
    missing = [function.name for function in FUNCTIONS if not _has_handler(function)]
    assert missing == [], "a function in the table without a handler is never deployed"


def _has_handler(function: Function) -> bool:
    target = lambda_target()
    with zipfile.ZipFile(function_zip(function.name, target)) as archive:
        return f"functions/{function.name}/handler.py" in archive.namelist()


@pytest.mark.slow
def test_the_holidays_that_are_shipped_are_those_that_were_tested(tmp_path: Path) -> None:
    """The layer leaves out other countries; ours must be as in the package."""
    ask = "import holidays; print(sorted(map(str, holidays.country_holidays('KR', years=range(2024, 2029)))))"
    with zipfile.ZipFile(layer_zip("core", host_target())) as archive:
        archive.extractall(tmp_path)
    command = [sys.executable, "-c", f"import sys; sys.path.insert(0, {str(tmp_path / 'python')!r}); {ask}"]
    shipped = subprocess.run(command, capture_output=True, text=True, check=True, cwd="/").stdout
    assert shipped == subprocess.run([sys.executable, "-c", ask], capture_output=True, text=True, check=True).stdout
