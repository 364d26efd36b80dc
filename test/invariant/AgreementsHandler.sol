// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IAgreements} from "../../contracts/interfaces/IAgreements.sol";
import {AgreementSignature} from "../utils/AgreementSignature.sol";
import {Agreeing} from "../utils/Agreeing.sol";

/// @title AgreementsHandler: random histories of agreements, beside a plain list of them
/// @dev The list says beforehand what every action will do. Nothing in it is packed, hashed or looked up by an id.
contract AgreementsHandler is Agreeing {
    struct Known {
        IAgreements.Agreement agreement;
        bytes32 id;
        uint256 concluded;
        uint256 ends;
        IAgreements.Ending ending;
    }

    Known[] private _known;
    uint256 public actions;
    uint256 public done;

    constructor() {
        super.setUp();
    }

    /* ACTIONS */

    /// @dev By all but perhaps one; perhaps outside the window; perhaps in the place of an earlier one.
    function conclude(uint256 seed, uint8 count, uint8 missing, uint24 ends) external {
        ++actions;
        IAgreements.Agreement memory agreement = agreementOf(partiesOf(1 + (count % 4)));
        agreement.text = keccak256(abi.encode("text", _known.length));
        (agreement.opens, agreement.closes) = (uint40(block.timestamp - (seed % 3)), uint40(block.timestamp + 2));
        if (seed % 11 == 0) agreement.opens = agreement.closes - 1;
        agreement.ends = ends % 4 == 0 ? FOREVER : uint40(block.timestamp + 1 + ends);
        agreement.leavers = uint32(seed >> 8) % uint32(1 << agreement.parties.length);
        agreement.notice = agreement.leavers == 0 ? 0 : uint40(uint32(seed >> 40) % 30 days);
        if (_known.length != 0 && seed % 3 == 0) agreement.supersedes = _known[(seed >> 72) % _known.length].id;

        bytes32 id = idOf(agreement);
        bytes[] memory signatures = signAll(agreement.parties, id);
        bool complete = missing % 5 != 0;
        if (!complete) signatures[missing % signatures.length] = sign(partiesOf(5)[4], keccak256("something else"));
        bool inTime = agreement.opens <= block.timestamp;
        (bool fits, uint256 place) = _fits(agreement);
        if (!complete || !inTime || !fits) vm.expectRevert();
        agreements.conclude(agreement, signatures);
        ++done;
        if (!complete || !inTime || !fits) return;
        if (place < _known.length) _setEnd(place, block.timestamp, IAgreements.Ending.Superseded);
        Known storage known = _known.push();
        (known.agreement, known.id, known.concluded) = (agreement, id, block.timestamp);
        known.ends = agreement.ends;
    }

    function again(uint256 which) external {
        ++actions;
        if (_known.length == 0) return;
        Known storage known = _known[which % _known.length];
        bytes[] memory signatures = signAll(known.agreement.parties, known.id);
        vm.expectRevert();
        agreements.conclude(known.agreement, signatures);
        ++done;
    }

    function end(uint256 which, uint8 missing) external {
        ++actions;
        if (_known.length == 0) return;
        uint256 place = which % _known.length;
        Known storage known = _known[place];
        bytes32 digest = AgreementSignature.endOf(domain(), known.id, block.timestamp);
        bytes[] memory signatures = signAll(known.agreement.parties, digest);
        bool complete = missing % 4 != 0;
        if (!complete) signatures[missing % signatures.length] = "";
        bool standing = _isStanding(known);
        if (!complete || !standing) vm.expectRevert();
        agreements.end(known.agreement, block.timestamp, signatures);
        if (complete && standing) _setEnd(place, block.timestamp, IAgreements.Ending.ByAll);
        ++done;
    }

    /// @dev By somebody: a party who may, one who may not, or a stranger.
    function leave(uint256 which, uint8 who, bool signed) external {
        ++actions;
        if (_known.length == 0) return;
        uint256 place = which % _known.length;
        Known storage known = _known[place];
        uint256 index = who % (known.agreement.parties.length + 1);
        bool isParty = index < known.agreement.parties.length;
        address party = isParty ? known.agreement.parties[index] : eve;
        uint256 ends = block.timestamp + known.agreement.notice;
        bool may = isParty && (known.agreement.leavers >> index) & 1 == 1 && _isStanding(known) && ends < known.ends;
        if (signed && isParty) {
            bytes memory signature = sign(party, AgreementSignature.leaveOf(domain(), known.id, block.timestamp));
            if (!may) vm.expectRevert();
            agreements.leaveFor(known.agreement, party, block.timestamp, signature);
        } else {
            if (!may) vm.expectRevert();
            vm.prank(party);
            agreements.leave(known.agreement);
        }
        if (may) _setEnd(place, ends, IAgreements.Ending.ByNotice);
        ++done;
    }

    function wait(uint32 time) external {
        ++actions;
        vm.warp(block.timestamp + 1 + (time % 10 days));
        ++done;
    }

    /* WHAT HOLDS */

    /// @dev Every agreement ever concluded is as the list has it, and what nobody signed is nowhere.
    function check() external view {
        for (uint256 i = 0; i < _known.length; ++i) {
            Known storage known = _known[i];
            assertRecord(known.id, known.concluded, known.ends, known.ending);
            assertEq(known.ends <= known.agreement.ends, true, "never later than it was signed with");
            uint40 time = uint40(block.timestamp);
            assertEq(agreements.standsAt(known.id, time), _isStanding(known), "stands");
            assertEq(agreements.standsAt(known.id, uint40(known.concluded) - 1), false, "not before");
        }
    }

    function _fits(IAgreements.Agreement memory agreement) private view returns (bool fits, uint256 place) {
        for (place = 0; place < _known.length; ++place) {
            Known storage known = _known[place];
            if (agreement.supersedes == 0 || known.id != agreement.supersedes) continue;
            return (_isStanding(known) && known.agreement.parties.length == agreement.parties.length, place);
        }
        return (true, place);
    }

    function _isStanding(Known storage known) private view returns (bool) {
        return block.timestamp < known.ends || known.ends == FOREVER;
    }

    function _setEnd(uint256 place, uint256 ends, IAgreements.Ending ending) private {
        (_known[place].ends, _known[place].ending) = (ends, ending);
    }
}
