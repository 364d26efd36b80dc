// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

/// @title ClaimSignature: the EIP-712 message of {IRoyalties.claimFor}, spelled out by hand
library ClaimSignature {
    struct Domain {
        string name;
        string version;
        uint256 chainId;
        address royalties;
    }

    struct Claim {
        uint256 work;
        address currency;
        address holder;
        address to;
        uint256 maxSteps;
        uint256 nonce;
        uint256 deadline;
    }

    function digestOf(Domain memory domain, Claim memory claim) internal pure returns (bytes32) {
        bytes32 message = keccak256(
            abi.encode(
                keccak256(
                    "Claim(uint256 work,address currency,address holder,address to,"
                    "uint256 maxSteps,uint256 nonce,uint256 deadline)"
                ),
                claim.work,
                claim.currency,
                claim.holder,
                claim.to,
                claim.maxSteps,
                claim.nonce,
                claim.deadline
            )
        );
        bytes32 separator = keccak256(
            abi.encode(
                keccak256("EIP712Domain(string name,string version,uint256 chainId,address verifyingContract)"),
                keccak256(bytes(domain.name)),
                keccak256(bytes(domain.version)),
                domain.chainId,
                domain.royalties
            )
        );
        return keccak256(bytes.concat(hex"1901", separator, message));
    }
}
