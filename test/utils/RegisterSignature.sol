// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IWorks} from "../../contracts/interfaces/IWorks.sol";
import {LicenceId} from "../../contracts/types/LicenceId.sol";

/// @title RegisterSignature: the EIP-712 message of {IWorks.registerFor}, spelled out by hand
library RegisterSignature {
    struct Domain {
        string name;
        string version;
        uint256 chainId;
        address works;
    }

    function digestOf(
        Domain memory domain,
        address claimant,
        IWorks.Registration memory registration,
        IWorks.Disclosure[] memory disclosures,
        uint256 deadline
    ) internal pure returns (bytes32) {
        bytes memory digests;
        for (uint256 i = 0; i < disclosures.length; ++i) digests = bytes.concat(digests, disclosures[i].digest);
        bytes memory sources;
        for (uint256 i = 0; i < registration.sources.length; ++i) {
            sources = bytes.concat(sources, bytes32(LicenceId.unwrap(registration.sources[i])));
        }
        bytes32 message = keccak256(
            abi.encode(
                keccak256(
                    "Register(address claimant,bytes32 contentRoot,bytes32 salt,bytes32 metadataDigest,"
                    "uint8 category,uint16 resaleRoyalty,bytes32 holdersRoot,uint256[] sources,bytes32[] disclosures,"
                    "uint256 deadline)"
                ),
                claimant,
                registration.contentRoot,
                registration.salt,
                registration.metadataDigest,
                uint256(uint8(registration.category)),
                uint256(registration.resaleRoyalty),
                registration.holdersRoot,
                keccak256(sources),
                keccak256(digests),
                deadline
            )
        );
        bytes32 separator = keccak256(
            abi.encode(
                keccak256("EIP712Domain(string name,string version,uint256 chainId,address verifyingContract)"),
                keccak256(bytes(domain.name)),
                keccak256(bytes(domain.version)),
                domain.chainId,
                domain.works
            )
        );
        return keccak256(bytes.concat(hex"1901", separator, message));
    }
}
