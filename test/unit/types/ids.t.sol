// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {ITerms} from "../../../contracts/interfaces/ITerms.sol";
import {Edge, toEdge} from "../../../contracts/types/Edge.sol";
import {LicenceId, toLicenceId} from "../../../contracts/types/LicenceId.sol";
import {TermsId, toTermsId} from "../../../contracts/types/TermsId.sol";
import {WorkId, toWorkId} from "../../../contracts/types/WorkId.sol";
import {Test} from "../../utils/Test.sol";

contract IdsTest is Test {
    function termsIdOf(ITerms.Terms calldata terms) external pure returns (TermsId) {
        return toTermsId(terms);
    }

    /// @dev 224 bits: a licence's serial fits behind them.
    function testFuzz_AWorksNumberIsTheBeginningOfAHash(address claimant, bytes32 contentRoot) public pure {
        WorkId work = toWorkId(claimant, contentRoot);
        bytes32 hash = keccak256(abi.encode(claimant, contentRoot));
        assertEq(bytes32(WorkId.unwrap(work) << 32), bytes32(bytes28(hash)), "number");
    }

    function testFuzz_ALicencesNumberHoldsItsWorkAndSerial(uint224 work, uint32 serial) public pure {
        LicenceId licence = toLicenceId(WorkId.wrap(work), serial);
        assertEq(licence.workOf(), WorkId.wrap(work), "work");
        assertEq(licence.serial(), serial, "serial");
        assertEq(licence.isZero(), work == 0 && serial == 0, "zero");
        assertEq(licence == toLicenceId(WorkId.wrap(work), serial), true, "equal");
        unchecked {
            assertEq(licence == toLicenceId(WorkId.wrap(work), serial + 1), false, "another");
        }
    }

    function testFuzz_AnEdgeHoldsItsParentAndShare(uint224 parent, uint32 share) public pure {
        Edge edge = toEdge(WorkId.wrap(parent), share);
        assertEq(edge.parent(), WorkId.wrap(parent), "parent");
        assertEq(edge.share(), share, "share");
    }

    function testFuzz_TheNameOfTermsIsTheBeginningOfTheirHash(
        uint64 uses,
        uint256 territories,
        bytes32 deed
    ) public view {
        ITerms.Terms memory terms;
        (terms.uses, terms.territories, terms.deed) = (uses, territories, deed);
        assertEq(TermsId.unwrap(this.termsIdOf(terms)), bytes32(bytes24(keccak256(abi.encode(terms)))), "name");
    }

    function testFuzz_TheClassOfTermsIsTheBeginningOfTheirName(bytes24 id) public pure {
        assertEq(TermsId.wrap(id).class(), uint24(bytes3(id)), "class");
        assertEq(TermsId.wrap(id).isZero(), id == 0, "zero");
        assertEq(TermsId.wrap(id) == TermsId.wrap(id), true, "equal");
        assertEq(TermsId.wrap(id) == TermsId.wrap(~id), false, "another");
    }
}
