// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {ECDSA} from "@openzeppelin/contracts/utils/cryptography/ECDSA.sol";
import {SignatureChecker} from "@openzeppelin/contracts/utils/cryptography/SignatureChecker.sol";

/// @title Signatures: whether an account signed
/// @dev An account's key, a contract's answer by ERC-1271, and the key of an account whose delegated code (EIP-7702)
/// does not say yes by ERC-1271: delegating takes away nothing that the key could do before.
library Signatures {
    uint256 private constant DELEGATION_LENGTH = 23;
    bytes3 private constant DELEGATION = 0xef0100;

    function isValid(address signer, bytes32 digest, bytes calldata signature) internal view returns (bool) {
        if (signer == address(0)) return false;
        if (SignatureChecker.isValidSignatureNowCalldata(signer, digest, signature)) return true;
        bytes memory code = signer.code;
        if (code.length != DELEGATION_LENGTH || bytes3(code) != DELEGATION) return false;
        (address recovered, ECDSA.RecoverError problem, ) = ECDSA.tryRecoverCalldata(digest, signature);
        return problem == ECDSA.RecoverError.NoError && recovered == signer;
    }
}
