"""The real `aws` command without its start: a process that has it loaded divides for each command.

Starting pip's `aws` takes most of the second that a command takes, and the tests of the exercises run some hundreds.
What a learner runs, and what nbval runs, is the command as it is.
"""

import array
import contextlib
import json
import os
import select
import socket
import subprocess
import sys
import tempfile
import traceback
from pathlib import Path
from unittest import mock

CLIENT = """#!{python} -SI
import array, json, os, socket, sys
door = socket.socket(socket.AF_UNIX)
door.connect({address!r})
wish = json.dumps([sys.argv[1:], os.getcwd(), dict(os.environ)]).encode()
files = array.array("i", [0, 1, 2])
door.sendmsg([len(wish).to_bytes(8, "big")], [(socket.SOL_SOCKET, socket.SCM_RIGHTS, files)])
door.sendall(wish)
sys.exit(int(door.recv(8) or b"255"))
"""


@contextlib.contextmanager
def quick_aws():
    """Within `with quick_aws():` a practice account's `aws` is answered by a process that is there already."""
    with tempfile.TemporaryDirectory(prefix="aws-", ignore_cleanup_errors=True) as folder:
        address = str(Path(folder) / "door")
        command = [sys.executable, __file__, address]
        environment = {**os.environ, "HOME": folder}  # awscli looks into ~/.aws while it is loaded
        pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE}
        process = subprocess.Popen(command, env=environment, text=True, **pipes)
        try:
            assert process.stdout.readline() == "ready\n"

            def write_command(folder):
                folder.mkdir(mode=0o700)
                (folder / "aws").write_text(CLIENT.format(python=sys.executable, address=address))
                (folder / "aws").chmod(0o700)

            with mock.patch("helpers._account.local.write_aws_command", write_command):
                yield
        finally:
            process.communicate()


def serve(address):
    """Answers until its input ends, and with it the process that began it; each command in a child of its own."""
    import awscli.clidriver
    import awscli.customizations.s3.subcommands
    import awscli.handlers

    awscli.clidriver.create_clidriver()
    door = socket.socket(socket.AF_UNIX)
    door.bind(address)
    door.listen(50)
    print("ready", flush=True)
    while sys.stdin not in select.select([door, sys.stdin], [], [])[0]:
        line, _ = door.accept()
        child = os.fork()
        if child == 0 and os.fork() == 0:  # a grandchild needs nobody to wait for it
            answer(line)
        if child == 0:
            os._exit(0)
        line.close()
        os.waitpid(child, 0)


def answer(line):
    """Run one command as the process that asked would run it, and tell it the exit code."""
    import awscli.clidriver

    size, files = receive(line)
    wish = b""
    while len(wish) < size:
        wish += line.recv(size - len(wish))
    arguments, folder, environment = json.loads(wish)
    for number, file in enumerate(files):
        os.dup2(file, number)
        os.close(file)
    os.chdir(folder)
    models = os.environ["AWS_DATA_PATH"]  # awscli has set it while it was loaded
    os.environ.clear()
    os.environ.update(environment, AWS_DATA_PATH=models)
    sys.argv = ["aws", *arguments]
    code = 1
    try:
        code = awscli.clidriver.main()
    except SystemExit as end:
        code = end.code
    except BaseException:  # as Python ends a command of its own
        traceback.print_exc()
    finally:
        with contextlib.suppress(OSError):
            sys.stdout.flush()
        line.sendall(str(code or 0).encode())
        os._exit(0)


def receive(line):
    """The size of a wish and its three files."""
    files = array.array("i")
    head, extras, _, _ = line.recvmsg(8, socket.CMSG_LEN(3 * files.itemsize))
    files.frombytes(extras[0][2])
    return int.from_bytes(head, "big"), list(files)


if __name__ == "__main__":
    serve(sys.argv[1])
