"""What no module here does: run data as code, open a shell, talk to a network that is not its own."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
MODULES = sorted(
    path for room in ("bot", "index", "benchmarks", "tests") for path in (ROOT / room).rglob("*.py")
)
RUNS_DATA = {"pickle", "cPickle", "dill", "cloudpickle", "joblib", "marshal", "shelve", "yaml", "jsonpickle"}
NETWORKS = {
    "socket", "ssl", "socketserver", "http", "urllib.request", "urllib3", "requests", "aiohttp", "httpx",
    "ftplib", "smtplib", "poplib", "imaplib", "telnetlib", "xmlrpc", "websockets", "paramiko",
    "huggingface_hub", "webbrowser",
}  # fmt: skip
MAY_TALK = {
    "bot/cli.py": {"aiohttp"},  # these three name its errors
    "bot/delivery.py": {"aiohttp"},
    "bot/errors.py": {"aiohttp"},
    "bot/rephrase.py": {"httpx"},  # the endpoint that config.toml names
    "tests/bot/test_cli.py": {"socket", "http"},
    "tests/bot/test_rephrase.py": {"httpx"},
    "benchmarks/faults/gateway.py": {"aiohttp"},  # these three stand between the client and the simulation
    "benchmarks/faults/wire.py": {"aiohttp"},
    "tests/bot/weather/test_http.py": {"aiohttp"},
    "tests/bot/browser.py": {"http", "urllib.request"},
}
CALLS = {"eval", "exec", "compile", "__import__", "os.system", "os.popen", "tempfile.mktemp", "yaml.load"}


def name_of(node: ast.expr) -> str:
    """ "os.system" for what is called."""
    if isinstance(node, ast.Attribute):
        return f"{name_of(node.value)}.{node.attr}"
    return node.id if isinstance(node, ast.Name) else ""


def imports(tree: ast.AST) -> Iterator[str]:
    """Every module that is imported, with those above it: "urllib", "urllib.request"."""
    for node in ast.walk(tree):
        names = []
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom) and node.level == 0 and node.module:
            names = [node.module, *(f"{node.module}.{alias.name}" for alias in node.names)]
        for name in names:
            parts = name.split(".")
            yield from (".".join(parts[:end]) for end in range(1, len(parts) + 1))


def unsafe_calls(tree: ast.AST) -> Iterator[str]:
    """Calls that run data as code or open a shell."""
    for node in ast.walk(tree):
        if not isinstance(node, ast.Call):
            continue
        called = name_of(node.func)
        given = {keyword.arg: keyword.value for keyword in node.keywords}
        if called in CALLS or called.startswith(("os.exec", "os.spawn")):
            yield called
        for argument, wrong in (("shell", False), ("allow_pickle", False)):
            value = given.get(argument)
            if value is not None and not (isinstance(value, ast.Constant) and value.value is wrong):
                yield f"{called}({argument}=...)"
        if called.endswith("torch.load") and not (
            isinstance(told := given.get("weights_only"), ast.Constant) and told.value is True
        ):
            yield f"{called} without weights_only=True"


def test_there_are_modules_to_look_at() -> None:
    assert len(MODULES) > 200


@pytest.mark.parametrize("room", ["bot", "index", "benchmarks", "tests"])
def test_no_module_runs_data_or_talks_to_strangers(room: str) -> None:
    wrong = {}
    for path in MODULES:
        name = path.relative_to(ROOT).as_posix()
        if not name.startswith(f"{room}/"):
            continue
        tree = ast.parse(path.read_text("utf-8"))
        found = set(imports(tree)) & (RUNS_DATA | NETWORKS - MAY_TALK.get(name, set())) | set(
            unsafe_calls(tree)
        )
        if found:
            wrong[name] = found
    assert wrong == {}


@pytest.mark.parametrize(
    "code",
    [
        "import pickle", "from pickle import loads", "import urllib.request", "from urllib import request",
        "import socket as s", "eval('1')", "os.system('x')", "subprocess.run('x', shell=True)",
        "np.load(f, allow_pickle=True)", "torch.load(f)", "exec(x)", "np.load(f, allow_pickle=flag)",
    ],
)  # fmt: skip
def test_what_is_looked_for_is_found(code: str) -> None:
    tree = ast.parse(code)
    assert set(imports(tree)) & (RUNS_DATA | NETWORKS) | set(unsafe_calls(tree))
