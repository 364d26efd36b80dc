// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {ILicences} from "../../contracts/interfaces/ILicences.sol";
import {LicenceId} from "../../contracts/types/LicenceId.sol";
import {TermsId} from "../../contracts/types/TermsId.sol";
import {WorkId} from "../../contracts/types/WorkId.sol";

/// @title OfferSignature: the EIP-712 message of {ILicences.publishFor}, spelled out by hand
library OfferSignature {
    struct Domain {
        string name;
        string version;
        uint256 chainId;
        address licences;
    }

    /// @dev The struct hash, which is also the offer's id.
    function idOf(ILicences.Offer memory offer) internal pure returns (bytes32) {
        bytes32 typehash = keccak256(
            "Offer(uint256 work,uint256 parent,address licensor,address buyer,bytes24 terms,address currency,"
            "uint256 price,uint32 supply,uint40 opens,uint40 closes)"
        );
        bytes memory first = abi.encode(
            typehash,
            WorkId.unwrap(offer.work),
            LicenceId.unwrap(offer.parent),
            offer.licensor,
            offer.buyer,
            bytes32(TermsId.unwrap(offer.terms))
        );
        bytes memory second = abi.encode(
            offer.currency,
            offer.price,
            uint256(offer.supply),
            uint256(offer.opens),
            uint256(offer.closes)
        );
        return keccak256(bytes.concat(first, second));
    }

    function digestOf(Domain memory domain, ILicences.Offer memory offer) internal pure returns (bytes32) {
        bytes32 separator = keccak256(
            abi.encode(
                keccak256("EIP712Domain(string name,string version,uint256 chainId,address verifyingContract)"),
                keccak256(bytes(domain.name)),
                keccak256(bytes(domain.version)),
                domain.chainId,
                domain.licences
            )
        );
        return keccak256(bytes.concat(hex"1901", separator, idOf(offer)));
    }
}
