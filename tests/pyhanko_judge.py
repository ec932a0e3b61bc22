"""Shows signed PDFs to pyHanko: `pyhanko_judge.py CHANGES ACTION [OPTION…]` with the name of a file
in each line of standard input. For each it is `pyhanko sign ACTION [OPTION…] FILE`, in one process:
starting pyHanko takes longer than its verdict. Prints `ok - FILE ACTION` if every signature is
intact, of somebody trusted, and followed by no changes but CHANGES (`UNTOUCHED|…`, as pyHanko
calls them); otherwise `not ok - …`."""
import contextlib
import io
import re
import sys
import traceback

from pyhanko.cli import cli_root


def verdicts(arguments):
    """Returns the lines that the command prints, one for each signature."""
    out = io.StringIO()
    with contextlib.redirect_stdout(out):
        try:
            cli_root.main(arguments, prog_name="pyhanko", standalone_mode=False)
        except Exception:  # pyHanko's own faults, too, are no good verdict
            traceback.print_exc()
    return out.getvalue().split("\n")[:-1]


changes, action, *options = sys.argv[1:]
good = re.compile(rf".*:INTACT:TRUSTED(,\S*)?,({changes})")
failed = False
for file in sys.stdin.read().splitlines():
    words = verdicts(["sign", action, *options, file])
    if words and all(map(good.fullmatch, words)):
        print(f"ok - {file} {action}", flush=True)
    else:
        failed = True
        print(f"not ok - {file} {action}: {' '.join(words) or 'no signature'}", flush=True)
sys.exit(failed)
