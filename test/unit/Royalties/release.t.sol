// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IRoyalties} from "../../../contracts/interfaces/IRoyalties.sol";
import {LicenceId} from "../../../contracts/types/LicenceId.sol";
import {WorkId} from "../../../contracts/types/WorkId.sol";
import {RejectingReceiver} from "../../mocks/EthReceivers.sol";
import {SilentSplit} from "../../mocks/SilentSplit.sol";
import {PlainToken} from "../../mocks/Tokens.sol";
import {Chained} from "../../utils/Chained.sol";
import {Holders} from "../../utils/Holders.sol";

/// @dev M4: holders that can receive, and neither call nor sign. Anyone has them paid, to their own address alone.
contract RoyaltiesReleaseTest is Chained {
    WorkId private _work;
    WorkId private _other;
    SilentSplit private _split;
    address private _till;
    PlainToken private _token;

    function setUp() public override {
        super.setUp();
        _other = registerAndTake(maya, "other");
        _till = royalties.tillOf(_other);
        _split = new SilentSplit(tomas, maya);
        _token = new PlainToken(18);
        Holders.Holder[] memory holders = new Holders.Holder[](3);
        holders[0] = Holders.Holder(ines, 50_000_000);
        holders[1] = Holders.Holder(address(_split), 30_000_000);
        holders[2] = Holders.Holder(_till, 20_000_000);
        _work = registerFor(holders, CONTENT);
        for (uint256 i = 0; i < 3; ++i) take(_work, holders, i);
        payEth(_work, 1_000);
    }

    function test_AnImmutableSplitIsPaid_InEthAndTokens() public {
        vm.expectEmit(address(royalties));
        emit IRoyalties.Claimed(_work, ETH, address(_split), address(_split), 300);
        vm.prank(eve);
        assertEq(royalties.release(_work, ETH, address(_split), MOST), 300, "released");
        uint256 before = tomas.balance;
        _split.distribute();
        assertEq(tomas.balance - before, 150, "and divided");

        _token.mint(address(this), 1_000);
        _token.approve(address(royalties), 1_000);
        royalties.pay(_work, address(_token), 1_000, MEMO);
        assertEq(royalties.release(_work, address(_token), address(_split), MOST), 300, "in tokens");
        assertEq(_token.balanceOf(address(_split)), 300, "arrived");
        assertEq(royalties.release(_work, address(_token), address(_split), MOST), 0, "once");
    }

    /// @dev A work that holds units of another: its till is paid, and swept into it.
    function test_ATillIsPaid_AndTheMoneyIsIncomeOfItsWork() public {
        assertEq(royalties.release(_work, ETH, _till, MOST), 200, "released");
        assertEq(royalties.sweep(_other, ETH, MOST), 200, "swept");
        assertEq(royalties.claimable(_other, ETH, maya, MOST), 200, "hers");
    }

    /// @dev It changes nothing about who is owed what, and goes nowhere else.
    function testFuzz_ReleaseAndClaimInAnyOrder_PayTheSame(address caller, uint8 order, uint64 amount) public {
        vm.assume(caller != address(0));
        amount = amount == 0 ? 1 : amount;
        uint256 before = ines.balance;
        for (uint256 i = 0; i < 8; ++i) {
            payEth(_work, amount);
            if ((order >> i) & 1 == 0) claimAll(_work, ETH, ines);
            else {
                uint256 balance = caller.balance;
                vm.prank(caller);
                royalties.release(_work, ETH, ines, MOST);
                if (caller != ines) assertEq(caller.balance, balance, "nothing for the caller");
            }
        }
        assertEq(ines.balance - before, (1_000 + 8 * uint256(amount)) / 2, "half of all that came in");
    }

    function test_RevertWhen_TheHolderRejects_NothingIsLost() public {
        address rejecting = address(new RejectingReceiver());
        transferUnits(_work, ines, rejecting, 10_000_000);
        payEth(_work, 100);
        vm.expectRevert(abi.encodeWithSelector(RejectingReceiver.Rejected.selector, 10));
        royalties.release(_work, ETH, rejecting, MOST);
        assertEq(royalties.claimable(_work, ETH, rejecting, MOST), 10, "nothing is lost");
    }

    function test_RevertWhen_TheHolderNeverHeld() public {
        vm.expectRevert(abi.encodeWithSelector(IRoyalties.Royalties_NeverHeld.selector, _work, eve));
        royalties.release(_work, ETH, eve, MOST);
        vm.expectRevert(abi.encodeWithSelector(IRoyalties.Royalties_InvalidReceiver.selector, address(0)));
        royalties.release(_work, ETH, address(0), MOST);
    }

    /// @dev Units that were sent to Royalties itself earn for nobody; their income stays, and stops nothing.
    function test_RevertWhen_TheHolderIsRoyalties() public {
        transferUnits(_work, ines, address(royalties), 1);
        vm.expectRevert(abi.encodeWithSelector(IRoyalties.Royalties_InvalidReceiver.selector, address(royalties)));
        royalties.release(_work, ETH, address(royalties), MOST);
        assertEq(claimAll(_work, ETH, ines), 500, "the others are paid");
    }

    /// @dev With few steps at a time, as a claim.
    function test_StepsAreCountedAsByAClaim() public {
        for (uint256 i = 0; i < 5; ++i) {
            transferUnits(_work, ines, address(_split), 1_000_000);
            payEth(_work, 1_000);
        }
        uint256 due = royalties.claimable(_work, ETH, address(_split), MOST);
        uint256 paid;
        for (uint256 i = 0; i < 6; ++i) {
            uint256 next = royalties.claimable(_work, ETH, address(_split), 1);
            assertEq(royalties.release(_work, ETH, address(_split), 1), next, "as foretold");
            paid += next;
        }
        assertEq(paid, due, "all of it");
    }

    /* PROCEEDS */

    function test_ProceedsAreReleasedToTheirOwner() public {
        vm.deal(address(offers), 1_000);
        LicenceId licence = licenceBelow(_work, address(_split), ALL / 4);
        vm.prank(address(offers));
        royalties.collectFor{value: 1_000}(maya, licence, ETH, 1_000);
        vm.expectEmit(address(royalties));
        emit IRoyalties.ProceedsWithdrawn(address(_split), ETH, address(_split), 750);
        vm.prank(eve);
        assertEq(royalties.releaseProceeds(address(_split), ETH), 750, "released");
        assertEq(address(_split).balance, 750, "arrived");
        assertEq(royalties.releaseProceeds(address(_split), ETH), 0, "once");
        assertEq(royalties.releaseProceeds(eve, ETH), 0, "nobody else has any");
    }
}
