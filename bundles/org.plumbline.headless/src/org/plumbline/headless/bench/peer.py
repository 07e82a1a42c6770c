"""The PyTorch side of `plumbline bench`: reads one JSON object a line, answers one a line.

{"do": "prepare", "module": "peer_residual", "variant": "best", "folder": "...", ...}  ->  {"note": "..."}
{"do": "run", "steps": 20}  ->  {"cpu_ms": 31.5, "wall_ms": 31.6, "values": [...]}     always from the initial values
The first line, unasked: versions, linear algebra library and threads.
"""

import importlib
import json
import os
import sys
import time

try:
    import numpy
    import torch
except ImportError as missing:
    print(json.dumps({"missing": missing.name or str(missing)}), flush=True)
    sys.exit(3)


def linear_algebra():
    """The BLAS that a product really used, by the libraries that this process has mapped since."""
    torch.mm(torch.ones(64, 64), torch.ones(64, 64))
    torch.linalg.svdvals(torch.eye(3))
    with open("/proc/self/maps") as maps:
        names = {os.path.realpath(line.split()[-1]) for line in maps if ".so" in line}
    for key in ("mkl_rt", "mkl_core", "openblas", "blis", "atlas", "libblas"):
        for name in sorted(names):
            if key in os.path.basename(name) or "/" + key in name:
                return os.path.basename(os.path.dirname(name)) + "/" + os.path.basename(name)
    return "inside of libtorch"


def hello():
    capability = [line.split(":")[1].strip() for line in torch.__config__.show().splitlines()
                  if "CPU capability" in line]
    return {"torch": torch.__version__, "numpy": numpy.__version__, "python": sys.version.split()[0],
            "blas": linear_algebra(), "capability": capability[0] if capability else "unknown",
            "threads": torch.get_num_threads()}


def main():
    torch.set_num_threads(1)
    print(json.dumps(hello()), flush=True)
    case = None
    for line in sys.stdin:
        request = json.loads(line)
        try:
            if request["do"] == "prepare":
                case = None
                case = importlib.import_module(request["module"]).prepare(request)
                answer = {"note": case.note}
            else:
                case.reset()
                wall, cpu = time.perf_counter(), time.process_time()
                values = case.run(request["steps"])
                cpu, wall = time.process_time() - cpu, time.perf_counter() - wall
                answer = {"cpu_ms": 1e3 * cpu, "wall_ms": 1e3 * wall, "values": values}
        except Exception as failure:
            answer = {"error": "%s: %s" % (type(failure).__name__, " ".join(str(failure).split())[:300])}
        print(json.dumps(answer), flush=True)


if __name__ == "__main__":
    main()
