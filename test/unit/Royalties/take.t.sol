// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IERC6909} from "@openzeppelin/contracts/interfaces/IERC6909.sol";
import {IRoyalties} from "../../../contracts/interfaces/IRoyalties.sol";
import {WorkId} from "../../../contracts/types/WorkId.sol";
import {Deployed} from "../../utils/Deployed.sol";
import {Holders} from "../../utils/Holders.sol";

contract RoyaltiesTakeTest is Deployed {
    WorkId private _work;

    function setUp() public override {
        super.setUp();
        _work = registerFor(inesAndTomas(), CONTENT);
    }

    function test_RevertWhen_TheWorkHasNoTree() public {
        WorkId work = register(ines, "other");
        _refuse(work, ines, UNITS, new IRoyalties.Sibling[](0));
        _refuse(works.workIdOf(eve, "unknown"), eve, UNITS, new IRoyalties.Sibling[](0));
    }

    function test_RevertWhen_Y01_TheHolderIsTheZeroAddress() public {
        Holders.Holder[] memory holders = inesAndTomas();
        holders[1].account = address(0);
        WorkId work = registerFor(holders, "other");
        _refuse(work, address(0), holders[1].units, Holders.proofOf(holders, 1));
        take(work, holders, 0);
        assertEq(unitsOf(ines, work), 70_000_000, "the other holder is not in the way");
    }

    function test_RevertWhen_R08_TheProofIsWrong() public {
        Holders.Holder[] memory holders = inesAndTomas();
        IRoyalties.Sibling[] memory proof = Holders.proofOf(holders, 0);
        _refuse(_work, eve, 70_000_000, proof);
        _refuse(_work, ines, 70_000_001, proof);
        _refuse(_work, ines, 69_999_999, proof);
        _refuse(_work, ines, 30_000_000, proof);
        _refuse(_work, tomas, 30_000_000, proof);
        _refuse(_work, ines, 70_000_000, new IRoyalties.Sibling[](0));
        proof[0].units += 1;
        _refuse(_work, ines, 70_000_000, proof);
        _refuse(_work, ines, 69_999_999, proof);
    }

    /// @dev Y01: a tree that promises more, or less, than all units gives nobody anything.
    function test_RevertWhen_Y01_TheTreeDoesNotAddUp() public {
        Holders.Holder[] memory holders = inesAndTomas();
        for (uint64 i = 0; i < 2; ++i) {
            holders[1].units = 29_999_999 + 2 * i;
            WorkId work = registerFor(holders, keccak256(abi.encode(i)));
            _refuse(work, ines, 70_000_000, Holders.proofOf(holders, 0));
            _refuse(work, tomas, holders[1].units, Holders.proofOf(holders, 1));
        }
    }

    function test_RevertGiven_TheUnitsAreTaken() public {
        Holders.Holder[] memory holders = inesAndTomas();
        take(_work, holders, 1);
        bytes memory reason = abi.encodeWithSelector(IRoyalties.Royalties_AlreadyTaken.selector, _work, tomas);
        vm.expectRevert(reason);
        take(_work, holders, 1);
        // Also when all of them are somebody else's by now.
        transferUnits(_work, tomas, maya, 30_000_000);
        vm.expectRevert(reason);
        take(_work, holders, 1);
    }

    /// @dev Y01: a holder who is in the tree twice takes once; the rest is nobody's, and nobody else loses by it.
    function test_RevertGiven_Y01_TheHolderIsInTheTreeTwice() public {
        Holders.Holder[] memory holders = new Holders.Holder[](3);
        holders[0] = Holders.Holder(ines, 50_000_000);
        holders[1] = Holders.Holder(tomas, 20_000_000);
        holders[2] = Holders.Holder(tomas, 30_000_000);
        WorkId work = registerFor(holders, "twice");
        take(work, holders, 2);
        vm.expectRevert(abi.encodeWithSelector(IRoyalties.Royalties_AlreadyTaken.selector, work, tomas));
        take(work, holders, 1);
        take(work, holders, 0);
        payEth(work, 100);
        assertEq(royalties.claimable(work, ETH, ines, MOST), 50, "Ines");
        assertEq(royalties.claimable(work, ETH, tomas, MOST), 30, "Tomas");
    }

    /// @dev Dust that somebody sends does not stand in the way, and what it earned is kept.
    function test_WhenTheHolderTradedBefore_TheUnitsAddUp() public {
        Holders.Holder[] memory holders = inesAndTomas();
        take(_work, holders, 0);
        payEth(_work, 1000);
        transferUnits(_work, ines, tomas, 10_000_000);
        payEth(_work, 1000);
        assertEq(claimAll(_work, ETH, tomas), 100, "a tenth of the second thousand");
        take(_work, holders, 1);
        assertEq(unitsOf(tomas, _work), 40_000_000, "units");
        assertEq(claimAll(_work, ETH, tomas), 600, "and 30 % of both");
        payEth(_work, 1000);
        assertEq(claimAll(_work, ETH, tomas), 400, "40 % from now on");
        assertEq(claimAll(_work, ETH, ines), 1900, "Ines: 70 %, 60 %, 60 %");
    }

    function test_WhenSentInABatch() public {
        Holders.Holder[] memory holders = inesAndTomas();
        bytes memory data = abi.encodeCall(IRoyalties.take, (_work, tomas, 30_000_000, Holders.proofOf(holders, 1)));
        vm.expectEmit(address(royalties));
        emit IERC6909.Transfer(eve, address(0), tomas, WorkId.unwrap(_work), 30_000_000);
        batch(eve, address(royalties), 0, data);
        assertEq(unitsOf(tomas, _work), 30_000_000, "units");
    }

    function testFuzz_Y06_AnyHolderTakesTheirUnits_WithIncomeFromTheBeginning(
        uint256 count,
        uint256 seed,
        uint64 income
    ) public {
        count = bound(count, 1, 64);
        if (income == 0) income = 1;
        Holders.Holder[] memory holders = Holders.random(count, UNITS, seed);
        WorkId work = registerFor(holders, "fuzzed");
        payEth(work, income);
        uint256 sum;
        for (uint256 i = 0; i < count; ++i) {
            Holders.Holder memory holder = holders[i];
            assertEq(royalties.claimable(work, ETH, holder.account, MOST), 0, "not before");
            vm.expectEmit(address(royalties));
            emit IRoyalties.UnitsTaken(work, holder.account, holder.units);
            vm.expectEmit(address(royalties));
            emit IERC6909.Transfer(eve, address(0), holder.account, WorkId.unwrap(work), holder.units);
            vm.recordLogs();
            IRoyalties.Sibling[] memory proof = Holders.proofOf(holders, i);
            vm.prank(eve);
            royalties.take(work, holder.account, holder.units, proof);

            assertLogCount(2, "events");
            assertEq(unitsOf(holder.account, work), holder.units, "units");
            (uint64 taken, int64 traded) = royalties.holdingOf(work, holder.account);
            assertEq(taken, holder.units, "taken");
            assertEq(traded, 0, "traded");
            assertEq(
                royalties.claimable(work, ETH, holder.account, MOST),
                (uint256(income) * holder.units) / UNITS,
                "claimable"
            );
            sum += unitsOf(holder.account, work);
        }
        assertEq(sum, UNITS, "all units");
        assertEq(unitsOf(eve, work), 0, "the sender has none");
    }

    function _refuse(WorkId work, address holder, uint64 units, IRoyalties.Sibling[] memory proof) private {
        vm.expectRevert(abi.encodeWithSelector(IRoyalties.Royalties_InvalidProof.selector, work, holder, units));
        royalties.take(work, holder, units, proof);
    }
}
