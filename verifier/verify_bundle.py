#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
# Copyright (c) 2026 Colophon contributors
"""Says what a colophon-bundle/2 proves about files: a second verifier, which follows docs/formats.md.

    python3 verify_bundle.py tide.bundle.json tide.txt --block-hash 0x...
    python3 verify_bundle.py proof-0a1b2c3d.colophon.zip tide.txt --block-hash 0x...
    python3 verify_bundle.py --help

A proof package does in place of the bundle in it.

It needs Python 3.9 or newer and nothing else: no package, no network, no other file. It may be copied, read and run on
its own. It shares no code with the verifiers in TypeScript, so an error in one of them is not likely to be in both.

Exit code: 0 proved, 1 disproved, 2 cannot know. What can't be read or done is 2 as well, with a sentence on standard
error: whoever looks at the code alone never takes a mistake for a proof or for a disproof.

It asks no node: bring block hashes with --block-hash. What second anchors (time-stamp tokens, OpenTimestamps proofs)
say is left to `npm run colophon -- verify`; here only that they are the ones in the bundle is checked.
"""

import argparse
import base64
import codecs
import copy
import hashlib
import json
import os
import re
import stat
import struct
import sys
import time
import unicodedata
import zlib
from array import array
from bisect import bisect_left
from datetime import datetime, timedelta, timezone
from functools import lru_cache
from itertools import islice

# The hashes of the creation code of this release's contracts: docs/formats.md tells how to make them again.
KNOWN_CODE = {
    "timestamps": "0x74032f58853c190bb4d595f5b79b8c6c93c803274aafc6594624d10acea994c4",
    "colophon": "0x5962fc87c9a0fb9fce67bcb865ebea31689891ab9c0b165e4b330aca3c38c8c8",
    "works": "0x2594110868217d06a26153fa4b08563528ea1cdb0e8c609b908d59bda3d177a6",
    "terms": "0x504a61f513dcb92504ede02e44d6ea438503d0d7b1665d3e0a4d09a35feb496f",
    "offers": "0x2eccff439c5bb81f3cda68efa0dcb822efaa2d918c281b4b163f2b66a86894d6",
    "licences": "0xcfafd3b1b9d847a9e06c63d4ca53059bd7d34104b5b9dcd8e4164c2d8f2abdd2",
    "compliance": "0x91312e1972e5db0a029982a2e723ccf18e7724459f4a23afedc39cd2a2fac3f5",
    "royalties": "0x06381e9ff4a9a81ba2cbbdc8ac481e77795aceca1f0eb12a2fc317458db33399",
    "agreements": "0x1cb4a262edf348e5fbb85302290867b11b03b54ef8ca7cfeb5f93ded44ff4964",
    "assignments": "0x32e95329307a9aabae0333f11da4880c6a7c5ea0cd6b9f232f1fb68ceccd1103",
}

# What makes that code: the compiler, and the SHA-256 of its standard JSON input.
KNOWN_BUILD = {
    "compiler": "0.8.37+commit.f401782d",
    "input": "0x64b70b668867c7f399bb9051b164bb40ce6a15fedd3ddd4c5d6c5119a4087b37",
}

# The system contract that keeps the hashes of the last blocks (EIP-2935), and the hash of its code.
HISTORY = "0x0000f90827f1c53a10cb7a02335b175320002935"
HISTORY_CODE = "0x6e49e66782037c0555897870e29fa5e552daf4719552131a0abce779daec0a5d"
HISTORY_BLOCKS = 8191

# What the contracts of this release record, as docs/formats.md lists it (Events).
EVENTS = {
    "timestamps": [
        "Commit(uint256 indexed timePoint, address indexed from, bytes32 indexed commitment, bytes extraData)",
    ],
    "colophon": [],
    "works": [
        "Approval(address indexed owner, address indexed approved, uint256 indexed tokenId)",
        "ApprovalForAll(address indexed owner, address indexed operator, bool approved)",
        "BatchMetadataUpdate(uint256 _fromTokenId, uint256 _toTokenId)",
        "EIP712DomainChanged()",
        "FileDisclosed(uint256 indexed work, bytes32 indexed digest, bytes32 contentRoot)",
        "MetadataUpdate(uint256 _tokenId)",
        "Transfer(address indexed from, address indexed to, uint256 indexed tokenId)",
        "WorkDerived(uint256 indexed work, uint256 indexed parent, uint256 source, uint32 share)",
        "WorkRegistered(uint256 indexed work, address indexed claimant, bytes32 indexed contentRoot, bytes32 "
        "salt, bytes32 metadataDigest, uint8 category, uint16 resaleRoyalty, bytes32 holdersRoot)",
        "WorkRevised(uint256 indexed work, uint256 indexed revision, bytes32 indexed contentRoot, bytes32 "
        "salt, bytes32 metadataDigest, bytes32 previous, bytes32 head)",
    ],
    "terms": [
        "TermsDefined(bytes24 indexed id, (uint64 uses, uint32 purposes, uint256 territories, bytes32 field, "
        "uint40 duration, uint8 exclusivity, bool transferable, uint8 sublicensing, uint32 sublicenceShare, "
        "bool fallsWithParent, bool passesDown, uint8 derivatives, uint8 works, uint32 upstreamShare, uint8 "
        "further, address rules, bytes32 conditions, bytes32 deed) terms)",
    ],
    "offers": [
        "EIP712DomainChanged()",
        "LicenceRenewed(uint256 indexed licence, bytes32 indexed offer, address indexed payer, uint16 "
        "periods, uint40 end)",
        "LicenceSold(uint256 indexed licence, bytes32 indexed offer, address indexed buyer, uint16 seats, "
        "uint32 version)",
        "OfferClosed(bytes32 indexed offer, uint256 indexed work)",
        "OfferPublished(bytes32 indexed offer, uint256 indexed work, (uint256 work, uint256 parent, address "
        "licensor, address buyer, bytes24 terms, address currency, uint256 price, uint32 supply, uint40 "
        "opens, uint40 closes, uint40 starts, bytes32 schedule) details)",
    ],
    "licences": [
        "AgentSet(uint256 indexed grantor, address indexed account, address indexed agent, uint40 until)",
        "Approval(address indexed owner, address indexed approved, uint256 indexed tokenId)",
        "ApprovalForAll(address indexed owner, address indexed operator, bool approved)",
        "LicenceAccepted(uint256 indexed licence, address indexed account)",
        "LicenceSurrendered(uint256 indexed licence, address indexed holder, uint40 time)",
        "LicenceTerminated(uint256 indexed licence, uint40 time)",
        "Locked(uint256 tokenId)",
        "TokenExpiryUpdated(uint256 indexed tokenId, uint256 indexed startTime, uint256 indexed endTime)",
        "Transfer(address indexed from, address indexed to, uint256 indexed tokenId)",
        "Unlocked(uint256 tokenId)",
    ],
    "compliance": [
        "BreachNoticed(uint256 indexed licence, address indexed licensor, bytes32 evidence, uint40 cures)",
        "DebtPaid(uint256 indexed licence, address indexed payer, address currency, uint256 amount, uint256 "
        "withheld, bytes32 certificate)",
        "NoticeAnswered(uint256 indexed licence, address indexed licensee, bytes32 digest)",
        "NoticeContested(uint256 indexed licence, address indexed arbitrator, uint256 indexed disputeId, "
        "uint40 until)",
        "NoticeWithdrawn(uint256 indexed licence, address indexed licensor)",
        "Ruling(address indexed arbitrator, uint256 indexed disputeId, uint256 ruling)",
        "UsageAmended(uint256 indexed licence, uint32 indexed period, address indexed reporter, uint128 "
        "units, uint128 revenue, bytes32 digest, address currency, uint256 owed)",
        "UsageReported(uint256 indexed licence, uint32 indexed period, address indexed reporter, uint128 "
        "units, uint128 revenue, bytes32 digest, address currency, uint256 owed)",
    ],
    "royalties": [
        "Approval(address indexed owner, address indexed spender, uint256 indexed id, uint256 amount)",
        "Claimed(uint256 indexed work, address indexed currency, address indexed holder, address to, uint256 "
        "amount)",
        "EIP712DomainChanged()",
        "OperatorSet(address indexed owner, address indexed spender, bool approved)",
        "Paid(uint256 indexed work, address indexed currency, address indexed payer, uint256 amount, bytes32 "
        "memo)",
        "ProceedsCredited(address indexed account, address indexed currency, uint256 amount, bytes32 memo)",
        "ProceedsWithdrawn(address indexed account, address indexed currency, address to, uint256 amount)",
        "Settled(uint256 indexed work, uint256 indexed parent, address indexed currency, uint256 amount)",
        "Transfer(address caller, address indexed sender, address indexed receiver, uint256 indexed id, "
        "uint256 amount)",
        "UnitsTaken(uint256 indexed work, address indexed holder, uint256 units)",
    ],
    "agreements": [
        "AgreementConcluded(bytes32 indexed agreement, (bytes32 text, address[] parties, bool witnessed, "
        "uint40 opens, uint40 closes, uint40 ends, uint32 leavers, uint40 notice, bytes32 supersedes, address "
        "arbitrator, bytes32 court) details)",
        "AgreementEnded(bytes32 indexed agreement, address indexed party, uint8 ending, uint40 ends)",
        "EIP712DomainChanged()",
    ],
    "assignments": [
        "Assigned(uint256 indexed work, address indexed seller, address indexed buyer, (bytes32 order, "
        "bytes32 deed, bool control, uint64 units, address currency, uint256 price, uint256 royalty) sale)",
        "EIP712DomainChanged()",
        "OrderCancelled(bytes32 indexed order, uint256 indexed work, address indexed party)",
    ],
}

DEPLOYER = "0x4e59b44847b379578588920ca78fbf26c0b4956c"
# Those that the contract colophon deploys, because they know each other.
JOINED = ("works", "terms", "offers", "licences", "compliance", "royalties")
EMPTY_FILE = "0xe3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
MAX_WHOLE = 2**53 - 1
MAX_BYTES = 512 * 1024 * 1024
MIB = 1024 * 1024
LIMITS = (
    "A proved stamp says that the claimant held exactly these bytes no later than a block. It does not prove "
    "originality, authorship, ownership or legal validity. The block's time is as its producer wrote it, within the "
    "rules of the chain."
)


class Malformed(Exception):
    """The document is not a colophon-bundle/2."""


class Unproved(Exception):
    """A proof that does not hold."""


class Unknown(Exception):
    """Bytes that this program can't read, although they may be what they claim."""


class Refused(Exception):
    """Something that was asked for and can't be done. Its text is a sentence for the person who asked."""


# Keccak-256 of many messages at once: lane i of all of them stands side by side in one number, 64 bits each, so that
# one operation of Python's works on a thousand of them. A list of 20,000 files takes a second instead of minutes.

LANES = 1024


def _round_constants():
    constants, register = [], 1
    for _ in range(24):
        constant = 0
        for bit in range(7):
            if register & 1:
                constant |= 1 << ((1 << bit) - 1)
            register = (register << 1) ^ (0x171 if register & 0x80 else 0)
        constants.append(constant)
    return constants


def _moves():
    """Where each lane goes in a round, and by how much it is turned."""
    moves, x, y = [], 1, 0
    for step in range(24):
        x, y = y, (2 * x + 3 * y) % 5
        moves.append((x + 5 * y, (step + 1) * (step + 2) // 2 % 64))
    return moves


ROUNDS, MOVES = _round_constants(), _moves()


def _beside(count, value=1):
    """The same number in each of so many fields of 64 bits."""
    return int.from_bytes(b"\x01\x00\x00\x00\x00\x00\x00\x00" * count, "little") * value


@lru_cache(maxsize=4)
def _keccak_tables(count):
    low = [_beside(count, (1 << bits) - 1) for bits in range(65)]
    moves = [(place, by, 64 - by, low[by], low[64 - by]) for place, by in MOVES]
    return low[1], low[63], moves, [_beside(count, constant) for constant in ROUNDS]


def _permute(lanes, count):
    low1, low63, moves, constants = _keccak_tables(count)
    for constant in constants:
        column = [lanes[x] ^ lanes[x + 5] ^ lanes[x + 10] ^ lanes[x + 15] ^ lanes[x + 20] for x in range(5)]
        turned = [(value & low63) << 1 | (value >> 63) & low1 for value in column]
        change = [column[x - 1] ^ turned[(x + 1) % 5] for x in range(5)]
        for i in range(25):
            lanes[i] ^= change[i % 5]
        current = lanes[1]
        for place, by, rest, high, keep in moves:
            following = lanes[place]
            lanes[place] = (current & keep) << by | (current >> rest) & high
            current = following
        for y in (0, 5, 10, 15, 20):
            a, b, c, d, e = lanes[y : y + 5]
            # ~b & c without a complement: c ^ (b & c)
            lanes[y : y + 5] = a ^ c ^ (b & c), b ^ d ^ (c & d), c ^ e ^ (d & e), d ^ a ^ (e & a), e ^ b ^ (a & b)
        lanes[0] ^= constant


def _sponge(messages, blocks):
    """The hashes of messages that all have so many blocks of 136 bytes."""
    count, size = len(messages), 136 * blocks
    padded = b"".join(
        message + (b"\x81" if size - len(message) == 1 else b"\x01" + bytes(size - len(message) - 2) + b"\x80")
        for message in messages
    )
    words, stride = array("Q", padded), 17 * blocks
    lanes = [0] * 25
    for block in range(blocks):
        for i in range(17):
            lanes[i] ^= int.from_bytes(words[17 * block + i :: stride].tobytes(), "little")
        _permute(lanes, count)
    result = array("Q", bytes(32 * count))
    for i in range(4):
        result[i::4] = array("Q", lanes[i].to_bytes(8 * count, "little"))
    data = result.tobytes()
    return [data[i : i + 32] for i in range(0, 32 * count, 32)]


def keccak_all(messages):
    """The Keccak-256 of each message."""
    groups = {}
    for position, message in enumerate(messages):
        groups.setdefault(len(message) // 136 + 1, []).append(position)
    hashes = [b""] * len(messages)
    for blocks, positions in groups.items():
        for start in range(0, len(positions), LANES):
            part = positions[start : start + LANES]
            for position, found in zip(part, _sponge([messages[i] for i in part], blocks)):
                hashes[position] = found
    return hashes


_hashed_before = {}


def keccak(data):
    found = _hashed_before.get(data)
    return found if found is not None else keccak_all([data])[0]


def hash_before(messages):
    """Hashes together what will be asked for one by one."""
    messages = [message for message in dict.fromkeys(messages) if message not in _hashed_before]
    _hashed_before.update(zip(messages, keccak_all(messages)))


def hexed(data):
    return "0x" + data.hex()


def raw(text):
    return bytes.fromhex(text[2:])


# BLAKE3 from its paper, many chunks at once in the same way: 32-bit words in fields of 64 bits.

IV = [0x6A09E667, 0xBB67AE85, 0x3C6EF372, 0xA54FF53A, 0x510E527F, 0x9B05688C, 0x1F83D9AB, 0x5BE0CD19]
PERMUTATION = [2, 6, 3, 10, 7, 0, 4, 13, 1, 11, 12, 5, 9, 14, 15, 8]
MIXES = [(0, 4, 8, 12), (1, 5, 9, 13), (2, 6, 10, 14), (3, 7, 11, 15)]
MIXES += [(0, 5, 10, 15), (1, 6, 11, 12), (2, 7, 8, 13), (3, 4, 9, 14)]
CHUNK_START, CHUNK_END, PARENT, ROOT = 1, 2, 4, 8
CHUNK = 1024


@lru_cache(maxsize=4)
def _blake3_tables(count):
    return _beside(count, 0xFFFFFFFF), [_beside(count, value) for value in IV]


def _fields(values):
    return int.from_bytes(_little(array("Q", values)), "little")


def _little(words):
    if sys.byteorder == "big":
        words.byteswap()
    return words.tobytes()


def _compress(value, words, counter_low, counter_high, lengths, flags, count):
    mask, start = _blake3_tables(count)
    v = value + start[:4] + [counter_low, counter_high, lengths, flags]
    for _ in range(7):
        for i, (a, b, c, d) in enumerate(MIXES):
            for word, first, second in ((words[2 * i], 16, 12), (words[2 * i + 1], 8, 7)):
                v[a] = (v[a] + v[b] + word) & mask
                turned = v[d] ^ v[a]
                v[d] = (turned >> first | turned << 32 - first) & mask
                v[c] = (v[c] + v[d]) & mask
                turned = v[b] ^ v[c]
                v[b] = (turned >> second | turned << 32 - second) & mask
        words = [words[i] for i in PERMUTATION]
    return [v[i] ^ v[i + 8] for i in range(8)]


def _words(packed, place, stride, mask):
    """The 16 words of a block of each message, of which `packed` holds two in each item."""
    words = []
    for i in range(8):
        pair = int.from_bytes(packed[place + i :: stride].tobytes(), "little")
        words += [pair & mask, pair >> 32 & mask]
    return words


def _values(value, count):
    result = array("Q", bytes(32 * count))
    for i in range(4):
        result[i::4] = array("Q", (value[2 * i] | value[2 * i + 1] << 32).to_bytes(8 * count, "little"))
    data = result.tobytes()
    return [data[i : i + 32] for i in range(0, 32 * count, 32)]


def chunk_values(chunks):
    """The chaining value of each (bytes, position in its file, whether it is the whole file)."""
    groups = {}
    for place, (data, _, _) in enumerate(chunks):
        groups.setdefault(max(1, -(-len(data) // 64)), []).append(place)
    values = [b""] * len(chunks)
    for blocks, places in groups.items():
        for first in range(0, len(places), LANES):
            part = places[first : first + LANES]
            for place, found in zip(part, _chunks_of_a_length([chunks[i] for i in part], blocks)):
                values[place] = found
    return values


def _chunks_of_a_length(chunks, blocks):
    count = len(chunks)
    mask, value = _blake3_tables(count)
    packed = array("Q", b"".join(data.ljust(64 * blocks, b"\x00") for data, _, _ in chunks))
    counter_low = _fields([position & 0xFFFFFFFF for _, position, _ in chunks])
    counter_high = _fields([position >> 32 for _, position, _ in chunks])
    for block in range(blocks):
        ends = block == blocks - 1
        lengths = _fields([len(data) - 64 * block for data, _, _ in chunks]) if ends else _beside(count, 64)
        begins = CHUNK_START if block == 0 else 0
        flags = _fields([begins | (CHUNK_END | (ROOT if alone else 0) if ends else 0) for _, _, alone in chunks])
        words = _words(packed, 8 * block, 8 * blocks, mask)
        value = _compress(value, words, counter_low, counter_high, lengths, flags, count)
    return _values(value, count)


def parent_values(parents):
    """The chaining value of each (64 bytes of two children, whether it is the root)."""
    values = []
    for first in range(0, len(parents), LANES):
        part = parents[first : first + LANES]
        count = len(part)
        mask, value = _blake3_tables(count)
        packed = array("Q", b"".join(pair for pair, _ in part))
        flags = _fields([PARENT | (ROOT if is_root else 0) for _, is_root in part])
        words = _words(packed, 0, 8, mask)
        values += _values(_compress(value, words, 0, 0, _beside(count, 64), flags, count), count)
    return values


def join_values(trees):
    """The top of each (values from the left to the right, whether the top is the root of a file)."""
    trees = list(trees)
    while True:
        open_trees = [place for place, (values, _) in enumerate(trees) if len(values) > 1]
        if not open_trees:
            return [values[0] for values, _ in trees]
        pairs = []
        for place in open_trees:
            values, whole_file = trees[place]
            top = whole_file and len(values) == 2
            pairs += [(values[i] + values[i + 1], top) for i in range(0, len(values) - 1, 2)]
        found = iter(parent_values(pairs))
        for place in open_trees:
            values, whole_file = trees[place]
            # An odd one at the end is joined further up: so the left part has the largest power of two.
            left_over = values[-1:] if len(values) % 2 else []
            trees[place] = [next(found) for _ in range(len(values) // 2)] + left_over, whole_file


def blake3_all(files):
    """The BLAKE3 of each of some short files."""
    chunks, counts = [], []
    for data in files:
        count = max(1, -(-len(data) // CHUNK))
        counts.append(count)
        chunks += [(data[i * CHUNK : (i + 1) * CHUNK], i, count == 1) for i in range(count)]
    values = iter(chunk_values(chunks))
    return join_values([([next(values) for _ in range(count)], True) for count in counts])


def subtree(read, length, position=0, is_file=False):
    """The top over the next bytes that `read` gives, of which the first chunk has that position in its file."""
    tops = []
    pieces = max(1, -(-length // MIB))
    for piece in range(pieces):
        data = read(min(MIB, length - piece * MIB))
        first = position + piece * (MIB // CHUNK)
        count = max(1, -(-len(data) // CHUNK))
        alone = is_file and pieces == 1
        values = chunk_values(
            [(data[i * CHUNK : (i + 1) * CHUNK], first + i, alone and count == 1) for i in range(count)]
        )
        tops += join_values([(values, alone)])
    return join_values([(tops, is_file)])[0]


# RFC 8785, as far as these documents need it: objects, lists, texts, whole numbers, and names of fields in ASCII

jcs = json.JSONEncoder(sort_keys=True, ensure_ascii=False, separators=(",", ":"), allow_nan=False).encode


def hash_json_all(values):
    return keccak_all([jcs(value).encode("utf-8") for value in values])


def hash_json(value):
    return hash_json_all([value])[0]


# The document


def need(condition, problem):
    if not condition:
        raise Malformed(problem)


def fields(value, required, optional=()):
    need(isinstance(value, dict), "Something that should have fields has none.")
    names = value.keys()
    if names == set(required):
        return
    for name in required:
        need(name in names, f"The field “{name}” is missing.")
    for name in names:
        if name not in required and name not in optional:
            raise Malformed(f"It has a field that is not known, “{visible_line(name)[:60]}”.")


def whole(value, minimum=0):
    good = isinstance(value, int) and not isinstance(value, bool) and minimum <= value <= MAX_WHOLE
    need(good, f"A number is not a whole one of {minimum} or more.")


HASH, ADDRESS, BYTES = (re.compile(form) for form in ("0x[0-9a-f]{64}", "0x[0-9a-f]{40}", "0x(?:[0-9a-f]{2})+"))
COMPILER = re.compile("[0-9A-Za-z.+-]{1,64}")
MEDIA_TYPE = re.compile("[a-z0-9!#$&^_.+-]{1,127}/[a-z0-9!#$&^_.+-]{1,127}")
CONTROL = re.compile("[\u0000-\u001f\u007f-\u009f]")


def hash_of(value):
    need(isinstance(value, str) and HASH.fullmatch(value), "A hash is not 0x and 64 lower-case digits.")


def address_of(value):
    need(isinstance(value, str) and ADDRESS.fullmatch(value), "An address is not 0x and 40 lower-case digits.")


def bytes_of(value):
    need(
        isinstance(value, str) and BYTES.fullmatch(value), "Bytes are not 0x and lower-case digits, two for each byte."
    )


def items(value, check, least=0, most=None):
    need(isinstance(value, list), "Something that should be a list is none.")
    need(least <= len(value) and (most is None or len(value) <= most), "A list has too few or too many items.")
    for item in value:
        check(item)


def rising(values):
    need(all(a < b for a, b in zip(values, values[1:])), "A list is not sorted, or has something twice.")


def check_path(path):
    need(isinstance(path, str), "A path is not a text.")
    try:
        units = len(path.encode("utf-16-be")) // 2
    except UnicodeEncodeError:
        raise Malformed("A path holds half a character.")
    need(1 <= units <= 1024, "A path is empty or too long.")
    need(unicodedata.normalize("NFC", path) == path, "A path is not in Unicode form NFC.")
    need(not CONTROL.search(path), "A path holds a control character.")
    need(all(part not in ("", ".", "..") for part in path.split("/")), "A path has a part that is empty, . or ..")


def check_anchor_fields(anchor):
    fields(anchor, ["chainId", "number", "hash"])
    whole(anchor["chainId"], 1)
    whole(anchor["number"])
    hash_of(anchor["hash"])


ENTRY = ["path", "size", "type", "sha256", "blake3", "salt"]


def check_entry(entry):
    fields(entry, ENTRY)
    check_path(entry["path"])
    whole(entry["size"])
    need(isinstance(entry["type"], str) and MEDIA_TYPE.fullmatch(entry["type"]), "A file's type is not a media type.")
    for name in ("sha256", "blake3", "salt"):
        hash_of(entry[name])


def check_head(head, more=()):
    fields(head, ["format", *more], ["anchor"])
    need(head["format"] in ("colophon-manifest/1", "colophon-manifest/2"), "The list of files has another format.")
    if "anchor" in head:
        check_anchor_fields(head["anchor"])


# Where a list of files begins and what an entry is, in canonical form: no quotation mark within a text stands bare.
LIST_FORM = re.compile(rb'"manifest":\{(?:"anchor":\{[^{}]*\},)?"files":\[')
ENTRY_FORM = re.compile(
    rb'\{"blake3":"[^"\\]*","path":"(?:[^"\\]|\\.)*","salt":"[^"\\]*","sha256":"[^"\\]*",'
    rb'"size":[0-9]+,"type":"[^"\\]*"\}'
)


class Progress:
    """Says now and then how far it is, if somebody watches."""

    def __init__(self, what, total):
        self.what, self.total, self.done, self.said = what, total, 0, time.monotonic()
        self.watched = sys.stderr is not None and sys.stderr.isatty()

    def step(self, count=1):
        self.done += count
        if self.watched and time.monotonic() - self.said > 0.2:
            self.said = time.monotonic()
            sys.stderr.write(f"\r\x1b[K{self.what}: {self.done:,} of {self.total:,}")
            sys.stderr.flush()

    def end(self):
        if self.watched:
            sys.stderr.write("\r\x1b[K")


class Entries:
    """A manifest's files, read from the bundle's bytes each time they are gone through: a long list is never held."""

    def __init__(self, data, start):
        """Raises ValueError or Malformed if what begins there is no list in canonical form, for whatever reason."""
        self.data, self.start, self.count = data, start, 0
        before, some, place = b"", False, start
        progress = Progress("Reading the bundle's list, bytes", len(data))
        while self.count == 0 or data[place : place + 1] == b",":
            found = ENTRY_FORM.match(data, place + (self.count > 0))
            if found is None:
                raise ValueError
            entry = self._entry(found)
            check_entry(entry)
            path = entry["path"].encode("utf-16-be")
            if path <= before or jcs(entry).encode("utf-8") != found.group():
                raise ValueError
            before, some, place = path, some or entry["size"] > 0, found.end()
            self.count += 1
            progress.step(len(found.group()))
        progress.end()
        if not some:
            raise ValueError
        self.end = place

    @staticmethod
    def _entry(found):
        return json.loads(found.group().decode("utf-8"), parse_int=_whole_digits)

    def __len__(self):
        return self.count

    def __iter__(self):
        place = self.start
        for _ in range(self.count):
            found = ENTRY_FORM.match(self.data, place)
            place = found.end() + 1
            yield self._entry(found)


def entries_of(data):
    """The files of the manifest in a bundle's bytes, or None where the bundle has to be read as a whole."""
    found = LIST_FORM.search(data)
    try:
        entries = Entries(data, found.end()) if found else None
    except (ValueError, Malformed):
        return None
    return entries if entries and data[entries.end : entries.end + 1] == b"]" else None


def check_manifest(manifest, entries):
    """`entries` were checked when they were taken out of it."""
    check_head(manifest, ["files"])
    if entries is not None:
        return
    items(manifest["files"], check_entry, 1)
    need(any(entry["size"] > 0 for entry in manifest["files"]), "All files are empty.")
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
    need(start < end <= size and end - start < size, "A range has no bytes or is the whole file.")
    need(start % CHUNK == 0 and (end % CHUNK == 0 or end == size), "A range is not on borders of 1,024 bytes.")


def check_stamp_fields(stamp, entries):
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
    need(("manifest" in stamp) != ("files" in stamp), "There must be either a manifest or disclosed files.")
    if "manifest" in stamp:
        check_manifest(stamp["manifest"], entries)
    else:
        items(stamp["files"], check_disclosure, 1)
    if "head" in stamp:
        need("files" in stamp, "A head only goes with disclosed files.")
        check_head(stamp["head"])
    if "anchor" in stamp:
        bytes_of(stamp["anchor"])
        need(anchor_of(stamp) is not None, "There is a header for an anchor that nothing names.")
    if "witnesses" in stamp:
        items(stamp["witnesses"], check_witness, 1)
        digests = [witness["sha256"] for witness in stamp["witnesses"]]
        need(len(digests) == len(set(digests)), "A second anchor is there twice.")


def check_witness(witness):
    fields(witness, ["type", "sha256", "proof"], ["over", "material"])
    need(witness["type"] in ("rfc3161", "opentimestamps"), "A second anchor is of another kind.")
    hash_of(witness["sha256"])
    bytes_of(witness["proof"])
    need(witness.get("over", "bundle") == "bundle", "A second anchor is over something that is not known.")
    if "material" in witness:
        need(witness["type"] == "rfc3161", "Only a time-stamp token goes with certificates.")
        items(witness["material"], check_material, 1, 64)
        digests = [part["sha256"] for part in witness["material"]]
        need(len(digests) == len(set(digests)), "A certificate is there twice.")


def check_material(part):
    fields(part, ["type", "sha256", "der"])
    need(part["type"] in ("certificate", "crl", "ocsp"), "Something beside a token is of another kind.")
    hash_of(part["sha256"])
    bytes_of(part["der"])


def anchor_of(stamp):
    return stamp.get("manifest", stamp.get("head", {})).get("anchor") if stamp else None


def check_contract(contract):
    fields(contract, ["name", "address", "deployer", "initCodeHash"], ["build"])
    if "build" in contract:
        fields(contract["build"], ["compiler", "input"])
        compiler = contract["build"]["compiler"]
        need(isinstance(compiler, str) and COMPILER.fullmatch(compiler), "A compiler's version has another form.")
        hash_of(contract["build"]["input"])
    need(isinstance(contract["name"], str) and contract["name"] in KNOWN_CODE, "A contract has another name.")
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
    fields(block, ["number", "time", "hash", "header"], ["receipts", "accounts", "ancestors"])
    whole(block["number"])
    whole(block["time"])
    hash_of(block["hash"])
    bytes_of(block["header"])
    shown = any(name in block for name in ("receipts", "accounts", "ancestors"))
    need(shown, "A block has neither receipts nor accounts nor ancestors.")
    if "ancestors" in block:
        items(block["ancestors"], bytes_of, 1, 1024)
    if "receipts" in block:
        items(block["receipts"], check_receipt, 1)
        rising([receipt["transaction"] for receipt in block["receipts"]])
    if "accounts" in block:
        items(block["accounts"], check_account, 1)
        rising([account["address"] for account in block["accounts"]])


def _whole_digits(digits):
    """No number of ours is longer; a very long one would keep Python busy for minutes."""
    return int(digits) if len(digits) < 20 else None


def parse(data):
    """The bundle that bytes are. Raises Malformed."""
    if len(data) > MAX_BYTES:
        raise Malformed(f"It is larger than {MAX_BYTES:,} bytes, the most that is read.")
    entries = entries_of(data)
    if entries is None:
        return parse_rest(data, None)
    try:
        return parse_rest(data[: entries.start] + data[entries.end :], entries)
    except Malformed:
        # What is wrong is told of the whole.
        return parse_rest(data, None)


def parse_rest(data, entries):
    """A bundle from bytes out of which the files of its manifest were taken, or from all of them."""
    for mark, what in ((b"\x1f\x8b", "packed (gzip): unpack it"), (b"\xff\xfe", "UTF-16"), (b"\xfe\xff", "UTF-16")):
        need(not data.startswith(mark), f"It is not UTF-8 text, but {what}. Ask for the original file.")
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        raise Malformed("It is not UTF-8 text.")
    try:
        bundle = json.loads(text, parse_int=_whole_digits)
    except (ValueError, RecursionError):
        marked = text.startswith("\ufeff")
        raise Malformed(
            "It begins with a byte order mark, which an editor added. Ask for the original file."
            if marked
            else "It is not JSON. Check that you chose the right file and that it is complete."
        )
    need(isinstance(bundle, dict) and "format" in bundle, "It names no format.")
    need(bundle["format"] == "colophon-bundle/2", "It has another format than colophon-bundle/2.")
    fields(bundle, ["format", "chainId", "contracts", "blocks"], ["stamp"])
    whole(bundle["chainId"], 1)
    items(bundle["contracts"], check_contract)
    names = [contract["name"] for contract in bundle["contracts"]]
    need(len(names) == len(set(names)), "A contract is named twice.")
    items(bundle["blocks"], check_block, 1)
    rising([block["number"] for block in bundle["blocks"]])
    if "stamp" in bundle:
        check_stamp_fields(bundle["stamp"], entries)
        need("timestamps" in names, "A stamp needs the contract timestamps.")
    need(entries is None or bundle.get("stamp", {}).get("manifest", {}).get("files") == [], "Its list is elsewhere.")
    canonical = jcs(bundle)
    if canonical != text:
        raise Malformed(
            "It has a line break or blanks before or after it, which an editor added. Without them it is a bundle."
            if canonical == text.strip(" \t\r\n")
            else "It is not in canonical form (RFC 8785): an editor or another program wrote it anew, or it was "
            "changed. Ask for the original file."
        )
    if entries is not None:
        bundle["stamp"]["manifest"]["files"] = entries
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


# Events


def _split(text):
    """The parts between commas that are not within brackets."""
    parts, depth, start = [], 0, 0
    for i, character in enumerate(text):
        depth += {"(": 1, ")": -1}.get(character, 0)
        if character == "," and depth == 0:
            parts.append(text[start:i])
            start = i + 1
    return [part.strip() for part in parts + [text[start:]] if part.strip()]


def _parameter(text):
    """(type, name, whether indexed, parts of a tuple)"""
    if text.startswith("("):
        inner, name = text[1:].rsplit(")", 1)
        parts = [_parameter(part) for part in _split(inner)]
        kinds = ",".join(kind for kind, _, _, _ in parts)
        return f"({kinds})", name.strip(), False, parts
    kind, *more = text.split()
    return kind, more[-1], "indexed" in more[:-1], None


def _event(text):
    name, inner = text.rstrip(")").split("(", 1) if text.endswith("()") else text[:-1].split("(", 1)
    parameters = [_parameter(part) for part in _split(inner)]
    kinds = ",".join(kind for kind, _, _, _ in parameters)
    signature = f"{name}({kinds})"
    return signature.encode("ascii"), (name, parameters)


def _events():
    found = {}
    for contract, texts in EVENTS.items():
        events = [_event(text) for text in texts]
        topics = keccak_all([signature for signature, _ in events])
        found[contract] = {topic: event for topic, (_, event) in zip(topics, events)}
    return found


BY_TOPIC = _events()


def _word(kind, data):
    """The value of a word as a Python number, truth or text."""
    if kind == "address":
        return hexed(data[12:])
    if kind == "bool":
        number = int.from_bytes(data, "big")
        if number > 1:
            raise Unknown("neither true nor false")
        return number == 1
    if kind.startswith("bytes"):
        return hexed(data[: int(kind[5:])])
    return int.from_bytes(data, "big")


def _is_far(parameter):
    """Whether its place holds only where it stands: bytes, lists, and tuples with one of them."""
    kind, _, _, parts = parameter
    return kind == "bytes" or kind.endswith("[]") or any(map(_is_far, parts or []))


def _length_at(data, start, size):
    """How many items of so many bytes each stand behind a word that counts them."""
    length = int.from_bytes(data[start : start + 32], "big")
    if start + 32 > len(data) or start + 32 + length * size > len(data):
        raise Unknown("data that ends too early")
    return length


def _parameter_value(parameter, data, place, base=0):
    """The value at a place of a log's data, and the place behind it. What is far stands as far from `base` as it says."""
    kind, _, _, parts = parameter
    if parts is not None and _is_far(parameter):
        if place + 32 > len(data):
            raise Unknown("data that ends too early")
        start = base + int.from_bytes(data[place : place + 32], "big")
        near = (kind, "", False, parts)
        return _tuple_value(near, data, start, start)[0], place + 32
    if parts is not None:
        return _tuple_value(parameter, data, place, base)
    if place + 32 > len(data):
        raise Unknown("data that ends too early")
    head = data[place : place + 32]
    start = base + int.from_bytes(head, "big")
    if kind == "bytes":
        length = _length_at(data, start, 1)
        return hexed(data[start + 32 : start + 32 + length]), place + 32
    if kind.endswith("[]"):
        places = range(start + 32, start + 32 + 32 * _length_at(data, start, 32), 32)
        return [_word(kind[:-2], data[at : at + 32]) for at in places], place + 32
    return _word(kind, head), place + 32


def _tuple_value(parameter, data, place, base):
    value = {}
    for part in parameter[3]:
        number, place = _parameter_value(part, data, place, base)
        # As JSON writes what may be larger than its numbers are exact for.
        large = part[0].startswith("uint") and int(part[0][4:]) > 48
        value[part[1]] = str(number) if large else number
    return value, place


def _in_words(value):
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, dict):
        return json.dumps(value, separators=(",", ":"))
    return str(value)


def read_event(contract, topics, data):
    """(event, values as texts) of a log of a contract, or None if it is not one that the contract's events explain."""
    event = BY_TOPIC[contract].get(topics[0]) if topics else None
    if event is None:
        return None
    name, parameters = event
    indexed = [parameter for parameter in parameters if parameter[2]]
    if len(topics) - 1 < len(indexed):
        return None
    try:
        values = {known: _word(kind, topic) for (kind, known, _, _), topic in zip(indexed, topics[1:])}
        place = 0
        for parameter in parameters:
            if not parameter[2]:
                values[parameter[1]], place = _parameter_value(parameter, data, place)
    except Unknown:
        return None
    return name, {known: _in_words(value) for known, value in values.items()}


# Merkle trees, manifests, commitments


def join_all(pairs):
    return keccak_all([min(a, b) + max(a, b) for a, b in pairs])


def climb_all(leaves, proofs):
    """Where each leaf leads by its proof."""
    tops = list(leaves)
    for step in range(max((len(proof) for proof in proofs), default=0)):
        moving = [i for i, proof in enumerate(proofs) if step < len(proof)]
        for i, top in zip(moving, join_all([(tops[i], raw(proofs[i][step])) for i in moving])):
            tops[i] = top
    return tops


def leaves_of(digests, blindings):
    return keccak_all(keccak_all([raw(digest) + blinding for digest, blinding in zip(digests, blindings)]))


def without(value, name):
    return {key: item for key, item in value.items() if key != name}


def content_root(manifest):
    nodes, entries = [], iter(manifest["files"])
    progress = Progress("Computing the list, files", len(manifest["files"]))
    for part in iter(lambda: list(islice(entries, LANES)), []):
        progress.step(len(part))
        nodes += leaves_of([entry["sha256"] for entry in part], blindings_of(part, manifest["format"]))
    progress.end()
    # Node 0 is the root, node k joins 2k + 1 and 2k + 2; leaf i is node 2n - 2 - i. A level at a time, from the bottom.
    tree = [b""] * (len(nodes) - 1) + nodes[::-1]
    last = len(nodes) - 2
    while last >= 0:
        first = (1 << ((last + 1).bit_length() - 1)) - 1
        for k in range(first, last + 1, LANES):
            part = range(k, min(k + LANES, last + 1))
            tree[k : part.stop] = join_all([(tree[2 * i + 1], tree[2 * i + 2]) for i in part])
        # What lies below is not needed any more.
        del tree[2 * first + 1 :]
        last = first - 1
    return join_all([(tree[0], hash_json(without(manifest, "files")))])[0]


TYPE = b"Commitment(uint256 chainId,address timestamps,address claimant,bytes32 contentRoot,bytes32 salt)"
TYPE_HASH = keccak(TYPE)


def commitment_of(chain, timestamps, claimant, root, salt):
    words = [TYPE_HASH, word(chain), bytes(12) + raw(timestamps), bytes(12) + raw(claimant)]
    return keccak(b"".join(words) + raw(root) + raw(salt))


def blindings_of(entries, format_):
    if format_ == "colophon-manifest/1":
        return hash_json_all([without(entry, "sha256") for entry in entries])
    salts = [raw(entry["salt"]) for entry in entries]
    for_names = keccak_all([salt + b"\x01" for salt in salts])
    for_bytes = keccak_all([salt + b"\x02" for salt in salts])
    names = hash_json_all(
        [{"path": entry["path"], "type": entry["type"], "salt": hexed(s)} for entry, s in zip(entries, for_names)]
    )
    contents = hash_json_all(
        [{"blake3": entry["blake3"], "size": entry["size"], "salt": hexed(s)} for entry, s in zip(entries, for_bytes)]
    )
    return keccak_all([a + b for a, b in zip(names, contents)])


# Ranges of files


def left_chunks(chunks):
    return 1 << ((chunks - 1).bit_length() - 1)


def spans_of(shown):
    """The largest nodes within the range or beside it: (first chunk, number of chunks, whether within)."""
    first, end = shown["from"] // CHUNK, -(-shown["to"] // CHUNK)

    def visit(chunk, chunks):
        within = chunk >= first and chunk + chunks <= end
        if within or chunk >= end or chunk + chunks <= first:
            return [(chunk, chunks, within)]
        left = left_chunks(chunks)
        return visit(chunk, left) + visit(chunk + left, chunks - left)

    return visit(0, -(-shown["size"] // CHUNK))


def range_leads(blinding, shown):
    contents = {"blake3": shown["blake3"], "size": shown["size"], "salt": shown["salt"]}
    opened = keccak(raw(shown["name"]) + hash_json(contents))
    spans = spans_of(shown)
    if hexed(opened) != blinding or len(spans) != len(shown["nodes"]):
        return False
    known = {(chunk, chunks): raw(node) for (chunk, chunks, _), node in zip(spans, shown["nodes"])}

    def node(chunk, chunks, is_root):
        if (chunk, chunks) in known:
            return known[chunk, chunks]
        left = left_chunks(chunks)
        pair = node(chunk, left, False) + node(chunk + left, chunks - left, False)
        return parent_values([(pair, is_root)])[0]

    return hexed(node(0, -(-shown["size"] // CHUNK), True)) == shown["blake3"]


def excerpt_of(file, disclosed):
    """The disclosure whose range a file is, or None."""
    excerpts = [(excerpt["from"], excerpt["fileSize"], excerpt["nodes"]) for excerpt in file.get("excerpts", ())]
    for disclosure in disclosed if excerpts else ():
        shown = disclosure.get("range")
        if shown is None or shown["to"] - shown["from"] != file["size"]:
            continue
        within = [node for node, span in zip(shown["nodes"], spans_of(shown)) if span[2]]
        if (shown["from"], shown["size"], within) in excerpts:
            return disclosure
    return None


def read_excerpts(location, size, disclosed):
    """What a file would be as each of the disclosed ranges of its length."""
    found = []
    for shown in (disclosure["range"] for disclosure in disclosed if "range" in disclosure):
        if shown["to"] - shown["from"] != size:
            continue
        nodes, left = [], size
        with open(location, "rb") as file:
            for chunk, chunks, within in spans_of(shown):
                if within:
                    length = min(chunks * CHUNK, left)
                    nodes.append(hexed(subtree(file.read, length, chunk)))
                    left -= length
        found.append({"from": shown["from"], "fileSize": shown["size"], "nodes": nodes})
    return found


# What is said to people

HIDDEN = re.compile(
    "[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069\u2028\u2029\ufeff\ufff9-\ufffb\U000e0000-\U000e007f]"
)


def visible(text):
    """A stranger's text with a mark in place of each character that could deceive the reader."""
    text = re.sub("[\ud800-\udfff]", "\ufffd", text.replace("\r\n", "\n").replace("\r", "\n"))
    return HIDDEN.sub(mark_of, text)


def mark_of(found):
    return f"⟦U+{ord(found.group()):04X}⟧"


def visible_line(text):
    """A stranger's text within a sentence: what follows a line break would pass for this program's words."""
    return re.sub("[\n\t]", mark_of, visible(text))


def when(seconds):
    if seconds > 8_640_000_000_000:
        return "never"
    try:
        moment = datetime(1970, 1, 1, tzinfo=timezone.utc) + timedelta(seconds=seconds)
    except OverflowError:
        return f"second {seconds}"
    return moment.strftime("%Y-%m-%d %H:%M:%S UTC")


def counted(count, what):
    return f"{count} {what}{'' if count == 1 else 's'}"


def named(files):
    paths = [visible_line(file.get("path", file["sha256"])) for file in files]
    shown = ", ".join(f"“{path}”" for path in paths[:5])
    return shown if len(paths) <= 5 else f"{shown} and {len(paths) - 5} more"


class Report:
    """The steps of a verification, in their order."""

    def __init__(self):
        self.steps, self.gaps, self.problems = [], [], []

    def add(self, name, outcome, sentence):
        self.steps.append({"id": name, "outcome": outcome, "sentence": sentence})

    def proved(self, name, sentence):
        self.add(name, "proved", sentence)

    def disproved(self, name, sentence):
        self.add(name, "disproved", sentence)

    def check(self, name, holds, good, bad):
        self.add(name, "proved" if holds else "disproved", good if holds else bad)

    def unchecked(self, name, sentence):
        self.add(name, "not-checked", sentence)

    def gap(self, name, sentence):
        """A step that could not be taken, and without which nothing is proved."""
        self.gaps.append(sentence)
        self.unchecked(name, sentence)

    def problem(self, sentence):
        self.problems.append(sentence)
        return sentence

    def sentences(self, outcome):
        return [step["sentence"] for step in self.steps if step["outcome"] == outcome]


# The verification


def open_bundle(given):
    """(the bundle, None), or (None, what is wrong with it)."""
    try:
        return parse(given), None
    except Malformed as problem:
        return None, str(problem)


def verify(opened, files=None, trusted=(), expected=None, codes=(), explain=None, dataset=None):
    """The verdict, from nothing but its arguments.

    `opened` is what open_bundle gave. `files` are what the verifier holds, as {path, sha256, blake3, size, excerpts},
    of which all but the SHA-256 may be missing; None asks for the record alone. `explain` may say of a file that is not
    in the bundle, given a function that tells what is, how it differs. `dataset` is the proof of a row of a set.
    """
    report = Report()
    bundle, problem = opened
    if bundle is None:
        report.gap("format", problem)
        return verdict_of(report)
    report.proved("format", "The file is a complete colophon-bundle/2 document, and nothing unknown is in it.")
    _hashed_before.clear()
    hash_before(preimages_of(bundle))
    stamp = bundle.get("stamp")
    contracts = {contract["name"]: contract for contract in bundle["contracts"]}
    check_expected(bundle, contracts, expected or {}, report)
    check_contracts(bundle, contracts, codes, report)
    headers, receipts, states = check_blocks(bundle, report)
    ancestry = ancestry_of(headers, states)
    records = check_records(bundle, receipts, report)
    found = check_stamp(bundle, contracts, receipts, records, report) if stamp else None
    compared = check_files(Listing(stamp, records), files, explain, report)
    sources = [known for i, known in enumerate(trusted) if known not in trusted[:i]]
    trusted_in_the_end = check_trust(bundle, sources, ancestry, report)
    not_before = check_anchor(bundle, found, headers, trusted_in_the_end, report) if anchor_of(stamp) else None
    witnesses = check_witnesses(stamp or {}, report)
    row = check_dataset(dataset, records, report) if dataset is not None else None
    if not stamp and not records and not states:
        report.gap("records", "The bundle holds no record that this program knows, so there is nothing to prove.")
    verdict = verdict_of(report, files_of(stamp or {}, compared), witnesses)
    if verdict["verdict"] == "proved":
        vouched = {step["id"] for step in verdict["steps"] if step["outcome"] == "assumed"}
        states = [state for state in states if f"trust:{state['block']}" in vouched]
        licences, said = read_licences(bundle, contracts, records, states)
        proved = [
            *stamp_sentences(bundle, compared, found, not_before),
            *(licence_sentence(bundle, licence) for licence in licences),
            *record_sentences(bundle, records),
            # What the history contract keeps was said of the blocks that it names.
            *state_sentences([state for state in states if state["address"] != HISTORY], said),
        ]
        if row:
            proved.insert(0, row)
        verdict.update(sentence=f"Proved: {proved[0]}", proved=proved)
        verdict.update(licences=licences, records=records, states=states)
        if found:
            verdict["stamp"] = stamp_of(bundle, found, not_before)
    return verdict


def preimages_of(bundle):
    """What is hashed one by one further down, so that it can be hashed together."""
    for contract in bundle["contracts"]:
        yield create2_preimage(contract)
    for block in bundle["blocks"]:
        yield raw(block["header"])
        yield from map(raw, block.get("ancestors", ()))
        for receipt in block.get("receipts", ()):
            yield from map(raw, receipt["proof"])
        for account in block.get("accounts", ()):
            yield from map(raw, [account["address"], *account["proof"]])
            for slot in account.get("storage", ()):
                yield from map(raw, [slot["slot"], *slot["proof"]])


def verdict_of(report, files=((), 0), witnesses=()):
    contradictions = report.sentences("disproved")
    if contradictions:
        verdict, sentence = "disproved", f"Disproved: {contradictions[0]}"
    elif report.gaps:
        verdict, sentence = "cannot-know", f"Cannot know: {report.gaps[0]}"
    else:
        verdict, sentence = "proved", ""
    return {
        "verdict": verdict,
        "sentence": sentence,
        "steps": report.steps,
        "assumed": report.sentences("assumed"),
        "notChecked": report.sentences("not-checked"),
        "files": list(files[0]),
        "filesNotListed": files[1],
        "witnesses": list(witnesses),
        "limits": LIMITS,
        "proved": [],
        "licences": [],
        "records": [],
        "states": [],
        "problems": report.problems,
    }


def check_expected(bundle, contracts, expected, report):
    stamp = bundle.get("stamp", {})
    has = {
        "chainId": bundle["chainId"],
        "timestamps": contracts.get("timestamps", {}).get("address"),
        "claimant": stamp.get("claimant"),
        "contentRoot": stamp.get("contentRoot"),
    }
    for part, value in has.items():
        if part in expected:
            wanted = str(expected[part]).lower()
            good, bad = (
                f"The {part} is the one that you expect, {value}.",
                f"The {part} is {value}, but you expect {wanted}.",
            )
            report.check(f"expected:{part}", str(value) == wanted, good, bad)


def create2_preimage(contract):
    return b"\xff" + raw(contract["deployer"]) + bytes(32) + raw(contract["initCodeHash"])


def check_contracts(bundle, contracts, codes, report):
    for contract in bundle["contracts"]:
        name, deployer, code = contract["name"], contract["deployer"], contract["initCodeHash"]
        made = hexed(keccak(create2_preimage(contract))[12:])
        rightful = contracts.get("colophon", {}).get("address") if name in JOINED else DEPLOYER
        step, what = f"contract:{name}", f"The contract {name} at {contract['address']}"
        if made != contract["address"]:
            report.disproved(step, f"{what} has another address than its code makes, {made}.")
        elif deployer != rightful:
            whose = rightful or "the contract colophon, which the bundle does not name"
            report.gap(step, f"{what} was deployed by {deployer}, not by {whose}: it may be a copy.")
        elif code == KNOWN_CODE[name]:
            report.proved(step, f"{what} can only be of the creation code {code}, that of this release.")
        elif code in codes:
            report.proved(step, f"{what} can only be of the creation code {code}, which you accept.")
        else:
            report.gap(
                step,
                f"{what} has the creation code {code}, which is not that of this release ({KNOWN_CODE[name]}). If you "
                "know that code, accept it with --code.",
            )
        if "build" in contract:
            check_build(name, code, contract["build"], report)


def check_build(name, code, build, report):
    """A build that a bundle names is not made here, but it must not be another than the one that is known."""
    step = f"build:{name}"
    said = f"the compiler {build['compiler']} and the input with the SHA-256 {build['input']}"
    if code != KNOWN_CODE[name]:
        report.unchecked(step, f"Whether {said} make the code of {name} was not checked.")
    else:
        report.check(
            step,
            build == KNOWN_BUILD,
            f"The bundle names for the code of {name} what this release was made with: {said}.",
            f"The bundle names for the code of {name} {said}, but this release was made with others.",
        )


def check_blocks(bundle, report):
    headers, receipts, states = {}, [], []
    for block in bundle["blocks"]:
        number = block["number"]
        header = check_header(block, report)
        if header is None:
            continue
        headers[number] = header
        header["ancestors"] = check_ancestors(number, header, block.get("ancestors", ()), report)
        for receipt in block.get("receipts", ()):
            transaction = receipt["transaction"]
            step, what = (
                f"receipt:{number}:{transaction}",
                f"The receipt of transaction {transaction} of block {number}",
            )
            try:
                value = trie_value(header["receipts"], rlp_bytes(number_bytes(transaction)), receipt["proof"])
                if value is None:
                    raise Unproved("it does not exist")
                logs = read_receipt(value)
            except Unproved as problem:
                report.disproved(step, f"{what} is not proved: {problem}.")
            except Unknown as problem:
                report.gap(step, f"{what} is in the block but can't be read: {problem}.")
            else:
                report.proved(step, f"{what} is under the header's receipts root; it has {counted(len(logs), 'log')}.")
                receipts.append((block, transaction, logs))
        for account in block.get("accounts", ()):
            step, what = (
                f"account:{number}:{account['address']}",
                f"The account {account['address']} after block {number}",
            )
            try:
                state = read_state(account, header)
            except Unproved as problem:
                report.disproved(step, f"{what} is not proved: {problem}.")
            else:
                slots = counted(len(state["storage"]), "slot")
                shown = (
                    f"and {slots} are under the state root" if state["exists"] else "does not exist, by the state root"
                )
                report.proved(step, f"{what} {shown}.")
                states.append({"block": number, "address": account["address"], **state})
    return headers, receipts, states


def check_header(block, report):
    """The header, or None if it can't be relied on: then nothing below it is looked at."""
    number, step = block["number"], f"header:{block['number']}"
    made = hexed(keccak(raw(block["header"])))
    if made != block["hash"]:
        report.disproved(
            step, f"The header of block {number} has the hash {made}, but the bundle says {block['hash']}."
        )
        return None
    try:
        header = read_header(raw(block["header"]))
    except Unknown as problem:
        report.gap(step, f"The header of block {number} can't be read: {problem}.")
        return None
    says, wanted = (header["number"], header["time"]), (number, block["time"])
    report.check(
        step,
        says == wanted,
        f"The header of block {number} has the hash {made}.",
        "The header says block %d at second %d, but the bundle says block %d at second %d." % (*says, *wanted),
    )
    return header if says == wanted else None


def check_ancestors(number, header, ancestors, report):
    """The headers that stand behind a block, if each is the parent of the one before."""
    step, headers, child = f"ancestors:{number}", [], header
    for encoded in ancestors:
        made = hexed(keccak(raw(encoded)))
        which = f"The header {len(headers) + 1} behind block {number}"
        if made != hexed(child["parent"]):
            report.disproved(step, f"{which} has the hash {made}, not that of its child's parent.")
            return []
        try:
            child = read_header(raw(encoded))
        except Unknown as problem:
            report.gap(step, f"{which} can't be read: {problem}.")
            return []
        if child["number"] != number - len(headers) - 1:
            report.disproved(step, f"{which} says block {child['number']}.")
            return []
        headers.append(child)
    if headers:
        report.proved(step, f"The {len(headers)} headers behind block {number} lead back from it.")
    return headers


def ancestry_of(headers, states):
    """Which earlier blocks the checked blocks name: (by, number, hash, where)."""
    named = []
    for by, header in headers.items():
        for i, one in enumerate([header, *header["ancestors"]]):
            if one["number"] > 0:
                where = "header" if i == 0 else f"header and the {i} behind it"
                named.append((by, one["number"] - 1, hexed(one["parent"]), where))
        for state in states:
            if state["block"] != by or state["address"] != HISTORY or state.get("codeHash") != HISTORY_CODE:
                continue
            for slot in state["storage"]:
                place, value = int(slot["slot"], 16), slot["value"]
                if place >= HISTORY_BLOCKS or int(value, 16) == 0:
                    continue
                number = by - 1 - (by - 1 - place) % HISTORY_BLOCKS
                if number >= 0:
                    named.append((by, number, value, "state (EIP-2935)"))
    return named


def read_state(account, header):
    encoded = trie_value(header["state"], keccak(raw(account["address"])), account["proof"])
    storage = account.get("storage", [])
    if encoded is None:
        if storage:
            raise Unproved("an account that does not exist has no storage")
        return {"exists": False, "storage": []}
    parts = rlp_decode(encoded)
    if not isinstance(parts, list) or len(parts) != 4 or not all(isinstance(part, bytes) for part in parts):
        raise Unproved("its record is not one of Ethereum's")
    slots = []
    for slot in storage:
        value = trie_value(parts[2], keccak(raw(slot["slot"])), slot["proof"])
        number = 0 if value is None else number_of(rlp_decode(value))
        slots.append({"slot": slot["slot"], "value": hexed(word(number))})
    return {"exists": True, "codeHash": hexed(parts[3]), "storage": slots}


def check_records(bundle, receipts, report):
    """The logs of the bundle's contracts, in their order."""
    by_address = {}
    for contract in bundle["contracts"]:
        by_address.setdefault(raw(contract["address"]), contract)
    records = []
    for block, transaction, logs in receipts:
        for position, (address, topics, data) in enumerate(logs):
            contract = by_address.get(address)
            if contract is None:
                continue
            name, number = contract["name"], block["number"]
            event, values = read_event(name, topics, data) or (None, None)
            if event is None:
                report.unchecked(
                    f"record:{number}:{transaction}:{position}",
                    f"A log of {name} in transaction {transaction} of block {number} is of a kind that this program "
                    "does not know.",
                )
                continue
            record = {"block": number, "transaction": transaction, "log": position, "contract": name}
            records.append({**record, "address": contract["address"], "event": event, "values": values})
    return records


def check_dataset(given, records, report):
    """What a row of a set of files says, if it leads to a root that the bundle's stamp is of (docs/formats.md)."""
    try:
        need(isinstance(given, dict) and given.get("format") == "colophon-dataset-proof/1", "it is no proof of a row.")
        fields(given, ("format", "head", "row", "proof", "root"))
        hash_of(given["root"])
        head, row, root = given["head"], given["row"], given["root"]
        need(isinstance(head, dict) and head.get("format") == "colophon-dataset/1", "its head is of another format.")
        need(isinstance(row, dict), "its row is none.")
        items(given["proof"], hash_of, 1, 64)
    except Malformed as problem:
        report.gap("dataset", f"The proof of a row of a set can't be read: {problem}")
        return None
    leaf = keccak(hash_json(row))
    head_hash = hash_json(head)
    leads = raw(given["proof"][-1]) == head_hash and climb_all([leaf], [given["proof"]])[0] == raw(root)
    report.check(
        "dataset:row",
        leads,
        "The row and what was asked lead to the root.",
        "The row does not lead to the root: it was changed, or belongs to another check.",
    )
    stamped = [
        record for record in records if record["contract"] == "timestamps" and root in record["values"].values()
    ]
    report.check(
        "dataset:stamp",
        bool(stamped),
        "The root is what the bundle's transaction stamped.",
        "The bundle's transaction stamped another root.",
    )
    if not leads or not stamped:
        return None
    return (
        f"somebody who stamped it in block {stamped[0]['block']:,} had then written down that the use "
        f"“{visible_line(str(head.get('use')))}” of the file {visible_line(str(row.get('sha256')))} by "
        f"{visible_line(str(head.get('account')))} is {visible_line(str(row.get('status')))} "
        f"({visible_line(str(row.get('reason')))}), as of block {head.get('block', {}).get('number')}. Whether that was so, "
        "only asking the contract again can say."
    )


def check_stamp(bundle, contracts, receipts, records, report):
    """(block, sender) of the stamp, or None."""
    stamp, timestamps = bundle["stamp"], contracts["timestamps"]["address"]
    check_content(stamp, report)
    claimant, stamped = stamp["claimant"], stamp["commitment"]
    made = hexed(commitment_of(bundle["chainId"], timestamps, claimant, stamp["contentRoot"], stamp["salt"]))
    report.check(
        "commitment",
        made == stamped,
        f"The commitment {made} is that of {claimant} to this content, on chain {bundle['chainId']}.",
        f"It does not open: its parts make the commitment {made}, but the bundle says {stamped}.",
    )
    if "batch" in stamp:
        root = stamp["batch"]["root"]
        inside = climb_all([raw(stamped)], [stamp["batch"]["proof"]])[0] == raw(root)
        good, bad = (
            f"The commitment is in the batch with the root {root}.",
            f"The commitment is not in the batch {root}.",
        )
        report.check("batch", inside, good, bad)
        stamped = root
    blocks = {block["number"]: block for block in bundle["blocks"]}
    for record in records:
        values = record["values"]
        if (record["contract"], record["event"]) != ("timestamps", "Commit") or values["commitment"] != stamped:
            continue
        block, moment, sender = blocks[record["block"]], values["timePoint"], values["from"]
        if moment != str(block["time"]):
            report.disproved("stamp", f"The stamp says second {moment}, but its block's is {block['time']}.")
            return None
        where = f"transaction {record['transaction']} of block {block['number']}"
        report.proved("stamp", f"{stamped} was stamped in {where}, {when(block['time'])}.")
        if sender == claimant:
            report.proved("claimant", "The claimant's own account sent the stamp.")
        else:
            report.unchecked(
                "claimant",
                f"The stamp was sent by {sender}, not by the claimant {claimant}; anyone may name anyone in one.",
            )
        return block, sender
    if len(receipts) < sum(len(block.get("receipts", ())) for block in bundle["blocks"]):
        report.gap("stamp", "The stamp can't be looked for in receipts that could not be proved and read.")
    else:
        report.disproved("stamp", f"None of the receipts in the bundle holds a stamp of {stamped}.")
    return None


def check_content(stamp, report):
    root = stamp["contentRoot"]
    if "manifest" in stamp:
        count, made = counted(len(stamp["manifest"]["files"]), "file"), hexed(content_root(stamp["manifest"]))
        report.check(
            "content",
            made == root,
            f"The list of {count} makes the content root {root}.",
            f"The list of {count} makes the content root {made}, but the bundle says {root}. The list was changed.",
        )
        return
    files = stamp["files"]
    leaves = leaves_of([file["digest"] for file in files], [raw(file["blinding"]) for file in files])
    tops = climb_all(leaves, [file["proof"] for file in files])
    strangers = [file["digest"] for file, top in zip(files, tops) if top != raw(root)]
    if any(file["digest"] == EMPTY_FILE for file in files):
        report.disproved("content", "A disclosed file is empty. All empty files have one digest, so it shows nothing.")
    elif strangers:
        report.disproved("content", f"The file with the SHA-256 {strangers[0]} is not in the content {root}.")
    else:
        report.proved(
            "content", f"{counted(len(files), 'disclosed file')} in the content {root}; the rest is not shown."
        )
    for i, file in enumerate(files):
        if "range" in file:
            shown = file["range"]
            what = f"The bytes from {shown['from']} up to {shown['to']} of disclosed file {i + 1}"
            report.check(
                f"range:{i}",
                range_leads(file["blinding"], shown),
                f"{what} are those of a file of {shown['size']} bytes with the BLAKE3 {shown['blake3']}.",
                f"{what} do not lead to the BLAKE3 in its entry. One of them was changed.",
            )
    if "head" in stamp:
        head = hexed(hash_json(stamp["head"]))
        report.check(
            "head",
            all(file["proof"][-1:] == [head] for file in files),
            "The head of the list of files is the one that was stamped.",
            "The head of the list of files is not the last step of every file's proof. It was changed.",
        )


class Table:
    """SHA-256, BLAKE3 and size of the files of a manifest, sorted, in 72 bytes each."""

    def __init__(self, entries):
        rows = sorted(raw(file["sha256"]) + raw(file["blake3"]) + file["size"].to_bytes(8, "big") for file in entries)
        self.distinct = sum(i == 0 or rows[i - 1][:32] != row[:32] for i, row in enumerate(rows))
        self.rows = b"".join(rows)

    def __len__(self):
        return len(self.rows) // 72

    def __getitem__(self, i):
        return self.rows[72 * i : 72 * i + 72]

    def sizes(self):
        return {int.from_bytes(self[i][64:], "big") for i in range(len(self))}

    def find(self, digest):
        """(BLAKE3, size) of each file with a SHA-256."""
        for i in range(bisect_left(self, raw(digest)), len(self)):
            row = self[i]
            if row[:32] != raw(digest):
                return
            yield hexed(row[32:64]), int.from_bytes(row[64:], "big")


class Listing:
    """What a bundle says of files: by which digests they can be compared."""

    def __init__(self, stamp, records):
        self.table, self.disclosed = None, []
        if stamp and "manifest" in stamp:
            self.table = Table(stamp["manifest"]["files"])
            self.count = self.table.distinct
            return
        if stamp:
            self.disclosed = stamp["files"]
            self.digests = {file["digest"] for file in self.disclosed}
        else:
            self.digests = {record["values"]["digest"] for record in records if record["event"] == "FileDisclosed"}
        self.count = len(self.digests)

    def digest_of(self, file):
        """The digest in the bundle that stands for a file, or None."""
        digest = file["sha256"]
        if self.table is not None:
            known = self.table.find(digest)
            same = any(file.get("blake3") in (None, b) and file.get("size") in (None, size) for b, size in known)
            return digest if same else None
        excerpt = excerpt_of(file, self.disclosed)
        return excerpt["digest"] if excerpt else digest if digest in self.digests else None

    def may_be_part(self, file):
        """Whether a digest alone could be that of a range, which is not compared by digests."""
        lengths = [shown["range"]["to"] - shown["range"]["from"] for shown in self.disclosed if "range" in shown]
        return "blake3" not in file and any(file.get("size") in (None, length) for length in lengths)


def check_files(listing, files, explain, report):
    """Compares files with those of the bundle, and returns those that it has, each with its digest there."""
    answers = [(file, listing.digest_of(file)) for file in files or ()]
    left_out = [file for file, digest in answers if digest is None and file.get("stray")]
    matched = [(file, digest) for file, digest in answers if digest is not None]
    strangers = [file for file, digest in answers if digest is None and not file.get("stray")]
    wrong = [file for file in strangers if not listing.may_be_part(file)]
    if listing.count == 0:
        if files:
            report.gap("files", "The bundle says nothing about files, so yours could not be compared.")
        return []
    if files is None:
        report.unchecked("files", "No file was compared. You asked for the record alone.")
    elif wrong:
        report.disproved("files", strangers_in_words(wrong, listing, explain))
    elif strangers:
        report.gap(
            "files",
            f"The SHA-256 of {named(strangers)} is not in the bundle. It may be that of a part that the bundle shows, "
            "which only its bytes can tell: give the file itself.",
        )
    elif not matched:
        report.gap(
            "files",
            "No file was compared. Give the files, or their SHA-256 (--digest), or ask for the record alone "
            "(--record-only).",
        )
    else:
        part = any(file["sha256"] != digest for file, digest in matched)
        what = "digests or bytes of ranges" if part else "digests"
        paths = named([file for file, _ in matched])
        report.proved("files", f"{counted(len(matched), 'file')} with exactly the {what} in the bundle: {paths}.")
        typed = sum("blake3" not in file for file, _ in matched)
        if typed:
            report.add(
                "files-by-digest",
                "assumed",
                f"Of {counted(typed, 'file')} no byte was read: that your files have these digests is taken from you.",
            )
        missing = listing.count - len({digest for _, digest in matched})
        if missing:
            report.unchecked("files-missing", f"{missing} more of the bundle's files were not compared: you gave none.")
    if left_out:
        report.unchecked(
            "files-left-out",
            f"{named(left_out)}: left out, as an operating system puts such files into folders by itself. To compare "
            "one, name it.",
        )
    return matched


def strangers_in_words(strangers, listing, explain):
    if len(strangers) == 1:
        digest = strangers[0]["sha256"]
        what = f"has the SHA-256 {digest}, not among the files of this bundle: it was changed or is another file."
    else:
        what = "are not among the files of this bundle: they were changed or are other files."
    reasons = ""
    for file in strangers[:20] if explain else ():
        reason = explain(file, lambda other: listing.digest_of(other) is not None)
        reasons += f" {named([file])} would be {reason}." if reason else ""
    return f"{named(strangers)} {what}{reasons}"


def source_of(known):
    return visible_line(known.get("source", "you"))


def said_by(sources):
    said = []
    for known in sources:
        which = f" as that of block {known['number']}" if "number" in known else ""
        said.append(f"{known['hash']}{which} (from {source_of(known)})")
    return "; ".join(said)


def confirms(known, number, hash_):
    return known["hash"] == hash_ and known.get("number", number) == number


def contradicts(known, number, hash_):
    return known["hash"] != hash_ and known.get("number") == number


def is_firm(sources):
    """Whether one of them counts in full: not an answer that too few nodes gave."""
    return any(not known.get("weak") for known in sources)


def check_trust(bundle, sources, ancestry, report):
    """Whether those whom the verifier trusts name the hash of every block, and nobody another.

    A block that is trusted speaks for its ancestors too. Returns all that is trusted in the end.
    """
    chain, blocks, anchor = bundle["chainId"], bundle["blocks"], anchor_of(bundle.get("stamp"))
    here = [known for known in sources if known.get("chainId", chain) == chain]
    if sources and not here and not any(anchor and known["chainId"] == anchor["chainId"] for known in sources):
        chains = ", ".join(sorted({str(known["chainId"]) for known in sources}))
        report.disproved("chain", f"The bundle is for chain {chain}, but all that you trust is of chain {chains}.")
    hashes = {block["hash"] for block in blocks} | ({anchor["hash"]} if anchor else set())
    unplaced = [known for known in here if "number" not in known and known["hash"] not in hashes]
    # A hash without a number is about the one block that nothing speaks for; of several, nobody knows about which.
    named = {(number, hash_) for _, number, hash_, _ in ancestry}
    waiting = [
        block["number"]
        for block in blocks
        if (block["number"], block["hash"]) not in named
        and not any(confirms(known, block["number"], block["hash"]) for known in here)
    ]
    placed = unplaced if len(waiting) == 1 else []
    trusted, steps = list(here), {}
    # From the latest down: whoever trusts a block trusts what it says of those before it.
    for block in reversed(blocks):
        number, hash_ = block["number"], block["hash"]
        steps[number], holds = trust_of(bundle, block, trusted, placed if number in waiting else [])
        if not holds:
            continue
        firm = next(known for known in trusted if confirms(known, number, hash_) and not known.get("weak"))
        for by, older, older_hash, where in ancestry:
            if by == number:
                source = f"{source_of(firm)}, whose block {number} names it in its {where}"
                chained = {"chainId": firm["chainId"]} if "chainId" in firm else {}
                trusted.append({"number": older, "hash": older_hash, "source": source, **chained})
    for block in blocks:
        step, (kind, sentence, loud) = f"trust:{block['number']}", steps[block["number"]]
        if loud:
            report.problem(sentence)
        if kind == "gap":
            report.gap(step, sentence)
        else:
            report.add(step, kind, sentence)
    if unplaced and not placed:
        report.gap(
            "trust:unplaced",
            report.problem(
                f"You trust {said_by(unplaced)}, which is no block's in the bundle, and did not say of which block it "
                "should be. Name its number (--block-hash NUMBER:HASH) or leave it out."
            ),
        )
    return trusted + [known for known in sources if known not in here]


def trust_of(bundle, block, trusted, placed):
    """How the trust in a block ends: ((outcome or "gap", sentence, whether it is a problem), whether it holds)."""
    chain, number, hash_ = bundle["chainId"], block["number"], block["hash"]
    what = f"block {number} with the hash {hash_} is on chain {chain}"
    confirm = [known for known in trusted if confirms(known, number, hash_)]
    contradict = [known for known in trusted if contradicts(known, number, hash_)] + ([] if confirm else placed)
    misname = [known for known in trusted if known["hash"] == hash_ and known.get("number", number) != number]
    if not confirm and is_firm(contradict):
        sentence = (
            f"The bundle's block {number} has the hash {hash_}, but you trust {said_by(contradict)}. It is another "
            "block, from another chain or from before a reorganisation, or it was made up."
        )
        return ("disproved", sentence, False), False
    if contradict or misname:
        # Trust that contradicts itself is none, whoever is right: it is shown, and nothing is proved.
        said = said_by(confirm + contradict + misname)
        sentence = (
            f"What you trust does not agree with the bundle's block {number}, or with itself: {said}. Find out which is "
            "wrong; until then nothing is proved."
        )
        return ("gap", sentence, True), False
    if not is_firm(confirm):
        sentence = f"Whether {what} is not known: give its hash from a source that you trust (--block-hash)."
        accounts = block.get("accounts", ())
        only_ancestry = "receipts" not in block and all(account["address"] == HISTORY for account in accounts)
        if only_ancestry:
            sentence = f"Whether {what} is not known. It is only there to speak for earlier blocks."
        return ("not-checked" if only_ancestry else "gap", sentence, False), False
    if "stamp" not in bundle and not any("chainId" in known for known in confirm):
        return ("gap", f"You trust {hash_}, but nothing ties it to chain {chain}. Name the chain (--chain).", False), False
    whom = ", ".join(dict.fromkeys(map(source_of, confirm)))
    return ("assumed", f"That {what} can't be shown by the bundle itself; it is taken from {whom}.", False), True


def check_anchor(bundle, found, headers, sources, report):
    """Whether the block that a list of files names is one of the chain: then the list is not older."""
    chain, stamp, anchor = bundle["chainId"], bundle["stamp"], anchor_of(bundle["stamp"])
    number, hash_, shown = anchor["number"], anchor["hash"], dict(anchor)
    what = f"The list of files names block {number} of chain {anchor['chainId']} ({hash_})"
    if "anchor" in stamp:
        if hexed(keccak(raw(stamp["anchor"]))) != hash_:
            report.disproved("anchor", f"{what}, but the header given for it has another hash.")
            return None
        try:
            header = read_header(raw(stamp["anchor"]))
        except Unknown as problem:
            report.unchecked("anchor", f"{what}, whose header can't be read: {problem}.")
            return None
        if header["number"] != number:
            report.disproved("anchor", f"{what}, but that hash is of block {header['number']}.")
            return None
        shown["time"] = header["time"]
    stamped = found[0]["number"] if found and anchor["chainId"] == chain else None
    if stamped is not None and number >= stamped:
        report.disproved("anchor", f"{what}, which can't have been known before the stamp in block {stamped}.")
        return None
    parent = stamped is not None and hexed(headers[stamped]["parent"]) == hash_
    there = [known for known in sources if known.get("chainId", chain) == anchor["chainId"]]
    confirm = [known for known in there if confirms(known, number, hash_)]
    contradict = [known for known in there if contradicts(known, number, hash_)]
    if contradict and (parent or confirm):
        report.gap(
            "anchor",
            report.problem(
                f"{what}, about which what you trust contradicts itself or the header of the stamp's block: "
                f"{said_by(confirm + contradict)}. Find out which is wrong; until then nothing is proved."
            ),
        )
    elif contradict:
        report.unchecked(
            "anchor",
            report.problem(
                f"{what}, but you trust {said_by(contradict)}: that block is not on the chain, or no more, so nothing "
                "shows since when the list exists. The stamp does not depend on it."
            ),
        )
    elif parent:
        report.proved("anchor", f"{what}, the parent of the stamp's block: it is not older.")
        return shown
    elif is_firm(confirm):
        whom = source_of(confirm[0])
        report.add(
            "anchor", "assumed", f"{what}: it is not older. That this block is on the chain is taken from {whom}."
        )
        return shown
    else:
        report.unchecked("anchor", f"{what}: it is not older if you have that hash from a source that you trust.")
    return None


def check_witnesses(stamp, report):
    witnesses = []
    for i, witness in enumerate(stamp.get("witnesses", ())):
        kind, parts = witness["type"], [(witness["proof"], witness["sha256"])]
        parts += [(part["der"], part["sha256"]) for part in witness.get("material", ())]
        holds = all(hashlib.sha256(raw(data)).digest() == raw(digest) for data, digest in parts)
        report.check(
            f"witness:{i}", holds, f"Second anchor {i + 1} ({kind}) is as named.", f"Second anchor {i + 1} was changed."
        )
        sentence = "What it says is not read by this program; `npm run colophon -- verify` reads it."
        witnesses.append({"type": kind, "outcome": "not-checked", "sentence": sentence})
    return witnesses


MOST_LISTED = 1000


def files_of(stamp, compared):
    """All files that were compared and the first of the others, and how many more there are."""
    given, files, others = {digest for _, digest in compared}, [], 0
    for file in stamp["files"] if "files" in stamp else stamp.get("manifest", {}).get("files", ()):
        digest = file["digest"] if "digest" in file else file["sha256"]
        others += digest not in given
        if digest not in given and others > MOST_LISTED:
            continue
        shown = {name: file[name] for name in ("path", "size") if name in file}
        if "range" in file:
            shown = {"range": {name: file["range"][name] for name in ("from", "to", "size")}}
        files.append({**shown, "sha256": digest, "compared": digest in given})
    return files, max(0, others - MOST_LISTED)


def stamp_of(bundle, found, not_before):
    (block, sender), stamp = found, bundle["stamp"]
    not_after = {"chainId": bundle["chainId"], **{name: block[name] for name in ("number", "hash", "time")}}
    shown = {
        "claimant": stamp["claimant"],
        "contentRoot": stamp["contentRoot"],
        "sender": sender,
        "notAfter": not_after,
    }
    return {**shown, "notBefore": not_before} if not_before else shown


def stamp_sentences(bundle, compared, found, not_before):
    if not found:
        return []
    (block, sender), stamp = found, bundle["stamp"]
    if not compared:
        listed = counted(len(stamp.get("manifest", stamp)["files"]), "file")
        what = f"the bytes with the listed digests ({listed}, none of them compared here)"
    else:
        what = compared_in_words(stamp, compared)
    who = (
        stamp["claimant"] if sender == stamp["claimant"] else f"Somebody who named {stamp['claimant']} as the claimant"
    )
    chain, number, moment = bundle["chainId"], block["number"], when(block["time"])
    sentences = [f"{who} held {what} no later than block {number} of chain {chain}, {moment}."]
    if not_before:
        where = f"block {not_before['number']} of chain {not_before['chainId']}"
        moment = f", {when(not_before['time'])}" if "time" in not_before else ""
        sentences.append(f"The list of files was not made before {where}{moment}.")
    return sentences


def compared_in_words(stamp, compared):
    count, (file, digest) = counted(len(compared), "file"), compared[0]
    if any("blake3" not in known for known, _ in compared):
        return f"the bytes with the digests that you gave ({count}, not all of them read here)"
    if len(compared) > 1:
        return f"exactly these bytes ({count})"
    what = f"exactly these bytes (SHA-256 {file['sha256']})"
    if file["sha256"] == digest:
        return what
    shown = excerpt_of(file, stamp["files"])["range"]
    where = "those from %d up to %d of a file of %d bytes" % (shown["from"], shown["to"], shown["size"])
    return f"{what} as {where} with the BLAKE3 digest {shown['blake3']}, whose rest is not shown,"


def record_sentences(bundle, records):
    times, sentences = {block["number"]: when(block["time"]) for block in bundle["blocks"]}, []
    for record in records:
        if "stamp" in bundle and record["event"] == "Commit":
            continue
        values = ", ".join(f"{name} {visible_line(value)}" for name, value in record["values"].items())
        where = f"transaction {record['transaction']} of block {record['block']}, {times[record['block']]}"
        sentences.append(f"{record['contract']} recorded {record['event']} ({values}) in {where}.")
    return sentences


def state_sentences(states, said):
    """Of a state all of whose slots were said in words already, nothing is left to say."""
    sentences = []
    for i, state in enumerate(states):
        block, address = state["block"], state["address"]
        left = [slot for slot in state["storage"] if (i, slot["slot"]) not in said]
        slots = ", ".join(f"slot {slot['slot']} was {slot['value']}" for slot in left)
        if not state["exists"]:
            sentences.append(f"After block {block} there was no account {address}.")
        elif left or not state["storage"]:
            more = f", and its storage {slots}" if slots else ""
            sentences.append(
                f"After block {block} the account {address} had code with the hash {state['codeHash']}{more}."
            )
    return sentences


# What storage says of licences

USES = """keep print show-online download stream perform film record game goods manufacture run mark know-how
    translate adapt train mine prompt extract lend sell-copies tokenise""".split()
PURPOSES = "private internal teaching research editorial advertising commercial non-commercial".split()
TERRITORIES = """AD AE AF AG AI AL AM AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ BR BS
    BT BV BW BY BZ CA CC CD CF CG CH CI CK CL CM CN CO CR CU CV CW CX CY CZ DE DJ DK DM DO DZ EC EE EG EH ER ES ET FI FJ
    FK FM FO FR GA GB GD GE GF GG GH GI GL GM GN GP GQ GR GS GT GU GW GY HK HM HN HR HT HU ID IE IL IM IN IO IQ IR IS IT
    JE JM JO JP KE KG KH KI KM KN KP KR KW KY KZ LA LB LC LI LK LR LS LT LU LV LY MA MC MD ME MF MG MH MK ML MM MN MO MP
    MQ MR MS MT MU MV MW MX MY MZ NA NC NE NF NG NI NL NO NP NR NU NZ OM PA PE PF PG PH PK PL PM PN PR PS PT PW PY QA RE
    RO RS RU RW SA SB SC SD SE SG SH SI SJ SK SL SM SN SO SR SS ST SV SX SY SZ TC TD TF TG TH TJ TK TL TM TN TO TR TT TV
    TW TZ UA UG UM US UY UZ VA VC VE VG VI VN VU WF WS YE YT ZA ZM ZW""".split()
FOREVER = 2**40 - 1
DEEPEST = 9


def word(value):
    return value.to_bytes(32, "big")


def mapped(key, slot):
    """The slot of a key's value in a mapping."""
    return int.from_bytes(keccak(key + word(slot)), "big")


def bits(value, start, count):
    return value >> start & (1 << count) - 1


def names_of(bitmap, known, size, what):
    """The words for known bits, and behind them the others by their number."""
    found = [bit for bit in range(size) if bitmap >> bit & 1]
    return [known[bit] for bit in found if bit < len(known)] + [f"{what} {bit}" for bit in found if bit >= len(known)]


RULED, ONE_FIELD, SOME_PLACES = 1, 2, 4


def licence_of(licence, read):
    """What slots say of a licence, None if there is no record of it to read, or False if there is no such licence."""
    record = read(mapped(word(licence), 6))
    if not record:
        return None if record is None else False
    data = record >> 160
    start, number, sublicence = bits(data, 0, 34), bits(data, 34, 24), bool(bits(data, 58, 1))
    ended, elsewhere = bool(bits(data, 59, 1)), bool(bits(data, 61, 1))
    found = {"holder": hexed(word(bits(record, 0, 160))[12:]), "start": start, "isSublicence": sublicence}
    if ended:
        found["ended"] = "terminated" if bits(data, 60, 1) else "surrendered"
    if not ended or elsewhere:
        found["seats"] = bits(data, 62, 16)
    grantor = read(mapped(word(licence), 10)) if sublicence else licence >> 32
    if sublicence and grantor is not None:
        found["parent"] = grantor
    known = None if grantor is None else read(mapped(word(number), mapped(word(grantor), 9) + 1))
    first = None
    if known is not None:
        terms = word(number << 168 | known >> 88)[8:]
        found["terms"] = hexed(terms)
        slot = mapped(terms + bytes(8), 8)
        first = read(slot)
        scope = None if first is None else scope_of(first, slot, read)
        if scope:
            found["scope"] = scope
    if ended:
        end = read(mapped(word(licence), 11)) if elsewhere else bits(data, 62, 34)
    else:
        end = None if first is None else min(FOREVER, start + bits(first, 96, 40) * bits(data, 78, 12))
    if end is not None:
        found["end"] = end
    return found


def scope_of(first, slot, read):
    """What the slots of terms say, or None if one that belongs to them is not there."""
    flags = bits(first, 240, 8)
    excluded = read(slot + 1) if flags & SOME_PLACES else 0
    field = read(slot + 2) if flags & ONE_FIELD else 0
    if excluded is None or field is None:
        return None
    covered = excluded ^ (2**256 - 1)
    return {
        "uses": names_of(bits(first, 0, 64), USES, 64, "use"),
        "purposes": names_of(bits(first, 64, 32), PURPOSES, 32, "purpose"),
        "territories": "worldwide" if excluded == 0 else names_of(covered, TERRITORIES, 256, "territory"),
        "field": hexed(word(field)) if flags & ONE_FIELD else "all",
        "exclusivity": (["non-exclusive", "sole", "exclusive"] + ["unknown"] * 253)[bits(first, 200, 8)],
        "duties": bool(flags & RULED),
    }


def standing(chain, moment):
    """Where a licence and those above it stand, the first that is not running being decisive, and when it ends."""
    found, ends_at = {}, FOREVER
    for number, licence in chain:
        if not licence or "end" not in licence:
            return found
        ends_at = min(ends_at, licence["end"])
        state = "running"
        if "ended" in licence and moment >= licence["end"]:
            state = licence["ended"]
        elif moment < licence["start"]:
            state = "not started"
        elif licence["end"] != FOREVER and moment >= licence["end"]:
            state = "expired"
        if state != "running" and not found:
            found = {"state": state, "decisive": str(number)}
        if not licence["isSublicence"]:
            return {"endsAt": ends_at, **(found or {"state": state, "decisive": str(chain[0][0])})}
    return found


def read_licences(bundle, contracts, records, states):
    """What is proved of licences, and from which slots it was read, as (which state, slot)."""
    if contracts.get("licences", {}).get("initCodeHash") != KNOWN_CODE["licences"]:
        return [], set()
    sold = [record for record in records if (record["contract"], record["event"]) == ("offers", "LicenceSold")]
    numbers = list(dict.fromkeys(int(record["values"]["licence"]) for record in sold))
    defined = {}
    for record in records:
        if (record["contract"], record["event"]) == ("terms", "TermsDefined"):
            terms = json.loads(record["values"]["terms"])
            nothing = {"rules": "0x" + "0" * 40, "conditions": "0x" + "0" * 64}
            said = {name: terms[name] for name in ("deed", "rules", "conditions") if terms[name] != nothing.get(name)}
            defined.setdefault(record["values"]["id"], said)
    times = {block["number"]: block["time"] for block in bundle["blocks"]}
    found, said = [], set()
    for i, state in enumerate(states):
        if state["address"] != contracts["licences"]["address"]:
            continue
        storage = {slot["slot"]: int(slot["value"], 16) for slot in state["storage"]}

        def read(slot, i=i, storage=storage):
            name = hexed(word(slot % 2**256))
            if name in storage:
                said.add((i, name))
            return storage.get(name)

        told = set()
        for number in numbers:
            chain = []
            while number is not None and len(chain) < DEEPEST:
                licence = licence_of(number, read)
                if licence is None:
                    break
                chain.append((number, licence))
                number = licence.get("parent") if licence else None
            for place, (number, licence) in enumerate(chain):
                if number in told:
                    continue
                told.add(number)
                shown = {"block": state["block"], "licence": str(number), "exists": bool(licence)}
                if licence:
                    shown.update(licence)
                    if "parent" in licence:
                        shown["parent"] = str(licence["parent"])
                    shown.update(defined.get(licence.get("terms"), {}))
                    shown.update(standing(chain[place:], times[state["block"]]))
                found.append(shown)
    return found, said


def link(number):
    return hexed(word(int(number)))


def licence_sentence(bundle, licence):
    block = next(block for block in bundle["blocks"] if block["number"] == licence["block"])
    after = f"After block {block['number']} of chain {bundle['chainId']}, {when(block['time'])},"
    number, name = int(licence["licence"]), link(licence["licence"])
    if not licence["exists"]:
        return f"{after} there was no licence {name}."
    seats = f"with {counted(licence['seats'], 'seat')}, " if "seats" in licence else ""
    above = ""
    if licence["isSublicence"]:
        parent = f"licence {link(licence['parent'])}" if "parent" in licence else "a licence that is not shown"
        above = f" It is a sublicence of {parent}, and counts only while that one does."
    return (
        f"{after} licence {name} (number {number & 0xFFFFFFFF} of work 0x{number >> 32:056x}) "
        f"{standing_in_words(licence)}. It was held by {licence['holder']}, {seats}{terms_in_words(licence)}."
        f"{rules_in_words(licence)} {end_in_words(licence)}{above} What happened after this block is not shown."
    )


PAST = {
    "not started": "not started",
    "expired": "ended",
    "terminated": "been terminated",
    "surrendered": "been given back",
}
EARLY = {"terminated": "when it was terminated", "surrendered": "when its holder gave it back"}


def standing_in_words(licence):
    if "state" not in licence:
        itself = PAST[licence["ended"]] if "ended" in licence else "neither been terminated nor given back"
        why = "since the bundle lacks something that decides it"
        return f"had {itself} itself; whether it was in force is not shown, {why}"
    if licence["state"] == "running":
        who = "it and every licence above it" if licence["isSublicence"] else "it"
        return f"was in force: {who} had started, had neither been terminated nor given back, and had not ended"
    which = "it" if licence["decisive"] == licence["licence"] else f"licence {link(licence['decisive'])} above it"
    return f"was not in force: {which} had {PAST[licence['state']]}"


def terms_in_words(licence):
    if "terms" not in licence:
        return "under terms that are not shown"
    deed = f", whose licence text has the SHA-256 {licence['deed'][2:]}" if "deed" in licence else ""
    if "scope" not in licence:
        return f"under the terms {licence['terms']}{deed}"
    scope = licence["scope"]
    where = scope["territories"]
    what = [
        f"the uses {', '.join(scope['uses'])}",
        f"for the purposes {', '.join(scope['purposes'])}",
        where if where == "worldwide" else f"in {', '.join(where)}",
    ]
    if scope["field"] != "all":
        what.append(f"in the field whose name has the hash {scope['field']}")
    return f"under the terms {licence['terms']}{deed}: {'; '.join([*what, scope['exclusivity']])}"


def rules_in_words(licence):
    """Nothing where neither the scope nor the record of the terms is there."""
    said = " Its rules, which say what is owed and may end it,"
    if "rules" in licence:
        asked = licence.get("conditions")
        asked = "no conditions" if asked is None else f"the conditions with the hash {asked}"
        return f"{said} are the contract {licence['rules']}, with {asked}."
    if "scope" in licence and licence["scope"]["duties"]:
        return f"{said} are not shown."
    return " Its terms name no rules, and so no duties." if "scope" in licence or "deed" in licence else ""


def end_in_words(licence):
    """The end is the first second after it."""
    start = when(licence["start"])
    if "ended" in licence:
        if "end" not in licence:
            return f"It was to run from {start}, and ended early; when is not shown."
        end, how = when(licence["end"]), EARLY[licence["ended"]]
        if licence["end"] <= licence["start"]:
            return f"It was to run from {start}, but ended before, at {end}, {how}."
        return f"It ran from {start} until just before {end}, {how}."
    if "end" not in licence:
        return f"It runs from {start}; until when is not shown."
    if licence["end"] == FOREVER:
        said = f"It runs from {start} without an end, if it does not end early."
    else:
        until = when(licence["end"])
        said = f"It runs from {start} until just before {until}, if it is not renewed and does not end early."
    if licence.get("endsAt", licence["end"]) == licence["end"]:
        return said
    return f"{said} With a licence above it, it ended just before {when(licence['endsAt'])}."


# Files on this machine

SYSTEM_FILES = frozenset(
    (".ds_store", ".localized", ".apdisk", ".directory", "icon\r", "thumbs.db", "ehthumbs.db", "desktop.ini")
)
SYSTEM_FOLDERS = frozenset(
    ("__macosx", ".appledouble", ".spotlight-v100", ".fseventsd", ".trashes", "@eadir", "#recycle", "$recycle.bin")
    + ("system volume information", "lost+found")
)
SMALL = MIB
LOOKED_INTO = 8 * MIB


def can_not_read(path, error):
    reasons = {
        FileNotFoundError: "there is no such file",
        IsADirectoryError: "it is a folder",
        PermissionError: "you may not",
    }
    return f"{visible_line(path)} can't be read: {reasons.get(type(error), error.strerror)}."


def is_stray(path):
    """Whether operating systems and storage devices put a file of this path into folders by themselves."""
    *folders, name = path.lower().split("/")
    return name in SYSTEM_FILES or name.startswith("._") or not SYSTEM_FOLDERS.isdisjoint(folders)


def is_text(name):
    """Whether a file system's name is text: on Linux it is any bytes, and Python hides in it those that are none."""
    return not any("\ud800" <= character <= "\udfff" for character in name)


def list_files(given):
    """
    All files among files and folders, as {location, path, size, stray}, and sentences about what a folder holds and no
    program can name, which is left out. A link or a device is refused.
    """
    found, left_out = [], []
    for location in given:
        location = os.path.abspath(location)
        if not is_text(location):
            raise Refused(f"{visible_line(location)} can't be read: its name is not UTF-8 text. Rename it, and run this again.")
        waiting = [(location, os.path.basename(location) or os.sep, True)]
        while waiting:
            place, path, was_named = waiting.pop()
            try:
                known = os.lstat(place)
                if stat.S_ISDIR(known.st_mode):
                    inside = sorted(os.listdir(place), reverse=True)
                    left_out += [
                        f"{visible_line(os.path.join(place, name))} was left out: its name is not UTF-8 text."
                        for name in inside
                        if not is_text(name)
                    ]
                    named_ = filter(is_text, inside)
                    waiting += [(os.path.join(place, name), path + "/" + name, False) for name in named_]
                    continue
            except OSError as error:
                raise Refused(can_not_read(place, error))
            if not stat.S_ISREG(known.st_mode):
                link_ = stat.S_ISLNK(known.st_mode)
                what = "a symbolic link, and what it points to may change" if link_ else "no ordinary file"
                raise Refused(f"{visible_line(place)} is {what}. Leave it out, or name the files themselves.")
            stray = not was_named and is_stray(path)
            found.append({"location": place, "path": path, "size": known.st_size, "stray": stray})
    return found, left_out


def hash_files(files, listing):
    """Adds to each file its digests. BLAKE3 is only computed where the bundle may have a file of that length."""
    sizes = None if listing is None else listing.table.sizes() if listing.table else set()
    progress, waiting, length = Progress("Reading files", len(files)), [], 0
    for file in files:
        # Stays so where no file of that length is in the list: then it is another one anyway.
        file["blake3"] = None
        try:
            data = hash_file(file, sizes is not None and file["size"] in sizes)
            if listing is not None and listing.disclosed:
                file["excerpts"] = read_excerpts(file["location"], file["size"], listing.disclosed)
        except OSError as error:
            raise Refused(can_not_read(file["location"], error))
        if data is not None:
            waiting.append((file, data))
            length += len(data)
        if length > 4 * MIB or len(waiting) >= LANES:
            finish(waiting)
            waiting, length = [], 0
        progress.step()
    finish(waiting)
    progress.end()


def finish(waiting):
    for (file, _), digest in zip(waiting, blake3_all([data for _, data in waiting])):
        file["blake3"] = hexed(digest)


def hash_file(file, wanted):
    """The bytes of a short file whose BLAKE3 is wanted; that of a long one is computed at once."""
    digest, size = hashlib.sha256(), 0
    short = wanted and file["size"] <= SMALL

    def read(length):
        nonlocal size
        data = source.read(length)
        digest.update(data)
        size += len(data)
        return data

    with open(file["location"], "rb") as source:
        data = read(SMALL) if short else None
        if wanted and not short:
            file["blake3"] = hexed(subtree(read, file["size"], is_file=True))
        while read(MIB):
            pass
    if size != file["size"]:
        raise Refused(
            f"{visible_line(file['location'])} changed while it was read: it had {file['size']:,} bytes and then {size:,}."
        )
    file["sha256"] = "0x" + digest.hexdigest()
    return data


LINE_ENDS = [
    (b"\r\n", b"\n", "with LF in place of CRLF as line ends"),
    (b"\n", b"\r\n", "with CRLF in place of LF as line ends"),
]
LAST_LINES = [(b"\n", "without the line break at its end"), (b"\r\n", "without the line break at its end")]
LAST_LINES += [(b"\n\n", "without the two line breaks at its end")]


def variants_of(data):
    """What editors, mail programs and git make of texts, undone: (bytes, how they differ)."""
    unix = data.replace(b"\r\n", b"\n")
    spelled = [(data, "")]
    if unix != data:
        spelled.append((unix, LINE_ENDS[0][2]))
    if unix.replace(b"\n", b"\r\n") != data:
        spelled.append((unix.replace(b"\n", b"\r\n"), LINE_ENDS[1][2]))
    for text, how in spelled:
        for mark in (codecs.BOM_UTF8, b""):
            if mark and not text.startswith(mark):
                continue
            start = text[len(mark) :]
            marked = "without its byte order mark" if mark else ""
            ends = [(start, "")]
            ends += [(start[: -len(end)], what) for end, what in LAST_LINES if start.endswith(end)]
            ends += [(start + end, "with a line break at its end") for end in (b"\n", b"\r\n")]
            for changed, what in ends:
                words = [part for part in (how, marked, what) if part]
                if words and changed:
                    yield changed, " and ".join(words)


def explain_difference(file, is_known):
    """How a file that is not in the bundle differs from one that is, if it is by no more than the ends of its lines."""
    if "location" not in file or file["size"] > LOOKED_INTO:
        return None
    try:
        with open(file["location"], "rb") as source:
            data = source.read()
    except OSError:
        return None
    for changed, how in variants_of(data) if b"\x00" not in data else ():
        other = {"sha256": "0x" + hashlib.sha256(changed).hexdigest(), "size": len(changed)}
        if is_known(other):
            return (
                f"a file of the bundle {how}. An editor, a mail program or git changed that; the bytes are not the same"
            )
    return None


SUMS_LINE = re.compile(r"\\?([0-9a-fA-F]{64})(?: [ *](.+))?")
TAGGED_LINE = re.compile(r"\\?SHA(?:2-)?256 ?\((.+)\) ?= ([0-9a-fA-F]{64})")
NAMED_DIGEST = re.compile(
    r"(?:urn:)?sha-?2?-?256(?: fingerprint| digest| hash)?\s*(?:\(.*\)\s*)?[:=-]\s*(.+)", re.IGNORECASE
)
GROUPED = re.compile("(?<=[0-9a-fA-F])[ :_-](?=[0-9a-fA-F])")
BASE64_DIGEST = re.compile("[A-Za-z0-9+/_-]{42}[AEIMQUYcgkosw048]=?")
NO_FILE = ("0x" + hashlib.sha256(b"").hexdigest(), "0x" + "0" * 64)


def digest_in(text):
    """The SHA-256 in one of the spellings that programs write it in, or None."""
    text = text.strip()
    named = NAMED_DIGEST.fullmatch(text)
    text = named[1] if named else text
    digits = GROUPED.sub("", re.sub("^0[xX]", "", text))
    if re.fullmatch("[0-9a-fA-F]{64}", digits):
        return "0x" + digits.lower()
    if BASE64_DIGEST.fullmatch(text):
        return hexed(base64.urlsafe_b64decode(text.rstrip("=").replace("+", "-").replace("/", "_") + "="))
    # A CID of version 1 in base32: raw bytes, by their SHA-256.
    if re.fullmatch("b[a-z2-7]{58}", text):
        data = base64.b32decode(text[1:].upper() + "=" * 6)
        return hexed(data[4:]) if data[:4] == b"\x01\x55\x12\x20" else None
    return None


def typed_digest(text):
    whole = digest_in(text)
    before, _, size = text.rpartition(":")
    # Two digits behind a colon can be the last of a digest that is written in pairs.
    digest = whole or (digest_in(before) if re.fullmatch("0|[1-9][0-9]{0,14}", size) else None)
    if digest is None:
        raise Refused(f"--digest {visible_line(text)} is not a SHA-256: 64 hexadecimal digits, and perhaps :SIZE in bytes.")
    return {"path": digest[2:], "sha256": digest, **({} if whole else {"size": int(size)})}


def digests_in(path):
    """The lines of a list as `sha256sum` writes it, also with --tag, or of digests alone."""
    try:
        with open(path, "rb") as source:
            text = source.read().decode("utf-8-sig", "surrogateescape")
    except OSError as error:
        raise Refused(can_not_read(path, error))
    found = []
    for number, line in enumerate(text.split("\n"), 1):
        line = line.rstrip("\r")
        if not line.strip() or line.startswith("#"):
            continue
        plain, tagged = SUMS_LINE.fullmatch(line), TAGGED_LINE.fullmatch(line)
        bare = None if plain or tagged or re.search(r"\s", line.strip()) else digest_in(line)
        if not plain and not tagged and not bare:
            raise Refused(f"Line {number} of {visible_line(path)} is not one that sha256sum writes.")
        digest, name = (plain[1], plain[2]) if plain else (tagged[2], tagged[1]) if tagged else (bare[2:], None)
        if "0x" + digest.lower() in NO_FILE:
            raise Refused(f"Line {number} of {visible_line(path)} is the digest of nothing, which identifies nothing.")
        found.append({"path": name or digest.lower(), "sha256": "0x" + digest.lower()})
    if not found:
        raise Refused(f"{visible_line(path)} lists no digest.")
    return found


# What is printed

TITLES = {"proved": "PROVED", "disproved": "DISPROVED", "cannot-know": "CANNOT KNOW"}
EXIT_CODES = {"proved": 0, "disproved": 1, "cannot-know": 2}


def file_line(file):
    name = visible_line(file["path"]) if "path" in file else "(a name that is not disclosed)"
    shown = file.get("range")
    part = f", bytes {shown['from']} to {shown['to'] - 1} of {shown['size']}" if shown else ""
    return f"{file['sha256'][2:]}  {name}{part}{'' if file['compared'] else '  (not compared)'}"


def text_of(verdict):
    files = [file_line(file) for file in verdict["files"][:20]]
    more = len(verdict["files"]) - len(files) + verdict["filesNotListed"]
    if more:
        files.append(f"and {more:,} more")
    steps = [f"{step['outcome']:<12}{step['id']}: {step['sentence']}" for step in verdict["steps"]]
    sections = {
        "Files in the bundle": files,
        "Second anchors, each for itself": [f"{known['type']}: {known['sentence']}" for known in verdict["witnesses"]],
        "Taken on trust": verdict["assumed"],
        "Not checked": verdict["notChecked"],
        "Problems": verdict["problems"],
        "Step by step": steps,
    }
    lines = [TITLES[verdict["verdict"]]]
    lines += [f"  {line}" for line in verdict["proved"] or [verdict["sentence"]]]
    for title, said in sections.items():
        lines += ["", title, *(f"  {line}" for line in said)] if said else []
    return "\n".join([*lines, "", verdict["limits"]])


# Vectors


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


def read_json(path):
    try:
        with open(path, encoding="utf-8") as file:
            return json.load(file)
    except OSError as error:
        raise Refused(can_not_read(path, error))
    except ValueError:
        raise Refused(f"{visible_line(path)} holds no vectors.")


def check_vectors(path):
    published, failed = read_json(path), 0
    for vector in published["vectors"]:
        text = vector_text(published["bundles"][vector["bundle"]], vector).encode("utf-8", "surrogatepass")
        found = verify(
            open_bundle(text), vector.get("files"), vector["trusted"], vector.get("expected"), vector.get("codes", [])
        )
        steps = {step["id"]: step["outcome"] for step in found["steps"]}
        wanted = (vector["verdict"], vector["steps"], vector.get("licences", []))
        if (found["verdict"], steps, found["licences"]) != wanted:
            failed += 1
            print(f"DIFFERS {vector['name']}: {found['verdict']} {steps} {found['licences']}, published {wanted}")
    print(f"{len(published['vectors'])} vectors, {failed} differ")
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
    published, failed = read_json(path), 0
    for vector in published:
        parts = []
        for name, length in zip(HEADER_NAMES, LENGTHS):
            if name in vector["header"]:
                value = vector["header"][name]
                is_number = isinstance(length, str) and length.startswith("n")
                parts.append(number_bytes(int(value, 16)) if is_number else raw(value))
        encoded = rlp_encode(parts)
        if hexed(keccak(encoded)) != vector["hash"] or read_header(encoded)["number"] != vector["number"]:
            failed += 1
            print(f"DIFFERS {vector['chain']} {vector['number']}")
    print(f"{len(published)} headers, {failed} differ")
    return 1 if failed else 0


# Agreements

FACTS = "## What is signed here"
AGREEMENT = (
    "Agreement(string text,address[] parties,bool witnessed,uint40 opens,uint40 closes,uint40 ends,uint32 leavers,"
    "uint40 notice,bytes32 supersedes,address arbitrator,bytes32 court)"
)
DOMAIN = "EIP712Domain(string name,string version,uint256 chainId,address verifyingContract)"
NOTHING, NOBODY, LAST_MOMENT = "0x" + 64 * "0", "0x" + 40 * "0", 253402300799
UNSEEN = re.compile("[\u034f\u00ad\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b\u200e\u200f\u2060-\u2064\u3164\uffa0]")
PRIME, ORDER = 2**256 - 2**32 - 977, 0xFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFEBAAEDCE6AF48A03BBFD25E8CD0364141
BASE = (
    0x79BE667EF9DCBBAC55A06295CE870B07029BFCDB2DCE28D959F2815B16F81798,
    0x483ADA7726A3C4655DA4FBFC0E1108A8FD17B448A68554199C47D08FFB10D4B8,
)


def add_points(one, other):
    """The sum of two points of secp256k1; None is the point at infinity."""
    if one is None or other is None:
        return one or other
    (x, y), (x2, y2) = one, other
    if x == x2 and (y + y2) % PRIME == 0:
        return None
    slope = (3 * x * x * pow(2 * y, -1, PRIME) if one == other else (y2 - y) * pow(x2 - x, -1, PRIME)) % PRIME
    x3 = (slope * slope - x - x2) % PRIME
    return x3, (slope * (x - x3) - y) % PRIME


def times_point(factor, point):
    total = None
    while factor:
        total = add_points(total, point) if factor & 1 else total
        point, factor = add_points(point, point), factor >> 1
    return total


def signer_of(digest, signature):
    """The account whose key made a signature of 65 bytes, as contracts take it; None if it is none."""
    if len(signature) != 65 or signature[64] not in (27, 28):
        return None
    r, s = int.from_bytes(signature[:32], "big"), int.from_bytes(signature[32:64], "big")
    square = (pow(r, 3, PRIME) + 7) % PRIME
    y = pow(square, (PRIME + 1) // 4, PRIME)
    if not (0 < r < ORDER and 0 < s <= ORDER // 2) or y * y % PRIME != square:
        return None
    y = y if y % 2 == signature[64] - 27 else PRIME - y
    inverse, z = pow(r, -1, ORDER), int.from_bytes(digest, "big")
    key = add_points(times_point(-z * inverse % ORDER, BASE), times_point(s * inverse % ORDER, (r, y)))
    return key and hexed(keccak(b"".join(part.to_bytes(32, "big") for part in key))[12:])


def number(text):
    return int(text, 16)


def agreement_id(signed):
    """The EIP-712 digest that the parties sign."""
    facts = signed["agreement"]
    words = [keccak(facts["text"].encode("utf-8")), keccak(b"".join(word(number(party)) for party in facts["parties"]))]
    names = ("witnessed", "opens", "closes", "ends", "leavers", "notice", "supersedes", "arbitrator", "court")
    words += [word(number(facts[name]) if isinstance(facts[name], str) else int(facts[name])) for name in names]
    return keccak(b"\x19\x01" + separator_of(signed) + keccak(b"".join([keccak(AGREEMENT.encode()), *words])))


def separator_of(signed):
    """The EIP-712 domain that an agreement, and what is signed under it, is for."""
    domain = [keccak(b"Colophon Agreements"), keccak(b"1"), word(signed["chainId"]), word(number(signed["agreements"]))]
    return keccak(b"".join([keccak(DOMAIN.encode()), *domain]))


def parse_agreement(data):
    """The colophon-agreement/1 that bytes are. Raises Malformed, also if its words and its fields differ."""
    try:
        text = data.decode("utf-8")
        signed = json.loads(text, parse_int=_whole_digits)
    except (ValueError, RecursionError):
        raise Malformed("It is not JSON. Check that you chose the right file and that it is complete.")
    need(isinstance(signed, dict) and signed.get("format") == "colophon-agreement/1", "It is no colophon-agreement/1.")
    fields(signed, ["format", "chainId", "agreements", "agreement", "signatures"], ["ending"])
    whole(signed["chainId"], 1)
    address_of(signed["agreements"])
    facts = signed["agreement"]
    names = "text parties witnessed opens closes ends leavers notice supersedes arbitrator court".split()
    fields(facts, names)
    need(isinstance(facts["text"], str) and isinstance(facts["witnessed"], bool), "A field is of another kind.")
    items(facts["parties"], address_of, 1, 32)
    rising([NOBODY, *facts["parties"]])
    for name in ("opens", "closes", "ends", "notice"):
        whole(facts[name])
        late = facts[name] > FOREVER or (name != "notice" and LAST_MOMENT < facts[name] < FOREVER)
        need(not late, "A time is too late.")
    whole(facts["leavers"])
    need(facts["leavers"] >> len(facts["parties"]) == 0, "Somebody may end it alone who is no party.")
    need(facts["leavers"] or not facts["notice"], "There is a notice, and nobody may give it.")
    need(facts["opens"] < facts["closes"] and facts["opens"] < facts["ends"], "It closes or ends before it opens.")
    hash_of(facts["supersedes"])
    hash_of(facts["court"])
    address_of(facts["arbitrator"])
    need(facts["arbitrator"] not in facts["parties"], "A party would decide its own disputes.")
    need(facts["arbitrator"] != NOBODY or facts["court"] == NOTHING, "There is a court without an arbitrator.")
    endings = [signed["ending"]] if "ending" in signed else []
    for ending in endings:
        fields(ending, ["deadline", "signatures"])
        whole(ending["deadline"])
    for signatures in [signed["signatures"], *(ending["signatures"] for ending in endings)]:
        items(signatures, check_signature, 0, 32)
        rising([each["party"] for each in signatures])
        need(all(each["party"] in facts["parties"] for each in signatures), "Somebody signed who is no party.")
    need(jcs(signed) == text, "It is not in canonical form (RFC 8785). Ask for the original file.")
    check_words(signed)
    return signed


def check_signature(signature):
    fields(signature, ["party", "signature"])
    address_of(signature["party"])
    bytes_of(signature["signature"])


def check_words(signed):
    """That the text is in its one form, and that its end says the fields in words."""
    text = signed["agreement"]["text"]
    lines = unicodedata.normalize("NFC", text).split("\n")
    plain = re.sub("\n{3,}", "\n\n", "\n".join(line.rstrip() for line in lines)).strip() + "\n"
    need(plain == text and "\t" not in text and visible(text) == text, "Its text is not in the one form that is signed.")
    need(not UNSEEN.search(text), "Its text has a character that nobody sees.")
    parts = ("\n" + text).split(f"\n{FACTS}\n")
    reference = re.search("\n- Reference: ([0-9a-f]{32})\n$", text)
    need(len(parts) == 2 and parts[0].strip() and reference, "Its text does not end with the facts in words.")
    said = "\n" + "\n".join([*facts_in_words(signed), f"- Reference: {reference.group(1)}"]) + "\n"
    need(parts[1] == said, "Its text says other facts than those that are signed.")


def moment(seconds):
    return when(seconds) if seconds < FOREVER else "never"


def lasting(seconds):
    for size, unit in ((86400, "day"), (3600, "hour"), (60, "minute"), (1, "second")):
        if seconds % size == 0:
            return counted(f"{seconds // size:,}", unit) if seconds != size else counted(1, unit)


def listed(names, joint):
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} {joint} {names[-1]}"


def ending_in_words(facts):
    together = "All parties together may end it at any time."
    able = [f"party {i + 1}" for i in range(len(facts["parties"])) if facts["leavers"] >> i & 1]
    if not able:
        return f"No party may end it alone. {together}"
    each = len(able) == len(facts["parties"]) and len(able) > 1
    after = f"{lasting(facts['notice'])} after giving notice" if facts["notice"] else "at once, by saying so"
    return f"{'Each party' if each else 'Only ' + listed(able, 'or')} may end it alone, {after}. {together}"


def facts_in_words(signed):
    facts = signed["agreement"]
    where = f"the contract {signed['agreements']} on chain {signed['chainId']}"
    closes = "" if facts["closes"] >= FOREVER else f", and no longer at {moment(facts['closes'])}"
    lines = [f"- Party {i + 1} signs with the account {party}." for i, party in enumerate(facts["parties"])]
    lines.append(
        f"- It may be witnessed by {where}. Then everybody can see which accounts agreed and from when to when, and "
        "not on what."
        if facts["witnessed"]
        else f"- It stays with its parties. Nothing of it is recorded by {where}, for which it is signed; a stamp can "
        "show when the signatures existed."
    )
    lines.append(f"- It can be concluded from {moment(facts['opens'])}{closes}.")
    stands = f"until {moment(facts['ends'])}, and no longer then" if facts["ends"] < FOREVER else "without an end"
    lines += [f"- It stands {stands}.", f"- {ending_in_words(facts)}"]
    if facts["supersedes"] != NOTHING:
        lines.append(f"- It takes the place of the agreement {facts['supersedes']}.")
    lines.append(
        "- No contract decides disputes. What the text says of courts and law holds."
        if facts["arbitrator"] == NOBODY
        else f"- Disputes are decided by the contract {facts['arbitrator']} (ERC-792), asked with data whose hash is "
        f"{facts['court']}."
    )
    lines.append(
        "- A signature shows that whoever has the account's key agreed to these words. Who that is, and whether the "
        "words bind them, it does not show."
    )
    return lines


def check_agreement(data):
    """Who signed an agreement, by its file alone. Raises Malformed."""
    signed = parse_agreement(data)
    digest, given = agreement_id(signed), {each["party"]: each["signature"] for each in signed["signatures"]}
    parties = []
    for party in signed["agreement"]["parties"]:
        by_key = party in given and signer_of(digest, raw(given[party])) == party
        parties.append({"party": party, "state": "signed" if by_key else "not by key" if party in given else "missing"})
    return {"id": hexed(digest), "parties": parties, "complete": all(each["state"] == "signed" for each in parties)}


def check_agreement_vectors(path):
    published, failed = read_json(path)["cases"], 0
    for vector in published:
        found = check_agreement(jcs(vector["document"]).encode("utf-8"))
        if (found["id"], [each["state"] for each in found["parties"]]) != (vector["id"], vector["parties"]):
            failed += 1
            print(f"DIFFERS {vector['name']}: {found}")
    print(f"{len(published)} agreements, {failed} differ")
    return 1 if failed else 0


def run_agreement(given):
    try:
        with open(given.agreement, "rb") as source:
            found = check_agreement(source.read(MIB // 4 + 1))
    except OSError as error:
        raise Refused(f"The agreement {can_not_read(given.agreement, error)}")
    except Malformed as problem:
        raise Refused(f"This is not an agreement that counts. {problem}")
    said = {
        "signed": "signed exactly this text",
        "missing": "did not sign",
        "not by key": "did not sign this with the account's key (of a contract, only its chain can tell)",
    }
    lines = [f"The agreement {found['id']}", *(f"{each['party']} {said[each['state']]}" for each in found["parties"])]
    as_json = given.json or (not given.text and not sys.stdout.isatty())
    write(json.dumps(found, indent=2) if as_json else "\n".join(lines))
    return 0 if found["complete"] else 2


# Disclosures: what recipients signed that they received, in a chain of entries


ANSWERS = {
    "received": (
        "Received",
        "I received these files, encrypted, under this agreement. They opened with my key and have these SHA-256 "
        "digests. This does not say that I read them.",
        "received",
    ),
    "returned": (
        "Returned",
        "I gave these files back, which I had under this agreement, and kept no copy.",
        "gave back",
    ),
    "destroyed": (
        "Destroyed",
        "I destroyed these files, which I had under this agreement, and every copy that I made of them.",
        "destroyed",
    ),
}
ANSWER = (
    "(string statement,bytes32 agreement,uint32 entry,bytes32 handover,address discloser,address recipient,"
    "bytes32[] files,bytes32[] encrypted,uint40 time)"
)
AGE_KEY = re.compile("age1[02-9ac-hj-np-z]{58,4000}")
LEDGER_LIMITS = (
    "A signature shows that whoever has an account's key signed these words, and not who that is. A receipt does not "
    "show that anybody read the files. The discloser keeps the ledger: what was never written into it, or left out at "
    "its end, is not shown. Times in it are as their writers say; only the blocks show by when it existed."
)


def is_ledger(data):
    """Whether a file begins as a ledger of disclosures does: its first field is the agreement."""
    return data.startswith(b'{"agreement":')


def parse_ledger(data):
    """The colophon-disclosures/1 that bytes are. Raises Malformed."""
    need(len(data) <= 64 * MIB, "It is larger than 64 MiB, the most that is read.")
    try:
        text = data.decode("utf-8")
        ledger = json.loads(text, parse_int=_whole_digits)
    except (ValueError, RecursionError):
        raise Malformed("It is not JSON. Check that you chose the right file and that it is complete.")
    need(isinstance(ledger, dict) and ledger.get("format") == "colophon-disclosures/1", "It has another format.")
    fields(ledger, ["format", "agreement", "discloser", "entries", "stamps"])
    need(jcs(ledger) == text, "It is not in canonical form (RFC 8785). Ask for the original file.")
    need(isinstance(ledger["agreement"], dict), "There is no agreement in it.")
    parse_agreement(jcs(ledger["agreement"]).encode("utf-8"))
    address_of(ledger["discloser"])
    parties = ledger["agreement"]["agreement"]["parties"]
    need(ledger["discloser"] in parties, "The discloser is no party to the agreement.")
    items(ledger["entries"], check_entry_fields, 1, 10_000)
    items(ledger["stamps"], lambda stamp: need(isinstance(stamp, dict), "A stamp is no object."), 0, 1_000)
    return ledger


def check_entry_fields(entry):
    need(isinstance(entry, dict), "An entry is no object.")
    kind = entry.get("kind")
    if kind == "handed-over":
        fields(entry, ["kind", "number", "previous", "time", "recipient", "key", "files"])
        address_of(entry["recipient"])
        need(isinstance(entry["key"], str) and AGE_KEY.fullmatch(entry["key"]), "A key is none of age.")
        items(entry["files"], check_handed, 1, 64)
        paths = [file["path"] for file in entry["files"]]
        need(len(paths) == len(set(paths)), "Two files of a hand-over have one path.")
    else:
        need(isinstance(kind, str) and kind in ANSWERS, "An entry is of a kind that is not known.")
        fields(entry, ["kind", "number", "previous", "of", "time", "signature"])
        whole(entry["of"], 1)
        need(entry["of"] < 2**32, "A number is too large.")
        bytes_of(entry["signature"])
        need(len(entry["signature"]) <= 2 + 2 * 4096, "A signature is too long.")
    whole(entry["number"], 1)
    whole(entry["time"])
    need(entry["number"] < 2**32 and entry["time"] < 2**40, "A number or a time is too large.")
    hash_of(entry["previous"])


def check_handed(file):
    fields(file, ["path", "size", "sha256", "cipher"])
    check_path(file["path"])
    fields(file["cipher"], ["size", "sha256"])
    for each in (file, file["cipher"]):
        whole(each["size"], 1)
        hash_of(each["sha256"])


def sha256_of(value):
    return "0x" + hashlib.sha256(jcs(value).encode("utf-8")).hexdigest()


def digest_of_answer(ledger, handover, answer):
    """The EIP-712 digest that the recipient of a hand-over signs."""
    signed = ledger["agreement"]
    name, statement, _ = ANSWERS[answer["kind"]]
    words = [
        keccak((name + ANSWER).encode()),
        keccak(statement.encode()),
        agreement_id(signed),
        word(handover["number"]),
        raw(sha256_of(handover)),
        word(number(ledger["discloser"])),
        word(number(handover["recipient"])),
        keccak(b"".join(raw(file["sha256"]) for file in handover["files"])),
        keccak(b"".join(raw(file["cipher"]["sha256"]) for file in handover["files"])),
        word(answer["time"]),
    ]
    return keccak(b"\x19\x01" + separator_of(signed) + keccak(b"".join(words)))


def verify_ledger(data, files=None, trusted=(), expected=None, codes=(), explain=None):
    """The verdict of a ledger of disclosures, from nothing but its arguments, which are those of verify."""
    report = Report()
    try:
        ledger = parse_ledger(data)
    except Malformed as problem:
        report.gap("format", str(problem))
        return {**verdict_of(report), "limits": LEDGER_LIMITS}
    report.proved("format", "The file is a complete colophon-disclosures/1 document, and nothing unknown is in it.")
    unchecked = check_parties(ledger["agreement"], report)
    signed = check_entries(ledger, report)
    stamps = check_ledger_stamps(ledger, trusted, expected, codes, report)
    last = len(ledger["entries"])
    if any(number_ == last for number_, _ in stamps):
        report.proved("stamped", "The last entry is stamped, and with it all that it follows.")
    else:
        report.gap("stamped", "The last entry is not stamped, so nothing shows by when it existed.")
    handed = [file for entry in ledger["entries"] if entry["kind"] == "handed-over" for file in entry["files"]]
    compared = {digest for _, digest in check_files(Handed(handed), files, explain, report)}
    known = {file["sha256"]: file for file in handed}.values()
    shown = [
        {"path": file["path"], "size": file["size"], "sha256": file["sha256"], "compared": file["sha256"] in compared}
        for file in known
    ]
    verdict = {**verdict_of(report, (shown, 0)), "limits": LEDGER_LIMITS}
    if verdict["verdict"] == "proved":
        proved = ledger_sentences(ledger, unchecked, signed, stamps)
        verdict.update(sentence=f"Proved: {proved[0]}", proved=proved)
    return verdict


def check_parties(signed, report):
    """Those whose signature no key can show."""
    unchecked = []
    digest, given = agreement_id(signed), {each["party"]: each["signature"] for each in signed["signatures"]}
    for party in signed["agreement"]["parties"]:
        if party not in given:
            report.gap(f"party:{party}", f"{party} did not sign the agreement.")
        elif signer_of(digest, raw(given[party])) == party:
            report.proved(f"party:{party}", f"The key of {party} signed the agreement {hexed(digest)}.")
        else:
            unchecked.append(party)
            report.unchecked(
                f"party:{party}",
                f"What is there for {party} is no signature of its key. If it is a contract, only its chain can tell.",
            )
    return unchecked


def check_entries(ledger, report):
    """The numbers of the answers that the recipient's key signed."""
    before, signed, said = sha256_of(without(without(ledger, "entries"), "stamps")), set(), set()
    handovers = {}
    for place, entry in enumerate(ledger["entries"], 1):
        holds = entry["number"] == place and entry["previous"] == before
        is_answer = entry["kind"] != "handed-over"
        if is_answer:
            about = (entry["of"], entry["kind"])
            holds = holds and entry["of"] in handovers and about not in said
            said.add(about)
        else:
            handovers[place] = entry
            others = [party for party in ledger["agreement"]["agreement"]["parties"] if party != ledger["discloser"]]
            holds = holds and entry["recipient"] in others
        report.check(
            f"entry:{place}",
            holds,
            f"Entry {place} follows what stands before it.",
            f"Entry {place} does not follow what stands before it, or is about what is not there.",
        )
        before = sha256_of(entry)
        if not is_answer or not holds:
            continue
        handover = handovers[entry["of"]]
        if signer_of(digest_of_answer(ledger, handover, entry), raw(entry["signature"])) == handover["recipient"]:
            signed.add(place)
            report.proved(f"signed:{place}", f"The key of {handover['recipient']} signed it, about entry {entry['of']}.")
        else:
            report.unchecked(
                f"signed:{place}",
                f"No signature of the key of {handover['recipient']}. Of a contract, only its chain can tell.",
            )
    return signed


def digests_of_stamp(bundle):
    stamp = bundle.get("stamp")
    if not isinstance(stamp, dict):
        return set()
    manifest = stamp.get("manifest")
    lists = [(stamp.get("files"), "digest"), (manifest.get("files") if isinstance(manifest, dict) else None, "sha256")]
    return {
        file[name]
        for files, name in lists
        if isinstance(files, list)
        for file in files
        if isinstance(file, dict) and isinstance(file.get(name), str)
    }


def hashes_of_blocks(bundle):
    blocks = bundle.get("blocks")
    if not isinstance(blocks, list):
        return set()
    return {block["hash"] for block in blocks if isinstance(block, dict) and isinstance(block.get("hash"), str)}


def check_ledger_stamps(ledger, trusted, expected, codes, report):
    """For each stamp the number of its entry, 0 if it has none, and the block by which it existed, if that is proved."""
    entries, blocks = ledger["entries"], [hashes_of_blocks(bundle) for bundle in ledger["stamps"]]
    places = {sha256_of(entry): place for place, entry in enumerate(entries, 1)}
    found = []
    for i, bundle in enumerate(ledger["stamps"]):
        place = max((places.get(digest, 0) for digest in digests_of_stamp(bundle)), default=0)
        data = jcs(entries[place - 1]).encode("utf-8")
        file = {
            "path": f"entry {place or len(entries)}",
            "size": len(data),
            "sha256": "0x" + hashlib.sha256(data).hexdigest(),
            "blake3": hexed(blake3_all([data])[0]),
        }
        elsewhere = set().union(*blocks) - blocks[i]
        sources = [known for known in trusted if "number" in known or known["hash"] not in elsewhere]
        verdict = verify(open_bundle(jcs(bundle).encode("utf-8")), [file], sources, expected, codes)
        for step in verdict["steps"]:
            report.add(f"stamp:{i}:{step['id']}", step["outcome"], step["sentence"])
        report.problems += verdict["problems"]
        if verdict["verdict"] == "cannot-know":
            report.gaps.append(verdict["sentence"].replace("Cannot know: ", "", 1))
        found.append((place, verdict["stamp"]["notAfter"] if "stamp" in verdict else None))
    return found


class Handed:
    """The files of a ledger, as a Listing tells those of a bundle: each, and each as it was encrypted."""

    def __init__(self, handed):
        self.sizes = {each["sha256"]: each["size"] for file in handed for each in (file, file["cipher"])}
        self.count, self.table, self.disclosed = len(self.sizes), None, []

    def digest_of(self, file):
        digest = file["sha256"]
        return digest if digest in self.sizes and file.get("size") in (None, self.sizes[digest]) else None

    def may_be_part(self, file):
        return False


def ledger_sentences(ledger, unchecked, signed, stamps):
    def by(place):
        blocks = [block for covered, block in stamps if block and covered >= place]
        block = min(blocks, key=lambda each: each["time"])
        return f"no later than block {block['number']} of chain {block['chainId']}, {when(block['time'])}"

    entries = ledger["entries"]
    title = re.sub("^#+\\s*", "", ledger["agreement"]["agreement"]["text"].split("\n")[0])[:120]
    known = hexed(agreement_id(ledger["agreement"]))
    if unchecked:
        known += f"; the signature of {' and '.join(unchecked)} was not checked"
    under = f"the agreement “{visible(title)}” ({known})"
    said, receivers = [], set()
    for handover in (entry for entry in entries if entry["kind"] == "handed-over"):
        who, digests = handover["recipient"], " and ".join(file["sha256"] for file in handover["files"])
        answers = [entry for entry in entries if entry.get("of") == handover["number"] and entry["number"] in signed]
        if all(answer["kind"] != "received" for answer in answers):
            said.append(
                f"Entry {handover['number']} says that files were meant for {who}. No signature of that account's key "
                "shows that they came."
            )
        for answer in answers:
            if answer["kind"] == "received":
                receivers.add(who)
            said.append(
                f"{who} signed that they {ANSWERS[answer['kind']][2]} what has the SHA-256 {digests} (entry "
                f"{handover['number']}); the signature existed {by(answer['number'])}."
            )
    first = (
        f"{counted(len(receivers), 'account')} signed that they received files from {ledger['discloser']} under {under}."
        if receivers
        else f"The ledger of {ledger['discloser']} under {under} holds no receipt that a recipient's key signed."
    )
    return [first, *said, f"The ledger's {len(entries)} entries and the agreement existed {by(len(entries))}."]


def check_ledger_vectors(path):
    published, failed = read_json(path), 0
    for vector in published["vectors"]:
        text = vector_text(published["ledgers"][vector["ledger"]], vector).encode("utf-8", "surrogatepass")
        found = verify_ledger(text, vector.get("files"), vector["trusted"], vector.get("expected"))
        steps = {step["id"]: step["outcome"] for step in found["steps"]}
        if (found["verdict"], steps) != (vector["verdict"], vector["steps"]):
            failed += 1
            print(f"DIFFERS {vector['name']}: {found['verdict']} {steps}, published {vector['verdict']} {vector['steps']}")
    print(f"{len(published['vectors'])} ledgers, {failed} differ")
    return 1 if failed else 0


# The command line


def arguments():
    parser = argparse.ArgumentParser(
        prog="verify_bundle.py",
        allow_abbrev=False,
        formatter_class=argparse.RawDescriptionHelpFormatter,
        description="Says what a colophon-bundle/2, or a ledger of disclosures (colophon-disclosures/1), proves about "
        "files, and whom that trusts. It asks nobody.",
        epilog="* may be repeated\n\nExit code: 0 proved, 1 disproved, 2 cannot know or could not be done.",
    )
    add = parser.add_argument
    more = {"action": "append", "default": []}
    add(
        "paths",
        nargs="*",
        metavar="PATH",
        help="the bundle or proof package, then the files and folders that it should be about",
    )
    add("--block-hash", **more, metavar="[NUMBER:]HASH", help="the hash of a block that you know to be on the chain *")
    add("--chain", metavar="NUMBER", help="the chain that it is on, and that the bundle must be for")
    add("--claimant", metavar="ADDRESS", help="who the bundle must be about")
    add("--timestamps", metavar="ADDRESS", help="which Timestamps contract it must be about")
    add(
        "--code",
        **more,
        metavar="HASH",
        help="creation code that you accept besides that of this release, by its hash *",
    )
    add("--digest", **more, metavar="SHA256[:SIZE]", help="in place of a file, its digest, and perhaps its bytes *")
    add("--digest-list", **more, metavar="FILE", help="digests of files, as sha256sum writes them *")
    add("--record-only", action="store_true", help="ask what was recorded, without comparing any file")
    add("--dataset-row", metavar="FILE", help="the proof of a row of a set of files, whose stamp the bundle is about")
    add("--json", action="store_true", help="print JSON, also on a terminal (in a pipe it is the default)")
    add("--text", action="store_true", help="print text, also in a pipe")
    add(
        "--vectors", metavar="FILE", help="check this program by sdk/vectors/bundle.json; exit code 1 if a case differs"
    )
    add("--agreement", metavar="FILE", help="say instead who signed a colophon-agreement/1; exit code 0 if all did")
    add("--agreements", metavar="FILE", help="check this program by sdk/vectors/agreement.json; 1 if a case differs")
    add("--disclosures", metavar="FILE", help="check this program by sdk/vectors/disclosures.json; 1 if one differs")
    add("--headers", metavar="FILE", help="check this program by sdk/vectors/headers.json; exit code 1 if one differs")
    return parser


HASH_WORDS, ADDRESS_WORDS = "a hash: 0x and 64 hexadecimal digits", "an address: 0x and 40 hexadecimal digits"


def form_of(text, form, option, what):
    if not form.fullmatch(text.lower()):
        raise Refused(f"{option} {visible_line(text)} is not {what}.")
    return text.lower()


def trusted_hash(text, chain):
    number, _, digest = text.rpartition(":")
    if not re.fullmatch("|0|[1-9][0-9]{0,14}", number) or (":" in text and not number):
        raise Refused(f"--block-hash {visible_line(text)} is not a hash, nor a block's number, a colon and its hash.")
    known = {"hash": form_of(digest, HASH, "--block-hash", HASH_WORDS), "source": "you (--block-hash)"}
    return {**known, **({"number": int(number)} if number else {}), **({"chainId": chain} if chain else {})}


# A proof package: a ZIP archive, of which the table at its end is read, and one bundle. It is read here by its bytes:
# the library's zipfile takes names and tables that mean different things to different programs.
ZIP_END, ZIP_ENTRY, ZIP_LOCAL = b"PK\5\6", b"PK\1\2", b"PK\3\4"
ZIP_ENTRIES, ZIP_ALL_BYTES, ZIP_BYTES = 20_000, 1024 * MIB, 512 * MIB
ZIP_DAMAGED = "This archive is damaged. Unpack it with another program, and choose its files."
BUNDLE_ENDING, OPENING_ENDING = ".colophon-bundle.json", ".colophon.json"
UNSAFE_NAME = re.compile(r"[/\\]|[A-Za-z]:|.*[\\\0-\x1f]", re.DOTALL)


def shown_name(name):
    return f"“{visible_line(name[:80])}”"


def zip_rows(source, size):
    """The files of an archive by the table at its end: (name, flags, method, packed, size, offset). Raises Refused."""
    from_end = min(size, 65_535 + 22)
    source.seek(size - from_end)
    tail = source.read(from_end)
    at = tail.rfind(ZIP_END, 0, max(0, len(tail) - 22) + 4)
    if at < 0:
        return []
    count, length, start = struct.unpack_from("<HII", tail, at + 10)
    if count == 0xFFFF or start == 0xFFFFFFFF or start + length > size:
        raise Refused("This archive is too large, or was cut off. Unpack it, and choose its files.")
    source.seek(start)
    table = source.read(length)
    rows, place = [], 0
    while len(rows) < count:
        if place + 46 > length or table[place : place + 4] != ZIP_ENTRY:
            raise Refused(ZIP_DAMAGED)
        flags, method, packed, full, named, extra, comment, offset = struct.unpack_from("<8xHH8xIIHHH8xI", table, place)
        if place + 46 + named > length:
            raise Refused(ZIP_DAMAGED)
        name = table[place + 46 : place + 46 + named].decode("utf-8-sig", "replace")
        rows.append((name, flags, method, packed, full, offset))
        place += 46 + named + extra + comment
    rows = [row for row in rows if not row[0].endswith("/")]
    refuse_misleading(rows, start)
    return rows


def refuse_misleading(rows, table_at):
    """Refuses what no archive has that was made to be read."""
    if len(rows) > ZIP_ENTRIES or sum(row[4] for row in rows) > ZIP_ALL_BYTES:
        raise Refused("This archive holds more than is read here at once. Unpack it, and choose fewer of its files.")
    names = set()
    for name, *_ in rows:
        if UNSAFE_NAME.match(name) or any(part in (".", "..") for part in name.split("/")):
            raise Refused(
                f"This archive has a file named {shown_name(name)}, which leads out of its folder. Do not unpack it; ask "
                "whoever gave it to you."
            )
        if name in names:
            raise Refused(
                f"This archive has two files named {shown_name(name)}, and programs differ in which they show. Ask for it "
                "again."
            )
        names.add(name)
    # Many files that are the same few bytes unfold to whatever size they like.
    free = 0
    for name, _, _, packed, _, offset in sorted(rows, key=lambda row: row[5]):
        if offset < free or offset + 30 + packed > table_at:
            raise Refused(
                f"This archive says that {shown_name(name)} stands where something else does. Ask for it again."
            )
        free = offset + 30 + packed


def unzipped(source, row):
    """The bytes of a file of an archive, at most one more than a bundle may have. Raises Refused."""
    name, flags, method, packed, full, offset = row
    if full > ZIP_BYTES:
        raise Refused(f"{shown_name(name)} in this archive is too large to be read out of it.")
    if flags & 1 or method not in (0, 8):
        raise Refused("This archive is packed in a way, or locked, that is not read here. Unpack it first.")
    source.seek(offset)
    head = source.read(30)
    if len(head) < 30 or head[:4] != ZIP_LOCAL:
        raise Refused(ZIP_DAMAGED)
    source.seek(sum(struct.unpack_from("<HH", head, 26)), os.SEEK_CUR)
    data = source.read(packed)
    if method == 0:
        if len(data) != full:
            raise Refused(ZIP_DAMAGED)
        return data[: MAX_BYTES + 1]
    reader = zlib.decompressobj(-15)
    try:
        # What it says of its size may be a lie: a few bytes can unfold to a whole disk.
        text = reader.decompress(data, full + 1)
    except zlib.error:
        raise Refused(ZIP_DAMAGED)
    if len(text) != full or not reader.eof or reader.unused_data:
        raise Refused(ZIP_DAMAGED)
    return text[: MAX_BYTES + 1]


def bundle_of(source):
    """The bundle in an open file: the one of a proof package, else the file itself. Raises Refused."""
    start = source.read(4)
    size = os.fstat(source.fileno()).st_size
    if size < 22 or start not in (ZIP_LOCAL, ZIP_END):
        return start + source.read(MAX_BYTES + 1 - len(start))
    rows = zip_rows(source, size)
    bundles = [row for row in rows if row[0].endswith(BUNDLE_ENDING)]
    if len(bundles) == 1:
        return unzipped(source, bundles[0])
    if bundles:
        raise Refused(
            f"This package holds {len(bundles)} bundles, and one is checked at a time. Unpack it, and choose one of them, "
            f"such as {visible_line(bundles[0][0])}."
        )
    if any(row[0].endswith(OPENING_ENDING) for row in rows):
        raise Refused(
            "This package is from before its stamp was captured: it has an opening, and no evidence yet. Save it again "
            "once it is stamped, or make the bundle with colophon bundle."
        )
    raise Refused(
        "This archive holds no bundle of evidence. Choose the proof package, or the file that ends with "
        ".colophon-bundle.json."
    )


def answer(given):
    """The verdict that was asked for on the command line. Raises Refused."""
    if not given.paths:
        raise Refused("Name the bundle to verify.")
    path, *paths = given.paths
    typed = [typed_digest(text) for text in given.digest]
    for list_ in given.digest_list:
        typed += digests_in(list_)
    if given.record_only and (paths or typed):
        raise Refused("--record-only compares no file. Leave it out, or the files.")
    chain = given.chain
    if chain is not None and not re.fullmatch("[1-9][0-9]{0,14}", chain):
        raise Refused(f"--chain {visible_line(chain)} is not a whole number from 1.")
    expected = {"chainId": int(chain)} if chain else {}
    for name in ("claimant", "timestamps"):
        value = getattr(given, name)
        if value is not None:
            expected[name] = form_of(value, ADDRESS, f"--{name}", ADDRESS_WORDS)
    trusted = [trusted_hash(text, expected.get("chainId")) for text in given.block_hash]
    codes = [form_of(text, HASH, "--code", HASH_WORDS) for text in given.code]
    try:
        with open(path, "rb") as source:
            data = bundle_of(source)
    except OSError as error:
        raise Refused(f"The bundle {can_not_read(path, error)}")
    files, left_out = list_files(paths)
    if is_ledger(data):
        hash_files(files, None)
        held = None if given.record_only else files + typed
        verdict = verify_ledger(data, held, trusted, expected, codes, explain_difference)
        verdict["problems"] = left_out + verdict["problems"]
        return verdict
    opened = open_bundle(data)
    hash_files(files, Listing(opened[0].get("stamp"), []) if opened[0] else None)
    held = None if given.record_only or given.dataset_row else files + typed
    row = read_json(given.dataset_row) if given.dataset_row else None
    verdict = verify(opened, held, trusted, expected, codes, explain_difference, row)
    verdict["problems"] = left_out + verdict["problems"]
    return verdict


def write(text):
    try:
        sys.stdout.write(text + "\n")
        sys.stdout.flush()
    except OSError as error:
        # Python writes what is left once more when it ends, and that must not fail again.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        raise Refused(f"The verdict can't be written: {error.strerror}.")


def run(given):
    if given.vectors:
        return check_vectors(given.vectors)
    if given.headers:
        return check_headers(given.headers)
    if given.disclosures:
        return check_ledger_vectors(given.disclosures)
    if given.agreements:
        return check_agreement_vectors(given.agreements)
    if given.agreement:
        return run_agreement(given)
    verdict = answer(given)
    as_json = given.json or (not given.text and not sys.stdout.isatty())
    write(json.dumps(verdict, indent=2, ensure_ascii=False) if as_json else text_of(verdict))
    return EXIT_CODES[verdict["verdict"]]


def main(argv=None):
    """The exit code. Whatever happens, it is 1 only for a disproof (or a vector that differs)."""
    try:
        if keccak(b"") != raw("0xc5d2460186f7233c927e7db2dcc703c0e500b653ca82273b7bfad8045d85a470"):
            raise Refused("Keccak gives a wrong answer on this machine.")
        if blake3_all([b""])[0] != raw("0xaf1349b9f5f9a1a6a0404dea36dcc9499bcb25c9adc112b7cc9a93cae41f3262"):
            raise Refused("BLAKE3 gives a wrong answer on this machine.")
        return run(arguments().parse_intermixed_args(argv))
    except SystemExit as end:
        return end.code or 0
    except Refused as problem:
        sentence = str(problem)
    except KeyboardInterrupt:
        sentence = "Stopped before there was an answer."
    except MemoryError:
        sentence = "This machine has too little memory for that."
    except Exception as error:  # A fault of this program is no disproof of anything.
        sentence = f"This program failed, so it knows nothing: {type(error).__name__}: {visible_line(str(error))}"
    try:
        sys.stderr.write(sentence + "\n")
    except OSError:
        pass
    return 2


if __name__ == "__main__":
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    sys.exit(main())
