"""Kernels that are ready at once: one process imports what every notebook needs, and each kernel is a fork of it.

Five kernels would import pandas, plotly and this package five times, half the time of a small report. `warm` starts the
one process beforehand, so that it gets ready while the corpus is measured. Nothing has run in it but imports: kernels
share no state. Where there is no such process (no Linux, or it ended), a kernel is started as Jupyter starts it.

This file is also what Jupyter starts for a kernel (`python -I -S kernels.py ADDRESS -f connection.json`): it asks the
process for a fork and stays as long as that lives. So nothing heavy is imported here.
"""

import json
import os
import socket
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress

NAME = "hamkari-warm"  # of the kernel in the run's own folder of kernels
CHOSEN = "HAMKARI_KERNEL"  # environment variable with the name of the kernel to run notebooks with


@contextmanager
def warm(folder: str, frames: str = "frames") -> Iterator[None]:
    """While this lasts, notebooks run in forks of a process that has imported everything; `folder` is the run's own."""
    import subprocess
    from pathlib import Path

    if sys.platform != "linux":
        yield
        return
    spec = Path(folder) / "kernels" / NAME
    spec.mkdir(parents=True)
    address = str(Path(folder) / "warm")
    command = [sys.executable, "-I", "-S", __file__, address, "-f", "{connection_file}"]
    about = {"argv": command, "display_name": NAME, "language": "python", "env": {}}
    (spec / "kernel.json").write_text(json.dumps(about), encoding="utf-8")
    with socket.socket(socket.AF_UNIX) as listener:
        listener.bind(address)
        listener.listen(16)
        code = f"from analysis.kernels import serve; serve({listener.fileno()}, {frames!r})"
        process = subprocess.Popen(
            [sys.executable, "-c", code], pass_fds=[listener.fileno()], stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )  # fmt: skip
    wanted = {CHOSEN: NAME, "JUPYTER_PATH": os.pathsep.join(filter(None, [folder, os.environ.get("JUPYTER_PATH")]))}
    try:
        with environment(wanted):
            yield
    finally:
        process.terminate()
        process.wait()


@contextmanager
def environment(wanted: dict[str, str]) -> Iterator[None]:
    """These environment variables as long as this lasts, then what was before."""
    before = {name: os.environ.get(name) for name in wanted}
    os.environ.update(wanted)
    try:
        yield
    finally:
        for name, value in before.items():
            if value is None:
                del os.environ[name]
            else:
                os.environ[name] = value


def serve(listening: int, frames: str) -> None:
    """Import everything, then fork a kernel for each that asks; ends with the process that started it."""
    import gc
    import signal

    os.environ["JPY_PARENT_PID"] = str(os.getpid())  # a kernel ends when this process, its parent, is gone
    _import_all(frames)
    gc.collect()
    gc.freeze()  # what is imported is shared by all, and never written to
    signal.signal(signal.SIGCHLD, _reap)
    with socket.socket(fileno=listening) as listener:
        while True:
            asker, _ = listener.accept()
            size, files, _, _ = socket.recv_fds(asker, 4, 3)
            asked = json.loads(_received(asker, int.from_bytes(size, "big")))
            if os.fork() == 0:
                listener.close()
                signal.signal(signal.SIGCHLD, signal.SIG_DFL)
                _be_kernel(asker, files, asked)
            for file in files:
                os.close(file)
            asker.close()


def _import_all(frames: str) -> None:
    import plotly.graph_objects as go
    import plotly.subplots  # noqa: F401
    from ipykernel import kernelapp  # noqa: F401

    from analysis import figures, findings, keyness, measures  # noqa: F401
    from analysis.codebook import CodebookError, load_codebook
    from analysis.figures.base import Picture

    Picture(
        [go.Bar(x=[1], y=[1]), go.Scatter(x=[1], y=[1])]
    )  # plotly imports the kinds of traces with the first of each
    with suppress(CodebookError):  # said where the report is rendered
        load_codebook(frames=frames)


def _reap(*_: object) -> None:
    """Take leave of every kernel that has ended, so that its time counts in ours."""
    with suppress(ChildProcessError):
        while os.waitpid(-1, os.WNOHANG)[0]:
            pass


def _be_kernel(asker: socket.socket, files: list[int], asked: dict) -> None:  # type: ignore[type-arg]
    try:
        for place, file in enumerate(files):
            os.dup2(file, place)
        os.chdir(asked["cwd"])
        os.environ.clear()
        os.environ.update(asked["env"])
        sys.argv = ["ipykernel_launcher", *asked["argv"]]
        asker.sendall(b"k")  # stays open as long as the kernel lives
        from ipykernel import kernelapp

        kernelapp.launch_new_instance()
    finally:
        os._exit(0)


def _received(asker: socket.socket, size: int) -> bytes:
    found = b""
    while len(found) < size and (more := asker.recv(size - len(found))):
        found += more
    return found


def ask(address: str, argv: list[str]) -> None:
    """Ask for a kernel and wait until it ends; without an answer, become one."""
    import signal

    before = signal.signal(signal.SIGINT, signal.SIG_IGN)  # what stops a cell is a message; this process only waits
    message = json.dumps({"argv": argv, "cwd": os.getcwd(), "env": dict(os.environ)}).encode()
    try:
        with socket.socket(socket.AF_UNIX) as server:
            server.connect(address)
            socket.send_fds(server, [len(message).to_bytes(4, "big")], [0, 1, 2])
            server.sendall(message)
            if server.recv(1):
                server.recv(1)
                return
    except OSError:
        pass
    signal.signal(signal.SIGINT, before)  # a program inherits what is ignored
    os.execv(sys.executable, [sys.executable, "-m", "ipykernel_launcher", *argv])


if __name__ == "__main__":
    ask(sys.argv[1], sys.argv[2:])
