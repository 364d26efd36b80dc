"""Runs the Python verifier many times in one process: a case a line on standard input, an answer a line in return.

A case may write files ([path, base64]), run the program (its arguments), and call verify() beside it (files, trusted).
Of a program that is asked for as it is ("plain"), all that it printed comes back.
"""

import base64
import contextlib
import importlib.util
import io
import json
import sys

sys.dont_write_bytecode = True
spec = importlib.util.spec_from_file_location("verifier", sys.argv[1])
verifier = importlib.util.module_from_spec(spec)
spec.loader.exec_module(verifier)


def remembering(hashed):
    """The same function of a list of bytes, which computes nothing twice: cases that differ in a byte share the rest."""
    known = {}

    def ask(parts):
        keys = [bytes(part) for part in parts]
        new = [key for key in dict.fromkeys(keys) if key not in known]
        if new:
            known.update(zip(new, hashed(new)))
        return [known[key] for key in keys]

    return ask


verifier.keccak_all = remembering(verifier.keccak_all)
verifier.blake3_all = remembering(verifier.blake3_all)


def steps_of(verdict):
    return {step["id"]: step["outcome"] for step in verdict["steps"]}


def answer(case):
    for path, data in case.get("write", ()):
        with open(path, "wb") as file:
            file.write(base64.b64decode(data))
    said = {}
    if "arguments" in case:
        out, err = io.StringIO(), io.StringIO()
        with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
            code = verifier.main(case["arguments"])
        plain = case.get("plain")
        verdict = json.loads(out.getvalue()) if out.getvalue() and not plain else None
        said["program"] = {"code": code, "error": err.getvalue()}
        if plain:
            said["program"]["out"] = out.getvalue()
        elif verdict:
            said["program"].update(verdict=verdict["verdict"], steps=steps_of(verdict))
            said["licences"] = {
                "licences": verdict["licences"],
                "sentences": [line for line in verdict["proved"] if line.startswith("After block") and " licence " in line],
            }
    if "verify" in case:
        given = case["verify"]
        with open(given["bundle"], "rb") as file:
            opened = verifier.open_bundle(file.read())
        verdict = verifier.verify(opened, given.get("files"), given["trusted"], given.get("expected"))
        said["function"] = {"verdict": verdict["verdict"], "steps": steps_of(verdict), "problems": verdict["problems"]}
    if "tables" in case:
        said["tables"] = {
            "codes": verifier.KNOWN_CODE,
            "events": verifier.EVENTS,
            "words": [verifier.USES, verifier.PURPOSES, verifier.TERRITORIES],
        }
    return said


for line in sys.stdin:
    print(json.dumps(answer(json.loads(line))), flush=True)
