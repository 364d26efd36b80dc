// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IOffers} from "../../contracts/interfaces/IOffers.sol";
import {LicenceId} from "../../contracts/types/LicenceId.sol";
import {TermsId} from "../../contracts/types/TermsId.sol";
import {WorkId} from "../../contracts/types/WorkId.sol";

/// @title OfferSignature: the EIP-712 messages of {IOffers.publishFor} and {IOffers.buyFor}, spelled out by hand
library OfferSignature {
    struct Domain {
        string name;
        string version;
        uint256 chainId;
        address offers;
    }

    struct Accept {
        bytes32 offer;
        address recipient;
        uint16 seats;
        uint256 nonce;
        uint256 deadline;
    }

    /// @dev The struct hash, which is also the offer's id.
    function idOf(IOffers.Offer memory offer) internal pure returns (bytes32) {
        bytes32 typehash = keccak256(
            "Offer(uint256 work,uint256 parent,address licensor,address buyer,bytes24 terms,address currency,"
            "uint256 price,uint32 supply,uint40 opens,uint40 closes,uint40 starts,bytes32 schedule)"
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
            uint256(offer.closes),
            uint256(offer.starts),
            offer.schedule
        );
        return keccak256(bytes.concat(first, second));
    }

    function digestOf(Domain memory domain, IOffers.Offer memory offer) internal pure returns (bytes32) {
        return _digestOf(domain, idOf(offer));
    }

    /// @dev What a recipient signs.
    function digestOf(Domain memory domain, Accept memory accept) internal pure returns (bytes32) {
        bytes32 typehash = keccak256(
            "Accept(bytes32 offer,address recipient,uint16 seats,uint256 nonce,uint256 deadline)"
        );
        bytes32 hash = keccak256(
            abi.encode(typehash, accept.offer, accept.recipient, uint256(accept.seats), accept.nonce, accept.deadline)
        );
        return _digestOf(domain, hash);
    }

    function _digestOf(Domain memory domain, bytes32 structHash) private pure returns (bytes32) {
        bytes32 separator = keccak256(
            abi.encode(
                keccak256("EIP712Domain(string name,string version,uint256 chainId,address verifyingContract)"),
                keccak256(bytes(domain.name)),
                keccak256(bytes(domain.version)),
                domain.chainId,
                domain.offers
            )
        );
        return keccak256(bytes.concat(hex"1901", separator, structHash));
    }
}
