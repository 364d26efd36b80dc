// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {ECDSA} from "@openzeppelin/contracts/utils/cryptography/ECDSA.sol";
import {EIP712} from "@openzeppelin/contracts/utils/cryptography/EIP712.sol";
import {IAgreements} from "./interfaces/IAgreements.sol";
import {Signatures} from "./libraries/Signatures.sol";
import {endOf, isOver} from "./types/Time.sol";

/// @title Agreements: see {IAgreements}, which is its specification
/// @dev It knows no other contract and no other contract knows it, so it stands alone and reads no forwarder.
contract Agreements is IAgreements, EIP712 {
    /// @dev One slot. Of the parties the first 168 bits of their hash: 84 bits against two lists with the same, for
    /// parties who want to replace their own agreement by one of others.
    struct AgreementRecord {
        uint40 concluded;
        uint40 ends;
        Ending ending;
        bytes21 parties;
    }

    /* CONSTANTS */

    bytes32 private constant AGREEMENT_TYPEHASH = keccak256(
        "Agreement(string text,address[] parties,bool witnessed,uint40 opens,uint40 closes,uint40 ends,uint32 leavers,uint40 notice,bytes32 supersedes,address arbitrator,bytes32 court)"
    );

    bytes32 private constant END_TYPEHASH = keccak256("End(bytes32 agreement,uint256 deadline)");

    bytes32 private constant LEAVE_TYPEHASH = keccak256("Leave(bytes32 agreement,uint256 deadline)");

    /// @dev keccak256 of nothing.
    bytes32 private constant EMPTY_TEXT = 0xc5d2460186f7233c927e7db2dcc703c0e500b653ca82273b7bfad8045d85a470;

    /// @dev As many as `leavers` has bits.
    uint256 private constant MOST_PARTIES = 32;

    /* STORAGE */

    mapping(bytes32 agreement => AgreementRecord) private _agreements;

    /* CONSTRUCTOR */

    constructor() EIP712("Colophon Agreements", "1") {}

    /* CONCLUDING */

    /// @inheritdoc IAgreements
    function conclude(Agreement calldata agreement, bytes[] calldata signatures) external returns (bytes32 id) {
        bytes32 parties;
        (id, parties) = _identify(agreement);
        _requireSound(agreement);
        if (!agreement.witnessed) revert Agreements_NotForWitness(id);
        if (block.timestamp < agreement.opens || block.timestamp >= agreement.closes) {
            revert Agreements_OutsideWindow(agreement.opens, agreement.closes, block.timestamp);
        }
        if (isOver(agreement.ends, block.timestamp)) revert Agreements_OverAlready(agreement.ends, block.timestamp);
        AgreementRecord storage record = _agreements[id];
        if (record.concluded != 0) revert Agreements_AlreadyConcluded(id, record.concluded);
        _requireAllSigned(agreement.parties, id, signatures);

        _agreements[id] = AgreementRecord({
            concluded: uint40(block.timestamp),
            ends: agreement.ends,
            ending: Ending.AsAgreed,
            parties: bytes21(parties)
        });
        emit AgreementConcluded(id, agreement);
        if (agreement.supersedes != 0) _supersede(agreement.supersedes, parties);
    }

    /// @dev What can be told from the agreement alone. That its parties ascend also keeps out the zero address.
    function _requireSound(Agreement calldata agreement) private pure {
        if (agreement.text == 0 || agreement.text == EMPTY_TEXT) revert Agreements_NoText();
        address arbitrator = agreement.arbitrator;
        if (arbitrator == address(0) && agreement.court != 0) {
            revert Agreements_WrongArbitrator(arbitrator, agreement.court);
        }
        address[] calldata parties = agreement.parties;
        uint256 count = parties.length;
        if (count == 0 || count > MOST_PARTIES) revert Agreements_PartyCount(count, MOST_PARTIES);
        address last;
        for (uint256 i = 0; i < count; ++i) {
            address party = parties[i];
            if (party <= last) revert Agreements_PartiesNotAscending(party);
            if (party == arbitrator) revert Agreements_WrongArbitrator(arbitrator, agreement.court);
            last = party;
        }
        (uint32 leavers, uint40 notice) = (agreement.leavers, agreement.notice);
        if (uint256(leavers) >> count != 0 || (leavers == 0 && notice != 0)) {
            revert Agreements_WrongNotice(leavers, notice, count);
        }
    }

    /// @dev One that was not witnessed here stays a matter of the words: nothing is known of it.
    function _supersede(bytes32 id, bytes32 parties) private {
        AgreementRecord storage record = _agreements[id];
        if (record.concluded == 0) return;
        _requireStanding(id, record);
        if (record.parties != bytes21(parties)) revert Agreements_OtherParties(id);
        _setEnd(id, record, address(0), Ending.Superseded, uint40(block.timestamp));
    }

    /* ENDING */

    /// @inheritdoc IAgreements
    function end(Agreement calldata agreement, uint256 deadline, bytes[] calldata signatures) external {
        (bytes32 id, ) = _identify(agreement);
        AgreementRecord storage record = _agreements[id];
        _requireStanding(id, record);
        bytes32 digest = _digestBefore(deadline, keccak256(abi.encode(END_TYPEHASH, id, deadline)));
        _requireAllSigned(agreement.parties, digest, signatures);
        _setEnd(id, record, address(0), Ending.ByAll, uint40(block.timestamp));
    }

    /// @inheritdoc IAgreements
    function leave(Agreement calldata agreement) external {
        (bytes32 id, ) = _identify(agreement);
        _leave(id, agreement, msg.sender);
    }

    /// @inheritdoc IAgreements
    function leaveFor(
        Agreement calldata agreement,
        address party,
        uint256 deadline,
        bytes calldata signature
    ) external {
        (bytes32 id, ) = _identify(agreement);
        bytes32 digest = _digestBefore(deadline, keccak256(abi.encode(LEAVE_TYPEHASH, id, deadline)));
        _requireSigned(party, digest, signature);
        _leave(id, agreement, party);
    }

    function _leave(bytes32 id, Agreement calldata agreement, address party) private {
        AgreementRecord storage record = _agreements[id];
        _requireStanding(id, record);
        if (!_mayLeave(agreement, party)) revert Agreements_MayNotLeave(id, party);
        uint40 ends = endOf(uint40(block.timestamp), agreement.notice, 1);
        if (ends >= record.ends) revert Agreements_EndsBefore(id, record.ends);
        _setEnd(id, record, party, Ending.ByNotice, ends);
    }

    function _mayLeave(Agreement calldata agreement, address party) private pure returns (bool) {
        for (uint256 i = 0; i < agreement.parties.length; ++i) {
            if (agreement.parties[i] == party) return (agreement.leavers >> i) & 1 == 1;
        }
        return false;
    }

    function _setEnd(bytes32 id, AgreementRecord storage record, address party, Ending ending, uint40 ends) private {
        (record.ends, record.ending) = (ends, ending);
        emit AgreementEnded(id, party, ending, ends);
    }

    /* VIEWS */

    /// @inheritdoc IAgreements
    function recordOf(bytes32 agreement) external view returns (uint40 concluded, uint40 ends, Ending ending) {
        AgreementRecord storage record = _agreements[agreement];
        return (record.concluded, record.ends, record.ending);
    }

    /// @inheritdoc IAgreements
    function standsAt(bytes32 agreement, uint40 time) external view returns (bool) {
        AgreementRecord storage record = _agreements[agreement];
        return record.concluded != 0 && record.concluded <= time && !isOver(record.ends, time);
    }

    /// @inheritdoc IAgreements
    function agreementIdOf(Agreement calldata agreement) external view returns (bytes32 id) {
        (id, ) = _identify(agreement);
    }

    /* INTERNAL */

    /// @return id The EIP-712 digest. The text's hash stands where EIP-712 hashes a string.
    /// @return parties The hash of the parties, as EIP-712 hashes an array of addresses.
    function _identify(Agreement calldata agreement) private view returns (bytes32 id, bytes32 parties) {
        parties = keccak256(abi.encodePacked(agreement.parties));
        id = _hashTypedDataV4(
            keccak256(
                abi.encode(
                    AGREEMENT_TYPEHASH,
                    agreement.text,
                    parties,
                    agreement.witnessed,
                    agreement.opens,
                    agreement.closes,
                    agreement.ends,
                    agreement.leavers,
                    agreement.notice,
                    agreement.supersedes,
                    agreement.arbitrator,
                    agreement.court
                )
            )
        );
    }

    function _digestBefore(uint256 deadline, bytes32 structHash) private view returns (bytes32) {
        if (block.timestamp > deadline) revert Agreements_SignatureExpired(deadline, block.timestamp);
        return _hashTypedDataV4(structHash);
    }

    function _requireStanding(bytes32 id, AgreementRecord storage record) private view {
        if (record.concluded == 0 || isOver(record.ends, block.timestamp)) {
            revert Agreements_NotStanding(id, record.concluded, record.ends);
        }
    }

    function _requireAllSigned(address[] calldata parties, bytes32 digest, bytes[] calldata signatures) private view {
        if (signatures.length != parties.length) {
            revert Agreements_SignatureCount(signatures.length, parties.length);
        }
        for (uint256 i = 0; i < parties.length; ++i) _requireSigned(parties[i], digest, signatures[i]);
    }

    /// @dev The party's key is tried first: whoever it recovers to need not be looked up, which spares 2,600 gas for each
    /// account. {Signatures} would say yes to the same: no key is known to an address with code of its own.
    function _requireSigned(address party, bytes32 digest, bytes calldata signature) private view {
        (address recovered, ECDSA.RecoverError problem, ) = ECDSA.tryRecoverCalldata(digest, signature);
        if (problem == ECDSA.RecoverError.NoError && recovered == party) return;
        if (!Signatures.isValid(party, digest, signature)) revert Agreements_NotSigned(party);
    }
}
