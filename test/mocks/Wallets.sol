// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IERC1271} from "@openzeppelin/contracts/interfaces/IERC1271.sol";
import {ECDSA} from "@openzeppelin/contracts/utils/cryptography/ECDSA.sol";

/// @title Wallet: an ERC-1271 wallet with one key, which can be changed
contract Wallet is IERC1271 {
    address public key;

    constructor(address key_) {
        key = key_;
    }

    function rotate(address key_) external {
        key = key_;
    }

    function isValidSignature(bytes32 hash, bytes calldata signature) external view returns (bytes4) {
        (address signer, , ) = ECDSA.tryRecover(hash, signature);
        return signer == key ? IERC1271.isValidSignature.selector : bytes4(0xffffffff);
    }
}

/// @title YesWallet: accepts any signature
contract YesWallet is IERC1271 {
    function isValidSignature(bytes32, bytes calldata) external pure returns (bytes4) {
        return IERC1271.isValidSignature.selector;
    }
}

/// @title WrongValueWallet: answers, but not with the magic value
contract WrongValueWallet is IERC1271 {
    function isValidSignature(bytes32, bytes calldata) external pure returns (bytes4) {
        return bytes4(uint32(IERC1271.isValidSignature.selector) + 1);
    }
}

/// @title DirtyValueWallet: answers with the magic value and something behind it
contract DirtyValueWallet {
    function isValidSignature(bytes32, bytes calldata) external pure returns (bytes32) {
        return bytes32(IERC1271.isValidSignature.selector) | bytes32(uint256(1));
    }
}

/// @title ShortDataWallet: answers with the magic value in 31 bytes
contract ShortDataWallet {
    fallback() external {
        bytes32 value = bytes32(IERC1271.isValidSignature.selector);
        assembly {
            mstore(0, value)
            return(0, 31)
        }
    }
}

/// @title RevertingWallet: reverts with the magic value as its reason
contract RevertingWallet {
    fallback() external {
        bytes32 value = bytes32(IERC1271.isValidSignature.selector);
        assembly {
            mstore(0, value)
            revert(0, 32)
        }
    }
}

/// @title GasEatingWallet: burns all the gas it is given
contract GasEatingWallet {
    fallback() external {
        assembly {
            invalid()
        }
    }
}

/// @title ReenteringWallet: tries a call of its own before it accepts the signature
contract ReenteringWallet {
    address private immutable TARGET;
    bytes private _data;

    constructor(address target) {
        TARGET = target;
    }

    function prepare(bytes calldata data) external {
        _data = data;
    }

    function isValidSignature(bytes32, bytes calldata) external returns (bytes4) {
        (bool success, ) = TARGET.call(_data);
        return success ? bytes4(0xffffffff) : IERC1271.isValidSignature.selector;
    }
}

/// @title SmallSafe: an ERC-1271 wallet with one key that takes ETH and does what it is told (as a Safe does)
contract SmallSafe is Wallet {
    constructor(address key_) Wallet(key_) {}

    receive() external payable {}

    function act(address target, uint256 value, bytes calldata data) external returns (bytes memory) {
        (bool success, bytes memory answer) = target.call{value: value}(data);
        require(success, "the safe's own call failed");
        return answer;
    }
}
