#!/usr/bin/env python3
"""A second verifier of colophon-bundle/1, written from docs/formats.md alone, with nothing but Python's own library.

    python3 verify_bundle.py bundle.json [file ...] --block-hash 0x... [--chain 1] [--code 0x...]
    python3 verify_bundle.py --vectors sdk/vectors/bundle.json

Exit code: 0 proved (or all vectors agree), 1 disproved (or one does not), 2 cannot know.
It knows no ABI but the event of a stamp, so it does not list other records. What second anchors say is left to others.
"""

import argparse
import copy
import hashlib
import json
import pathlib
import re
import sys
import unicodedata

VECTORS = pathlib.Path(__file__).parents[2] / "sdk/vectors/bundle.json"

# The hashes of the creation code of this release's contracts.
KNOWN_CODE = json.loads(VECTORS.read_text(encoding="utf-8"))["initCodeHashes"]
DEPLOYER = "0x4e59b44847b379578588920ca78fbf26c0b4956c"
EMPTY_FILE = "0xe3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
MAX_WHOLE = 2**53 - 1


class Malformed(Exception):
    """The document is not a colophon-bundle/1."""


class Unproved(Exception):
    """A proof that does not hold."""


class Unknown(Exception):
    """Bytes that this program can't read, although they may be what they claim."""


# Keccak-256

ROUNDS = []
_lfsr = 1
for _ in range(24):
    _constant = 0
    for _bit in range(7):
        if _lfsr & 1:
            _constant |= 1 << ((1 << _bit) - 1)
        _lfsr = (_lfsr << 1) ^ (0x171 if _lfsr & 0x80 else 0)
    ROUNDS.append(_constant)
MASK = 2**64 - 1


def _rotate(value, by):
    by %= 64
    return ((value << by) | (value >> (64 - by))) & MASK


def _permute(lanes):
    for constant in ROUNDS:
        column = [lanes[x] ^ lanes[x + 5] ^ lanes[x + 10] ^ lanes[x + 15] ^ lanes[x + 20] for x in range(5)]
        for x in range(5):
            change = column[(x + 4) % 5] ^ _rotate(column[(x + 1) % 5], 1)
            for y in range(0, 25, 5):
                lanes[x + y] ^= change
        x, y, current = 1, 0, lanes[1]
        for step in range(24):
            x, y = y, (2 * x + 3 * y) % 5
            lanes[x + 5 * y], current = _rotate(current, (step + 1) * (step + 2) // 2), lanes[x + 5 * y]
        for y in range(0, 25, 5):
            row = lanes[y : y + 5]
            for x in range(5):
                lanes[y + x] = row[x] ^ (~row[(x + 1) % 5] & MASK & row[(x + 2) % 5])
        lanes[0] ^= constant


def keccak(data):
    rate = 136
    padded = bytearray(data) + b"\x01" + bytes(-(len(data) + 1) % rate)
    padded[-1] |= 0x80
    lanes = [0] * 25
    for start in range(0, len(padded), rate):
        for i in range(rate // 8):
            lanes[i] ^= int.from_bytes(padded[start + 8 * i : start + 8 * i + 8], "little")
        _permute(lanes)
    return b"".join(lane.to_bytes(8, "little") for lane in lanes[:4])


def hexed(data):
    return "0x" + data.hex()


def raw(text):
    return bytes.fromhex(text[2:])


# RFC 8785, as far as these documents need it: objects, lists, texts, whole numbers

def jcs(value):
    if isinstance(value, dict):
        keys = sorted(value, key=lambda key: key.encode("utf-16-be"))
        return "{" + ",".join(jcs(key) + ":" + jcs(value[key]) for key in keys) + "}"
    if isinstance(value, list):
        return "[" + ",".join(jcs(item) for item in value) + "]"
    if isinstance(value, str):
        return json.dumps(value, ensure_ascii=False)
    if isinstance(value, int) and not isinstance(value, bool):
        return str(value)
    raise Malformed("a value of an unexpected kind")


# The document

def need(condition, problem):
    if not condition:
        raise Malformed(problem)


def fields(value, required, optional=()):
    need(isinstance(value, dict), "not an object")
    need(set(required) <= set(value) <= set(required) | set(optional), "fields missing or unknown")


def whole(value, minimum=0):
    need(isinstance(value, int) and not isinstance(value, bool) and minimum <= value <= MAX_WHOLE, "not a whole number")


def digits(value, count):
    need(isinstance(value, str) and re.fullmatch("0x[0-9a-f]{%d}" % count, value), "not %d digits" % count)


def hash_of(value):
    digits(value, 64)


def address_of(value):
    digits(value, 40)


def bytes_of(value):
    need(isinstance(value, str) and re.fullmatch("0x(?:[0-9a-f]{2})+", value), "not bytes")


def items(value, check, least=0, most=None):
    need(isinstance(value, list) and len(value) >= least and (most is None or len(value) <= most), "not such a list")
    for item in value:
        check(item)


def rising(values):
    need(all(a < b for a, b in zip(values, values[1:])), "not sorted, or twice")


def check_path(path):
    need(isinstance(path, str), "not a path")
    try:
        units = len(path.encode("utf-16-be")) // 2
    except UnicodeEncodeError:
        raise Malformed("half a character in a path")
    need(1 <= units <= 1024 and unicodedata.normalize("NFC", path) == path, "path")
    need(not re.search("[\u0000-\u001f\u007f-\u009f]", path), "control character in a path")
    need(all(part not in ("", ".", "..") for part in path.split("/")), "path")


def check_anchor(anchor):
    fields(anchor, ["chainId", "number", "hash"])
    whole(anchor["chainId"], 1)
    whole(anchor["number"])
    hash_of(anchor["hash"])


def check_entry(entry):
    fields(entry, ["path", "size", "type", "sha256", "blake3", "salt"])
    check_path(entry["path"])
    whole(entry["size"])
    kind = "[a-z0-9!#$&^_.+-]{1,127}"
    need(isinstance(entry["type"], str) and re.fullmatch(kind + "/" + kind, entry["type"]), "media type")
    for name in ("sha256", "blake3", "salt"):
        hash_of(entry[name])


def check_head(head, more=()):
    fields(head, ["format", *more], ["anchor"])
    need(head["format"] in ("colophon-manifest/1", "colophon-manifest/2"), "format of the manifest")
    if "anchor" in head:
        check_anchor(head["anchor"])


def check_manifest(manifest):
    check_head(manifest, ["files"])
    items(manifest["files"], check_entry, 1)
    need(any(entry["size"] > 0 for entry in manifest["files"]), "all files are empty")
    rising([entry["path"].encode("utf-16-be") for entry in manifest["files"]])


def check_disclosure(disclosure):
    fields(disclosure, ["digest", "blinding", "proof"], ["range"])
    if "range" in disclosure:
        check_range(disclosure["range"])
    hash_of(disclosure["digest"])
    hash_of(disclosure["blinding"])
    items(disclosure["proof"], hash_of, 0, 64)


def check_range(shown):
    fields(shown, ["from", "to", "size", "blake3", "salt", "name", "nodes"])
    for name in ("from", "to", "size"):
        whole(shown[name], 0 if name == "from" else 1)
    for name in ("blake3", "salt", "name"):
        hash_of(shown[name])
    items(shown["nodes"], hash_of, 0, 86)
    start, end, size = shown["from"], shown["to"], shown["size"]
    need(start < end <= size and end - start < size, "a range of nothing or of all")
    need(start % 1024 == 0 and (end % 1024 == 0 or end == size), "a range that is not on borders of chunks")


def check_stamp_fields(stamp):
    fields(
        stamp,
        ["claimant", "contentRoot", "salt", "commitment"],
        ["batch", "manifest", "files", "head", "anchor", "witnesses"],
    )
    address_of(stamp["claimant"])
    for name in ("contentRoot", "salt", "commitment"):
        hash_of(stamp[name])
    if "batch" in stamp:
        fields(stamp["batch"], ["root", "proof"])
        hash_of(stamp["batch"]["root"])
        items(stamp["batch"]["proof"], hash_of, 0, 64)
    need(("manifest" in stamp) != ("files" in stamp), "either a manifest or files")
    if "manifest" in stamp:
        check_manifest(stamp["manifest"])
    else:
        items(stamp["files"], check_disclosure, 1)
    if "head" in stamp:
        need("files" in stamp, "a head without files")
        check_head(stamp["head"])
    if "anchor" in stamp:
        bytes_of(stamp["anchor"])
        need(anchor_of(stamp) is not None, "a header for no anchor")


    if "witnesses" in stamp:
        items(stamp["witnesses"], check_witness, 1)
        digests = [witness["sha256"] for witness in stamp["witnesses"]]
        need(len(digests) == len(set(digests)), "a second anchor twice")


def check_witness(witness):
    fields(witness, ["type", "sha256", "proof"])
    need(witness["type"] in ("rfc3161", "opentimestamps"), "kind of second anchor")
    hash_of(witness["sha256"])
    bytes_of(witness["proof"])


def anchor_of(stamp):
    return stamp.get("manifest", stamp.get("head", {})).get("anchor")


def check_contract(contract):
    fields(contract, ["name", "address", "deployer", "initCodeHash"])
    need(contract["name"] in ("timestamps", "colophon", "works", "terms", "licences", "compliance", "royalties"), "name of a contract")
    address_of(contract["address"])
    address_of(contract["deployer"])
    hash_of(contract["initCodeHash"])


def check_receipt(receipt):
    fields(receipt, ["transaction", "proof"])
    whole(receipt["transaction"])
    items(receipt["proof"], bytes_of, 0, 64)


def check_slot(slot):
    fields(slot, ["slot", "proof"])
    hash_of(slot["slot"])
    items(slot["proof"], bytes_of, 0, 64)


def check_account(account):
    fields(account, ["address", "proof"], ["storage"])
    address_of(account["address"])
    items(account["proof"], bytes_of, 0, 64)
    if "storage" in account:
        items(account["storage"], check_slot, 1)
        rising([slot["slot"] for slot in account["storage"]])


def check_block(block):
    fields(block, ["number", "time", "hash", "header"], ["receipts", "accounts"])
    whole(block["number"])
    whole(block["time"])
    hash_of(block["hash"])
    bytes_of(block["header"])
    need("receipts" in block or "accounts" in block, "a block without anything")
    if "receipts" in block:
        items(block["receipts"], check_receipt, 1)
        rising([receipt["transaction"] for receipt in block["receipts"]])
    if "accounts" in block:
        items(block["accounts"], check_account, 1)
        rising([account["address"] for account in block["accounts"]])


def parse(text):
    try:
        bundle = json.loads(text)
    except (ValueError, RecursionError):
        raise Malformed("not JSON")
    fields(bundle, ["format", "chainId", "contracts", "blocks"], ["stamp"])
    need(bundle["format"] == "colophon-bundle/1", "another format")
    whole(bundle["chainId"], 1)
    items(bundle["contracts"], check_contract)
    names = [contract["name"] for contract in bundle["contracts"]]
    need(len(names) == len(set(names)), "a contract twice")
    items(bundle["blocks"], check_block, 1)
    rising([block["number"] for block in bundle["blocks"]])
    if "stamp" in bundle:
        check_stamp_fields(bundle["stamp"])
        need("timestamps" in names, "a stamp without its contract")
    need(jcs(bundle) == text, "not in canonical form")
    return bundle


# RLP, tries, headers, receipts

def rlp_decode(data):
    item, end = _rlp(data, 0, len(data), 0)
    if end != len(data):
        raise Unproved("bytes after the end")
    return item


def _rlp(data, start, limit, depth):
    if start >= limit or depth > 32:
        raise Unproved("ends too early or nests too deep")
    prefix = data[start]
    if prefix < 0x80:
        return data[start : start + 1], start + 1
    is_list = prefix >= 0xC0
    length = prefix - (0xC0 if is_list else 0x80)
    begin = start + 1
    if length > 55:
        size = length - 55
        written = data[begin : begin + size]
        begin += size
        length = int.from_bytes(written, "big")
        if begin > limit or written[:1] == b"\x00" or length <= 55:
            raise Unproved("a length that is written wrongly")
    end = begin + length
    if end > limit:
        raise Unproved("ends too early")
    if not is_list:
        if length == 1 and data[begin] < 0x80:
            raise Unproved("a small byte in two")
        return data[begin:end], end
    inner = []
    while begin < end:
        item, begin = _rlp(data, begin, end, depth + 1)
        inner.append(item)
    return inner, end


def rlp_bytes(data):
    """RLP of a short text of bytes: enough for the keys of receipts."""
    return data if len(data) == 1 and data[0] < 0x80 else bytes([0x80 + len(data)]) + data


def number_bytes(value):
    return value.to_bytes((value.bit_length() + 7) // 8, "big")


def number_of(data):
    if not isinstance(data, bytes) or len(data) > 32 or data[:1] == b"\x00":
        raise Unproved("not a number")
    return int.from_bytes(data, "big")


def nibbles_of(data):
    return [nibble for byte in data for nibble in (byte >> 4, byte & 15)]


def trie_value(root, key, proof):
    """The value, or None if it is absent."""
    if not proof:
        if root == keccak(b"\x80"):
            return None
        raise Unproved("an empty proof")
    waiting = [raw(node) for node in proof]

    def take(expected):
        if not waiting:
            raise Unproved("breaks off")
        node = waiting.pop(0)
        if keccak(node) != expected:
            raise Unproved("a node with another hash")
        return rlp_decode(node)

    value = _follow(take(root), nibbles_of(key), take)
    if waiting:
        raise Unproved("nodes that are not on the way")
    return value


def _value(item):
    if not isinstance(item, bytes):
        raise Unproved("a value that is not bytes")
    return item or None


def _follow(node, rest, take):
    while True:
        if not isinstance(node, list):
            raise Unproved("a node that is not a list")
        if len(node) == 17:
            if not rest:
                return _value(node[16])
            child, rest = node[rest[0]], rest[1:]
            if child == b"":
                return None
        elif len(node) == 2:
            if not isinstance(node[0], bytes) or not node[0]:
                raise Unproved("a path that can't be read")
            flag, padding, *path = nibbles_of(node[0])
            if flag > 3 or (flag % 2 == 0 and padding != 0):
                raise Unproved("a path that can't be read")
            if flag % 2 == 1:
                path = [padding] + path
            if flag >= 2:
                return _value(node[1]) if path == rest else None
            if rest[: len(path)] != path:
                return None
            child, rest = node[1], rest[len(path) :]
        else:
            raise Unproved("a node with an odd number of parts")
        if isinstance(child, list):
            node = child
        elif len(child) == 32:
            node = take(child)
        else:
            raise Unproved("a link of an odd length")


HEADER_NAMES = (
    "parentHash sha3Uncles miner stateRoot transactionsRoot receiptsRoot logsBloom difficulty number gasLimit gasUsed "
    "timestamp extraData mixHash nonce baseFeePerGas withdrawalsRoot blobGasUsed excessBlobGas parentBeaconBlockRoot "
    "requestsHash blockAccessListHash slotNumber"
).split()
LENGTHS = [32, 32, 20, 32, 32, 32, 256, "n32", "n8", "n8", "n8", "n8", "data", 32, 8, "n32"]
LENGTHS += [32, "n8", "n8", 32, 32, 32, "n8"]


def read_header(data):
    try:
        header = rlp_decode(data)
        if not isinstance(header, list) or len(header) not in (16, 17, 20, 21, 23):
            raise Unknown("a header of another number of fields")
        for field, length in zip(header, LENGTHS):
            if not isinstance(field, bytes):
                raise Unknown("a field that is a list")
            if length == "data":
                fits = len(field) <= 4096
            elif isinstance(length, int):
                fits = len(field) == length
            else:
                number_of(field)
                fits = len(field) <= int(length[1:])
            if not fits:
                raise Unknown("a field of another length")
        number, time = number_of(header[8]), number_of(header[11])
        if max(number, time) > MAX_WHOLE:
            raise Unknown("a number beyond any block")
    except Unproved as problem:
        raise Unknown(str(problem))
    return {"parent": header[0], "state": header[3], "receipts": header[5], "number": number, "time": time}


def read_receipt(data):
    try:
        if data[0] < 0xC0:
            if not 1 <= data[0] <= 4:
                raise Unknown("a type of receipt")
            data = data[1:]
        receipt = rlp_decode(data)
        if not isinstance(receipt, list) or len(receipt) != 4:
            raise Unknown("a receipt of another shape")
        status, gas, bloom, logs = receipt
        number_of(gas)
        if number_of(status) > 1 or not isinstance(bloom, bytes) or len(bloom) != 256 or not isinstance(logs, list):
            raise Unknown("a receipt of another shape")
        for log in logs:
            if not isinstance(log, list) or len(log) != 3 or not isinstance(log[1], list):
                raise Unknown("a log of another shape")
            lengths = [(log[0], 20)] + [(topic, 32) for topic in log[1]]
            if not all(isinstance(part, bytes) and len(part) == length for part, length in lengths):
                raise Unknown("a log of another shape")
            if not isinstance(log[2], bytes):
                raise Unknown("a log of another shape")
        return logs
    except Unproved as problem:
        raise Unknown(str(problem))


# Merkle trees, manifests, commitments

def join(a, b):
    return keccak(min(a, b) + max(a, b))


def climb(leaf, proof):
    for sibling in proof:
        leaf = join(leaf, raw(sibling))
    return leaf


def leaf_of(digest, blinding):
    return keccak(keccak(raw(digest) + blinding))


def hash_json(value):
    return keccak(jcs(value).encode("utf-8"))


def without(value, name):
    return {key: item for key, item in value.items() if key != name}


def content_root(manifest):
    leaves = [leaf_of(entry["sha256"], blinding_of(entry, manifest["format"])) for entry in manifest["files"]]
    nodes = [b""] * (len(leaves) - 1) + leaves[::-1]
    for i in range(len(leaves) - 2, -1, -1):
        nodes[i] = join(nodes[2 * i + 1], nodes[2 * i + 2])
    return join(nodes[0], hash_json(without(manifest, "files")))


TYPE = b"Commitment(uint256 chainId,address timestamps,address claimant,bytes32 contentRoot,bytes32 salt)"


def commitment_of(chain, timestamps, claimant, root, salt):
    words = [keccak(TYPE), chain.to_bytes(32, "big"), bytes(12) + raw(timestamps), bytes(12) + raw(claimant)]
    return keccak(b"".join(words) + raw(root) + raw(salt))


def blinding_of(entry, format_):
    if format_ == "colophon-manifest/1":
        return hash_json(without(entry, "sha256"))
    salt = raw(entry["salt"])
    name = hash_json({"path": entry["path"], "type": entry["type"], "salt": hexed(keccak(salt + b"\x01"))})
    return keccak(name + bytes_hash(entry["blake3"], entry["size"], hexed(keccak(salt + b"\x02"))))


def bytes_hash(blake3, size, salt):
    return hash_json({"blake3": blake3, "size": size, "salt": salt})


# BLAKE3's tree, from its paper

IV = [0x6A09E667, 0xBB67AE85, 0x3C6EF372, 0xA54FF53A, 0x510E527F, 0x9B05688C, 0x1F83D9AB, 0x5BE0CD19]
PERMUTATION = [2, 6, 3, 10, 7, 0, 4, 13, 1, 11, 12, 5, 9, 14, 15, 8]
MIXES = [(0, 4, 8, 12), (1, 5, 9, 13), (2, 6, 10, 14), (3, 7, 11, 15)]
MIXES += [(0, 5, 10, 15), (1, 6, 11, 12), (2, 7, 8, 13), (3, 4, 9, 14)]
CHUNK_START, CHUNK_END, PARENT, ROOT = 1, 2, 4, 8


def _turn(value, by):
    return (value >> by) | (value << (32 - by)) & 0xFFFFFFFF


def blake3_block(value, block, counter, flags):
    words = [int.from_bytes(block.ljust(64, b"\x00")[i : i + 4], "little") for i in range(0, 64, 4)]
    v = value + IV[:4] + [counter & 0xFFFFFFFF, counter >> 32, len(block), flags]
    for _ in range(7):
        for i, (a, b, c, d) in enumerate(MIXES):
            for word, first, second in ((words[2 * i], 16, 12), (words[2 * i + 1], 8, 7)):
                v[a] = (v[a] + v[b] + word) & 0xFFFFFFFF
                v[d] = _turn(v[d] ^ v[a], first)
                v[c] = (v[c] + v[d]) & 0xFFFFFFFF
                v[b] = _turn(v[b] ^ v[c], second)
        words = [words[i] for i in PERMUTATION]
    return [v[i] ^ v[i + 8] for i in range(8)]


def blake3_chunk(data, position):
    blocks = [data[i : i + 64] for i in range(0, len(data), 64)]
    value = IV
    for i, block in enumerate(blocks):
        flags = (CHUNK_START if i == 0 else 0) | (CHUNK_END if i == len(blocks) - 1 else 0)
        value = blake3_block(value, block, position, flags)
    return b"".join(word.to_bytes(4, "little") for word in value)


def blake3_parent(left, right, is_root=False):
    value = blake3_block(IV, left + right, 0, PARENT | (ROOT if is_root else 0))
    return b"".join(word.to_bytes(4, "little") for word in value)


def left_chunks(chunks):
    return 1 << ((chunks - 1).bit_length() - 1)


def blake3_node(data, position):
    """The node over all the chunks of some bytes, of which the first has that position in its file."""
    chunks = -(-len(data) // 1024)
    if chunks == 1:
        return blake3_chunk(data, position)
    left = left_chunks(chunks)
    return blake3_parent(blake3_node(data[: left * 1024], position), blake3_node(data[left * 1024 :], position + left))


def spans_of(shown):
    """The largest nodes within the range or beside it: (first chunk, number of chunks, whether within)."""
    first, end = shown["from"] // 1024, -(-shown["to"] // 1024)

    def visit(chunk, chunks):
        within = chunk >= first and chunk + chunks <= end
        if within or chunk >= end or chunk + chunks <= first:
            return [(chunk, chunks, within)]
        left = left_chunks(chunks)
        return visit(chunk, left) + visit(chunk + left, chunks - left)

    return visit(0, -(-shown["size"] // 1024))


def range_leads(blinding, shown):
    opened = keccak(raw(shown["name"]) + bytes_hash(shown["blake3"], shown["size"], shown["salt"]))
    spans = spans_of(shown)
    if hexed(opened) != blinding or len(spans) != len(shown["nodes"]):
        return False
    known = {(chunk, chunks): raw(node) for (chunk, chunks, _), node in zip(spans, shown["nodes"])}

    def node(chunk, chunks, is_root):
        if (chunk, chunks) in known:
            return known[chunk, chunks]
        left = left_chunks(chunks)
        return blake3_parent(node(chunk, left, False), node(chunk + left, chunks - left, False), is_root)

    return hexed(node(0, -(-shown["size"] // 1024), True)) == shown["blake3"]


def excerpt_of(file, disclosed):
    """The disclosure whose range a file is, or None."""
    for disclosure in disclosed:
        shown = disclosure.get("range")
        if shown is None or shown["to"] - shown["from"] != file["size"]:
            continue
        within = [node for node, span in zip(shown["nodes"], spans_of(shown)) if span[2]]
        for excerpt in file.get("excerpts", []):
            if (excerpt["from"], excerpt["fileSize"], excerpt["nodes"]) == (shown["from"], shown["size"], within):
                return disclosure
    return None


def read_excerpts(data, disclosed):
    """What bytes would be as each of the disclosed ranges."""
    found = []
    for shown in (disclosure["range"] for disclosure in disclosed if "range" in disclosure):
        if shown["to"] - shown["from"] == len(data):
            nodes = [
                hexed(blake3_node(data[chunk * 1024 - shown["from"] : (chunk + chunks) * 1024 - shown["from"]], chunk))
                for chunk, chunks, within in spans_of(shown)
                if within
            ]
            found.append({"from": shown["from"], "fileSize": shown["size"], "nodes": nodes})
    return found


# The verification

def verify(text, files=(), trusted=(), expected=None, codes=()):
    """The verdict, the steps as a list of (id, outcome), and what is proved of licences."""
    steps, gaps, licences = [], [], []

    def step(name, holds):
        steps.append((name, "proved" if holds else "disproved"))

    def gap(name):
        gaps.append(name)
        steps.append((name, "not-checked"))

    def verdict():
        if any(outcome == "disproved" for _, outcome in steps):
            return "disproved", steps, []
        return ("cannot-know", steps, []) if gaps else ("proved", steps, licences)

    try:
        bundle = parse(text)
    except Malformed:
        gap("format")
        return verdict()
    step("format", True)

    chain, stamp = bundle["chainId"], bundle.get("stamp")
    contracts = {contract["name"]: contract for contract in bundle["contracts"]}
    named = {
        "chainId": chain,
        "timestamps": contracts.get("timestamps", {}).get("address"),
        "claimant": (stamp or {}).get("claimant"),
        "contentRoot": (stamp or {}).get("contentRoot"),
    }
    for part, value in named.items():
        if part in (expected or {}):
            step("expected:" + part, str(value) == str(expected[part]).lower())

    for contract in bundle["contracts"]:
        name, deployer, code = contract["name"], contract["deployer"], contract["initCodeHash"]
        made = keccak(b"\xff" + raw(deployer) + bytes(32) + raw(code))[12:]
        rightful = DEPLOYER if name in ("timestamps", "colophon") else contracts.get("colophon", {}).get("address")
        if hexed(made) != contract["address"]:
            step("contract:" + name, False)
        elif deployer != rightful or code not in (KNOWN_CODE.get(name), *codes):
            gap("contract:" + name)
        else:
            step("contract:" + name, True)

    headers, receipts, states, storages = {}, [], 0, []
    for block in bundle["blocks"]:
        number = block["number"]
        name = "header:%d" % number
        if keccak(raw(block["header"])) != raw(block["hash"]):
            step(name, False)
            continue
        try:
            header = read_header(raw(block["header"]))
        except Unknown:
            gap(name)
            continue
        fits = (header["number"], header["time"]) == (number, block["time"])
        step(name, fits)
        if not fits:
            continue
        headers[number] = header
        for receipt in block.get("receipts", []):
            name = "receipt:%d:%d" % (number, receipt["transaction"])
            try:
                key = rlp_bytes(number_bytes(receipt["transaction"]))
                value = trie_value(header["receipts"], key, receipt["proof"])
                if value is None:
                    raise Unproved("absent")
                logs = read_receipt(value)
            except Unproved:
                step(name, False)
            except Unknown:
                gap(name)
            else:
                step(name, True)
                receipts.append((block, logs))
        for account in block.get("accounts", []):
            try:
                storages.append((number, header["time"], account["address"], check_state(account, header)))
                states += 1
                step("account:%d:%s" % (number, account["address"]), True)
            except Unproved:
                step("account:%d:%s" % (number, account["address"]), False)

    found = None
    records = 0
    event = keccak(b"Commit(uint256,address,bytes32,bytes)")
    ours = {raw(contract["address"]) for contract in bundle["contracts"]}
    for _, logs in receipts:
        records += sum(1 for log in logs if log[0] in ours)
    if stamp:
        if "manifest" in stamp:
            step("content", content_root(stamp["manifest"]) == raw(stamp["contentRoot"]))
        else:
            leads = all(
                climb(leaf_of(file["digest"], raw(file["blinding"])), file["proof"]) == raw(stamp["contentRoot"])
                for file in stamp["files"]
            )
            step("content", leads and all(file["digest"] != EMPTY_FILE for file in stamp["files"]))
            for i, file in enumerate(stamp["files"]):
                if "range" in file:
                    step("range:%d" % i, range_leads(file["blinding"], file["range"]))
            if "head" in stamp:
                head = hexed(hash_json(stamp["head"]))
                step("head", all(file["proof"] and file["proof"][-1] == head for file in stamp["files"]))
        timestamps = contracts["timestamps"]["address"]
        made = commitment_of(chain, timestamps, stamp["claimant"], stamp["contentRoot"], stamp["salt"])
        step("commitment", hexed(made) == stamp["commitment"])
        stamped = stamp["commitment"]
        if "batch" in stamp:
            batch = stamp["batch"]
            step("batch", climb(raw(stamp["commitment"]), batch["proof"]) == raw(batch["root"]))
            stamped = batch["root"]
        for block, logs in receipts:
            for address, topics, _ in logs:
                mine = address == raw(timestamps) and len(topics) == 4 and topics[0] == event
                if found is None and mine and topics[3] == raw(stamped):
                    found = block, int.from_bytes(topics[1], "big") == block["time"], topics[2][12:]
        if found:
            step("stamp", found[1])
            if found[1]:
                own = found[2] == raw(stamp["claimant"])
                steps.append(("claimant", "proved" if own else "not-checked"))
        elif len(receipts) < sum(len(block.get("receipts", [])) for block in bundle["blocks"]):
            gap("stamp")
        else:
            step("stamp", False)

    listed = stamp and stamp.get("manifest", {}).get("files")
    if listed:
        digests = {entry["sha256"] for entry in listed}
        known = {(entry["sha256"], entry["blake3"], entry["size"]) for entry in listed}
        given = {file["sha256"] for file in files}
        matches = [(file["sha256"], file["blake3"], file["size"]) in known for file in files]
    else:
        disclosed = stamp["files"] if stamp else []
        digests = {file["digest"] for file in disclosed}
        excerpts = [excerpt_of(file, disclosed) for file in files]
        given = {excerpt["digest"] if excerpt else file["sha256"] for file, excerpt in zip(files, excerpts)}
        matches = [file["sha256"] in digests or excerpt is not None for file, excerpt in zip(files, excerpts)]
    if not files:
        if digests:
            steps.append(("files", "not-checked"))
    elif not digests:
        gap("files")
    else:
        step("files", all(matches))
        if all(matches) and digests - given:
            steps.append(("files-missing", "not-checked"))

    here = [known for known in trusted if known.get("chainId", chain) == chain]
    if trusted and not here:
        step("chain", False)
    hashes = {block["hash"] for block in bundle["blocks"]}
    if stamp and anchor_of(stamp):
        hashes.add(anchor_of(stamp)["hash"])
    for block in bundle["blocks"]:
        name, number = "trust:%d" % block["number"], block["number"]
        match = [k for k in here if k["hash"] == block["hash"] and k.get("number", number) == number]
        if match:
            if "chainId" in match[0] or stamp:
                steps.append((name, "assumed"))
            else:
                gap(name)
        elif any(
            (known.get("number") == number and known["hash"] != block["hash"])
            or ("number" not in known and known["hash"] not in hashes)
            for known in here
        ):
            step(name, False)
        else:
            gap(name)

    if stamp and anchor_of(stamp):
        steps.append(("anchor", anchor_outcome(chain, stamp, found and found[1] and found[0], headers, trusted)))
    for i, witness in enumerate((stamp or {}).get("witnesses", [])):
        step("witness:%d" % i, hashlib.sha256(raw(witness["proof"])).digest() == raw(witness["sha256"]))
    if not stamp and records + states == 0:
        gap("records")
    if contracts.get("licences", {}).get("initCodeHash") == KNOWN_CODE["licences"]:
        licences += read_licences(contracts, [log for _, logs in receipts for log in logs], storages)
    return verdict()


def check_state(account, header):
    encoded = trie_value(header["state"], keccak(raw(account["address"])), account["proof"])
    storage = account.get("storage", [])
    if encoded is None:
        if storage:
            raise Unproved("storage of no account")
        return {}
    fields_ = rlp_decode(encoded)
    if not isinstance(fields_, list) or len(fields_) != 4 or not all(isinstance(field, bytes) for field in fields_):
        raise Unproved("an account of another shape")
    values = {}
    for slot in storage:
        value = trie_value(fields_[2], keccak(raw(slot["slot"])), slot["proof"])
        values[slot["slot"]] = 0 if value is None else number_of(rlp_decode(value))
    return values


def anchor_outcome(chain, stamp, block, headers, trusted):
    anchor = anchor_of(stamp)
    if "anchor" in stamp:
        if hexed(keccak(raw(stamp["anchor"]))) != anchor["hash"]:
            return "disproved"
        try:
            if read_header(raw(stamp["anchor"]))["number"] != anchor["number"]:
                return "disproved"
        except Unknown:
            return "not-checked"
    mine = anchor["chainId"] == chain
    if mine and block and anchor["number"] >= block["number"]:
        return "disproved"
    if mine and block and hexed(headers[block["number"]]["parent"]) == anchor["hash"]:
        return "proved"
    for known in trusted:
        same = known["hash"] == anchor["hash"] and known.get("number", anchor["number"]) == anchor["number"]
        if same and known.get("chainId", chain) == anchor["chainId"]:
            return "assumed"
    return "not-checked"


# What storage says of licences

USES = """personal education research editorial web-and-social print advertising merchandise audiovisual
    games-and-software broadcast-and-streaming public-performance adaptation translation ai-training ai-generation
    manufacture resale-of-copies""".split()
TERRITORIES = """AD AE AF AG AI AL AM AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ BR BS
    BT BV BW BY BZ CA CC CD CF CG CH CI CK CL CM CN CO CR CU CV CW CX CY CZ DE DJ DK DM DO DZ EC EE EG EH ER ES ET FI FJ
    FK FM FO FR GA GB GD GE GF GG GH GI GL GM GN GP GQ GR GS GT GU GW GY HK HM HN HR HT HU ID IE IL IM IN IO IQ IR IS IT
    JE JM JO JP KE KG KH KI KM KN KP KR KW KY KZ LA LB LC LI LK LR LS LT LU LV LY MA MC MD ME MF MG MH MK ML MM MN MO MP
    MQ MR MS MT MU MV MW MX MY MZ NA NC NE NF NG NI NL NO NP NR NU NZ OM PA PE PF PG PH PK PL PM PN PR PS PT PW PY QA RE
    RO RS RU RW SA SB SC SD SE SG SH SI SJ SK SL SM SN SO SR SS ST SV SX SY SZ TC TD TF TG TH TJ TK TL TM TN TO TR TT TV
    TW TZ UA UG UM US UY UZ VA VC VE VG VI VN VU WF WS YE YT ZA ZM ZW""".split()
FOREVER = 2**40 - 1
SOLD = keccak(b"LicenceSold(uint256,bytes32,address,uint16)")
DEFINED = keccak(
    b"TermsDefined(bytes24,(uint64,uint256,uint40,uint8,bool,uint8,uint8,uint32,uint32,uint32,uint32,address,uint96,"
    b"uint96,uint96,bytes32))"
)


def word(value):
    return value.to_bytes(32, "big")


def entry(key, slot):
    return int.from_bytes(keccak(key + word(slot)), "big")


def bits(value, start, count):
    return value >> start & (1 << count) - 1


def names(bitmap, known, size, what):
    """The words for known bits, and behind them the others by their number."""
    found = [bit for bit in range(size) if bitmap >> bit & 1]
    return [known[bit] for bit in found if bit < len(known)] + [
        "%s %d" % (what, bit) for bit in found if bit >= len(known)
    ]


def licence_of(licence, read):
    """What slots say of a licence, None if there is no record of it to read, or False if there is no such licence."""
    record = read(entry(word(licence), 6))
    if not record:
        return None if record is None else False
    start, sublicence, terminated = bits(record, 160, 40), bool(bits(record, 252, 1)), bool(bits(record, 253, 1))
    found = {
        "holder": hexed(word(bits(record, 0, 160))[12:]),
        "start": start,
        "seats": bits(record, 224, 16),
        "terminated": terminated,
        "isSublicence": sublicence,
    }
    grantor = read(entry(word(licence), 13)) if sublicence else licence >> 32
    if sublicence and grantor is not None:
        found["parent"] = grantor
    known = None if grantor is None else read(entry(word(bits(record, 200, 24)), entry(word(grantor), 12) + 1))
    scope = None
    if known is not None:
        terms = word(known >> 64)[8:]
        found["terms"] = hexed(terms)
        slot = entry(terms + bytes(8), 10)
        scope, excluded = read(slot), read(slot + 1)
        if scope is not None and excluded is not None:
            covered = excluded ^ (2**256 - 1)
            exclusivity = bits(scope, 168, 8)
            found["scope"] = {
                "uses": names(bits(scope, 0, 64), USES, 64, "use"),
                "territories": "worldwide" if excluded == 0 else names(covered, TERRITORIES, 256, "territory"),
                "exclusivity": (["non-exclusive", "sole", "exclusive"] + ["unknown"] * 253)[exclusivity],
            }
    if terminated:
        end = read(entry(word(licence), 14))
    else:
        end = None if scope is None else min(FOREVER, start + bits(scope, 64, 40) * bits(record, 240, 12))
    if end is not None:
        found["end"] = end
    return found


def standing(chain, time):
    for number, licence in chain:
        if not licence or "end" not in licence:
            return {}
        state = "running"
        if time < licence["start"]:
            state = "not started"
        elif licence["end"] != FOREVER and time >= licence["end"]:
            state = "terminated" if licence["terminated"] else "expired"
        if state != "running":
            return {"state": state, "decisive": str(number)}
        if not licence["isSublicence"]:
            return {"state": state, "decisive": str(chain[0][0])}
    return {}


def read_licences(contracts, logs, storages):
    ours = raw(contracts["licences"]["address"])
    terms = raw(contracts["terms"]["address"]) if "terms" in contracts else None
    sold = [log for log in logs if log[0] == ours and len(log[1]) == 4 and log[1][0] == SOLD]
    deeds = {}
    for address, topics, data in logs:
        if address == terms and len(topics) == 2 and topics[0] == DEFINED and len(data) == 512:
            deeds.setdefault(hexed(topics[1][:24]), hexed(data[480:]))
    found = []
    for block, time, address, storage in storages:
        if raw(address) != ours:
            continue
        told = set()
        for number in dict.fromkeys(int.from_bytes(log[1][1], "big") for log in sold):
            chain = []
            while number is not None and len(chain) < 9:
                licence = licence_of(number, lambda slot: storage.get(hexed(word(slot % 2**256))))
                if licence is None:
                    break
                chain.append((number, licence))
                number = licence.get("parent") if licence else None
            for i, (number, licence) in enumerate(chain):
                if number in told:
                    continue
                told.add(number)
                head = {"block": block, "licence": str(number), "exists": bool(licence)}
                if licence:
                    head.update(licence)
                    if "parent" in licence:
                        head["parent"] = str(licence["parent"])
                    if licence.get("terms") in deeds:
                        head["deed"] = deeds[licence["terms"]]
                    head.update(standing(chain[i:], time))
                found.append(head)
    return found


# Vectors and the command line

def vector_text(bundle, vector):
    made = copy.deepcopy(bundle)
    for change in vector.get("changes", []):
        *way, last = change["path"]
        parent = made
        for key in way:
            parent = parent[key]
        if "value" not in change:
            del parent[last]
        elif isinstance(parent, list) and last == len(parent):
            parent.append(change["value"])
        else:
            parent[last] = change["value"]
    text = jcs(made)
    edit = vector.get("edit")
    return text.replace(edit["find"], edit["replace"], 1) if edit else text


def check_vectors(path):
    with open(path, encoding="utf-8") as file:
        published = json.load(file)
    failed = 0
    for vector in published["vectors"]:
        text = vector_text(published["bundles"][vector["bundle"]], vector)
        verdict, steps, licences = verify(
            text, vector.get("files", []), vector["trusted"], vector.get("expected"), vector.get("codes", [])
        )
        same = licences == vector.get("licences", [])
        if verdict != vector["verdict"] or dict(steps) != vector["steps"] or not same:
            failed += 1
            if not same:
                print("DIFFERS %s: %s, published %s" % (vector["name"], licences, vector.get("licences")))
            print("DIFFERS %s: %s %s, published %s %s" % (vector["name"], verdict, dict(steps), vector["verdict"], vector["steps"]))
    print("%d vectors, %d differ" % (len(published["vectors"]), failed))
    return 1 if failed else 0


def rlp_encode(item):
    payload = b"".join(rlp_encode(part) for part in item) if isinstance(item, list) else item
    if isinstance(item, bytes) and len(item) == 1 and item[0] < 0x80:
        return item
    offset = 0xC0 if isinstance(item, list) else 0x80
    if len(payload) <= 55:
        return bytes([offset + len(payload)]) + payload
    size = len(payload).to_bytes((len(payload).bit_length() + 7) // 8, "big")
    return bytes([offset + 55 + len(size)]) + size + payload


def check_headers(path):
    with open(path, encoding="utf-8") as file:
        published = json.load(file)
    failed = 0
    for vector in published:
        fields = []
        for name, length in zip(HEADER_NAMES, LENGTHS):
            if name in vector["header"]:
                value = vector["header"][name]
                number = isinstance(length, str) and length.startswith("n")
                whole = int(value, 16) if number else 0
                fields.append(whole.to_bytes((whole.bit_length() + 7) // 8, "big") if number else raw(value))
        encoded = rlp_encode(fields)
        if hexed(keccak(encoded)) != vector["hash"] or read_header(encoded)["number"] != vector["number"]:
            failed += 1
            print("DIFFERS %s %s" % (vector["chain"], vector["number"]))
    print("%d headers, %d differ" % (len(published), failed))
    return 1 if failed else 0


def main():
    parser = argparse.ArgumentParser(description="Verifies a colophon-bundle/1.")
    parser.add_argument("bundle", nargs="?")
    parser.add_argument("files", nargs="*")
    parser.add_argument("--block-hash", action="append", default=[])
    parser.add_argument("--chain", type=int)
    parser.add_argument("--code", action="append", default=[])
    parser.add_argument("--vectors")
    parser.add_argument("--headers")
    given = parser.parse_args()
    if keccak(b"") != raw("0xc5d2460186f7233c927e7db2dcc703c0e500b653ca82273b7bfad8045d85a470"):
        raise SystemExit("Keccak gives a wrong answer on this machine.")
    if given.vectors:
        return check_vectors(given.vectors)
    if given.headers:
        return check_headers(given.headers)
    if not given.bundle:
        parser.error("name a bundle")
    with open(given.bundle, "rb") as file:
        text = file.read().decode("utf-8")
    where = {} if given.chain is None else {"chainId": given.chain}
    verdict, steps, licences = verify(text, [], [{"hash": known, **where} for known in given.block_hash], where, given.code)
    # Whole files are compared by their SHA-256 alone, parts of files by their BLAKE3.
    for path in given.files:
        with open(path, "rb") as file:
            data = file.read()
        digest = "0x" + hashlib.sha256(data).hexdigest()
        stamp = json.loads(text).get("stamp", {}) if steps[0][1] == "proved" else {}
        listed = stamp.get("manifest", {}).get("files", [])
        found = digest in [entry["sha256"] for entry in listed] + [entry["digest"] for entry in stamp.get("files", [])]
        disclosed = stamp.get("files", [])
        found = found or excerpt_of({"size": len(data), "excerpts": read_excerpts(data, disclosed)}, disclosed) is not None
        steps.append(("file:" + path, "proved" if found else "disproved"))
        if not found:
            verdict = "disproved"
    for name, outcome in steps:
        print("%-12s %s" % (outcome, name))
    for licence in licences if verdict == "proved" else []:
        print("licence      %s" % json.dumps(licence))
    print(verdict)
    return {"proved": 0, "disproved": 1, "cannot-know": 2}[verdict]


if __name__ == "__main__":
    sys.exit(main())
