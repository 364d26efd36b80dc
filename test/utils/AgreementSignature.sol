// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IAgreements} from "../../contracts/interfaces/IAgreements.sol";

/// @title AgreementSignature: the EIP-712 messages of {IAgreements}, spelled out by hand
library AgreementSignature {
    struct Domain {
        string name;
        string version;
        uint256 chainId;
        address agreements;
    }

    function domainOf(address agreements) internal view returns (Domain memory) {
        return Domain("Colophon Agreements", "1", block.chainid, agreements);
    }

    function idOf(Domain memory domain, IAgreements.Agreement memory agreement) internal pure returns (bytes32) {
        bytes memory parties;
        for (uint256 i = 0; i < agreement.parties.length; ++i) {
            parties = bytes.concat(parties, abi.encode(agreement.parties[i]));
        }
        bytes32 typehash = keccak256(
            "Agreement(string text,address[] parties,bool witnessed,uint40 opens,uint40 closes,uint40 ends,"
            "uint32 leavers,uint40 notice,bytes32 supersedes,address arbitrator,bytes32 court)"
        );
        bytes memory first = abi.encode(
            typehash,
            agreement.text,
            keccak256(parties),
            agreement.witnessed,
            uint256(agreement.opens),
            uint256(agreement.closes)
        );
        bytes memory second = abi.encode(
            uint256(agreement.ends),
            uint256(agreement.leavers),
            uint256(agreement.notice),
            agreement.supersedes,
            agreement.arbitrator,
            agreement.court
        );
        return _digestOf(domain, keccak256(bytes.concat(first, second)));
    }

    function endOf(Domain memory domain, bytes32 agreement, uint256 deadline) internal pure returns (bytes32) {
        bytes32 typehash = keccak256("End(bytes32 agreement,uint256 deadline)");
        return _digestOf(domain, keccak256(abi.encode(typehash, agreement, deadline)));
    }

    function leaveOf(Domain memory domain, bytes32 agreement, uint256 deadline) internal pure returns (bytes32) {
        bytes32 typehash = keccak256("Leave(bytes32 agreement,uint256 deadline)");
        return _digestOf(domain, keccak256(abi.encode(typehash, agreement, deadline)));
    }

    function _digestOf(Domain memory domain, bytes32 structHash) private pure returns (bytes32) {
        bytes32 separator = keccak256(
            abi.encode(
                keccak256("EIP712Domain(string name,string version,uint256 chainId,address verifyingContract)"),
                keccak256(bytes(domain.name)),
                keccak256(bytes(domain.version)),
                domain.chainId,
                domain.agreements
            )
        );
        return keccak256(bytes.concat(hex"1901", separator, structHash));
    }
}
