// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IColophon} from "../../../contracts/interfaces/IColophon.sol";
import {IRoyalties} from "../../../contracts/interfaces/IRoyalties.sol";
import {WorkId} from "../../../contracts/types/WorkId.sol";
import {NoZeroToken, PlainToken} from "../../mocks/Tokens.sol";
import {Deployed} from "../../utils/Deployed.sol";
import {Holders} from "../../utils/Holders.sol";

contract RoyaltiesClaimTest is Deployed {
    WorkId private _work;

    function setUp() public override {
        super.setUp();
        _work = registerAndTake(ines, CONTENT);
    }

    function test_RevertWhen_TheReceiverIsTheZeroAddressOrRoyalties() public {
        payEth(_work, 100);
        vm.startPrank(ines);
        vm.expectRevert(abi.encodeWithSelector(IRoyalties.Royalties_InvalidReceiver.selector, address(0)));
        royalties.claim(_work, ETH, address(0), 9);
        vm.expectRevert(abi.encodeWithSelector(IRoyalties.Royalties_InvalidReceiver.selector, address(royalties)));
        royalties.claim(_work, ETH, address(royalties), 9);
    }

    function test_RevertWhen_TheCallerNeverHeldUnits() public {
        payEth(_work, 100);
        address[3] memory strangers = [eve, deployer, tomas];
        for (uint256 i = 0; i < strangers.length; ++i) {
            vm.expectRevert(abi.encodeWithSelector(IRoyalties.Royalties_NeverHeld.selector, _work, strangers[i]));
            vm.prank(strangers[i]);
            royalties.claim(_work, ETH, strangers[i], 9);
        }
        WorkId unknown = works.workIdOf(eve, "unknown");
        vm.expectRevert(abi.encodeWithSelector(IRoyalties.Royalties_NeverHeld.selector, unknown, ines));
        vm.prank(ines);
        royalties.claim(unknown, ETH, ines, 9);
    }

    /// @dev Regression of an early design: a claim by an address that never held moved its start, and units bought
    /// later were paid for earlier income. Now it is refused, and so is a receiver of nothing.
    function test_RevertWhen_Y04_NothingWasReceived_TheCallerStillNeverHeld() public {
        transferUnits(_work, ines, eve, 0);
        vm.expectRevert(abi.encodeWithSelector(IRoyalties.Royalties_NeverHeld.selector, _work, eve));
        vm.prank(eve);
        royalties.claim(_work, ETH, eve, 9);
    }

    /// @dev A holder in the tree has nothing to claim before they take their units.
    function test_RevertGiven_TheUnitsWereNotTaken() public {
        WorkId work = registerFor(inesAndTomas(), "other");
        payEth(work, 100);
        assertEq(royalties.claimable(work, ETH, tomas, MOST), 0, "claimable");
        vm.expectRevert(abi.encodeWithSelector(IRoyalties.Royalties_NeverHeld.selector, work, tomas));
        claimAll(work, ETH, tomas);
        take(work, inesAndTomas(), 1);
        assertEq(claimAll(work, ETH, tomas), 30, "income from the beginning");
    }

    /// @dev Ringing a dry well costs only its own gas: no transfer, no event, no error.
    function test_WhenY09_NothingIsWaiting_NothingHappens() public {
        assertEq(claimAll(_work, ETH, ines), 0, "ETH never came");
        NoZeroToken token = new NoZeroToken();
        assertEq(claimAll(_work, address(token), ines), 0, "a token that refuses zero");
        assertEq(claimAll(_work, eve, ines), 0, "a currency without code");
        payEth(_work, 100);
        claimAll(_work, ETH, ines);
        vm.recordLogs();
        assertEq(claimAll(_work, ETH, ines), 0, "twice");
        assertLogCount(0, "no event");
    }

    /// @dev Y09: many claims in one batch, with doubles and empty ones in the middle.
    function test_WhenY09_ABatchHasDoublesAndEmptyEntries() public {
        WorkId empty = registerAndTake(ines, "empty");
        WorkId second = registerAndTake(ines, "second");
        payEth(_work, 100);
        payEth(second, 7);
        IColophon.Call[] memory calls = new IColophon.Call[](5);
        WorkId[5] memory list = [_work, empty, _work, second, empty];
        for (uint256 i = 0; i < 5; ++i) {
            bytes memory data = abi.encodeCall(IRoyalties.claim, (list[i], ETH, maya, type(uint256).max));
            calls[i] = call(address(royalties), 0, data);
        }
        uint256 before = maya.balance;
        vm.prank(ines);
        bytes[] memory results = colophon.batch(calls);
        assertEq(abi.decode(results[0], (uint256)), 100, "first");
        assertEq(abi.decode(results[1], (uint256)), 0, "empty");
        assertEq(abi.decode(results[2], (uint256)), 0, "double");
        assertEq(abi.decode(results[3], (uint256)), 7, "second");
        assertEq(maya.balance - before, 107, "sent to Maya");
    }

    /// @dev Y02: one wei to three holders. Nobody gets a third of a wei, and three payments pay what one would.
    function test_WhenY02_IncomeDoesNotDivide_TheRemainderIsKept() public {
        Holders.Holder[] memory holders = new Holders.Holder[](3);
        holders[0] = Holders.Holder(ines, 33_333_333);
        holders[1] = Holders.Holder(tomas, 33_333_333);
        holders[2] = Holders.Holder(maya, 33_333_334);
        WorkId work = registerFor(holders, "thirds");
        for (uint256 i = 0; i < 3; ++i) take(work, holders, i);
        uint256[3] memory sums;
        for (uint256 n = 1; n <= 300; ++n) {
            payEth(work, 1);
            for (uint256 i = 0; i < 3; ++i) {
                sums[i] += claimAll(work, ETH, holders[i].account);
                assertEq(sums[i], (n * holders[i].units) / UNITS, "exact after every wei");
            }
        }
        assertEq(sums[0] + sums[1] + sums[2], 99 + 99 + 100, "299 of 300 wei are out");
        assertEq(address(royalties).balance, 2, "two remainders wait");
    }

    /// @dev Y02: however often somebody claims, and whoever else claims in between, the sum is the same.
    function testFuzz_Y02_ClaimingOftenPaysTheSame(uint256 seed, uint64[8] memory payments) public {
        Holders.Holder[] memory holders = Holders.random(3, UNITS, seed);
        WorkId work = registerFor(holders, "fuzzed");
        for (uint256 i = 0; i < 3; ++i) take(work, holders, i);
        uint256 total;
        uint256[3] memory sums;
        for (uint256 n = 0; n < 8; ++n) {
            uint256 amount = uint256(payments[n]) + 1;
            payEth(work, amount);
            total += amount;
            for (uint256 i = 0; i < 3; ++i) {
                if ((seed >> (3 * n + i)) & 1 == 1) sums[i] += claimAll(work, ETH, holders[i].account);
            }
        }
        uint256 paid;
        for (uint256 i = 0; i < 3; ++i) {
            sums[i] += claimAll(work, ETH, holders[i].account);
            assertEq(sums[i], (total * holders[i].units) / UNITS, "lifetime total");
            paid += sums[i];
        }
        vm.assertLe(total - paid, 2, "dust: less than a wei for each holder");
    }

    function test_WhenY04_UnitsMoveBetweenIncomeAndClaim_EarlierIncomeStays() public {
        payEth(_work, 1000);
        transferUnits(_work, ines, maya, UNITS);
        assertEq(royalties.claimable(_work, ETH, ines, MOST), 1000, "Ines keeps hers");
        assertEq(royalties.claimable(_work, ETH, maya, MOST), 0, "Maya bought no history");
        payEth(_work, 500);
        assertEq(claimAll(_work, ETH, maya), 500, "Maya");
        assertEq(claimAll(_work, ETH, ines), 1000, "Ines");
    }

    /// @dev Y04: units borrowed for a moment earn what came in that moment: nothing.
    function test_WhenY04_UnitsAreBorrowedOrGoRoundInARing_NothingIsEarned() public {
        payEth(_work, 1000);
        transferUnits(_work, ines, eve, 40_000_000);
        transferUnits(_work, eve, tomas, 40_000_000);
        transferUnits(_work, tomas, maya, 40_000_000);
        transferUnits(_work, maya, ines, 40_000_000);
        assertEq(claimAll(_work, ETH, eve), 0, "Eve");
        assertEq(claimAll(_work, ETH, tomas), 0, "Tomas");
        assertEq(claimAll(_work, ETH, maya), 0, "Maya");
        assertEq(claimAll(_work, ETH, ines), 1000, "Ines");
    }

    /// @dev Regression of an early design: units received and passed on in the same epoch left a step out, and the
    /// holder was paid for units that were somebody else's.
    function test_WhenY04_UnitsArePassedOnInTheSameEpoch_TheyEarnNothing() public {
        transferUnits(_work, ines, eve, 40_000_000);
        transferUnits(_work, eve, maya, 40_000_000);
        payEth(_work, 1000);
        transferUnits(_work, ines, eve, 10_000_000);
        payEth(_work, 1000);
        assertEq(claimAll(_work, ETH, eve), 100, "10 % of the second thousand");
        assertEq(claimAll(_work, ETH, maya), 800, "40 % of both");
        assertEq(claimAll(_work, ETH, ines), 1100, "60 %, then 50 %");
    }

    /// @dev A claim that may count only some of the changes leaves the rest for the next.
    function test_WhenStepsAreLimited_EachClaimGoesOn() public {
        for (uint256 i = 0; i < 4; ++i) {
            payEth(_work, 100);
            transferUnits(_work, ines, maya, 10_000_000);
        }
        payEth(_work, 100);
        // Ines: 100 + 90 + 80 + 70 + 60; Maya: 0 + 10 + 20 + 30 + 40. Four closed segments each.
        assertEq(royalties.stepsOf(_work, ETH, maya), 4, "steps");
        vm.startPrank(maya);
        assertEq(royalties.claim(_work, ETH, maya, 0), 0, "none");
        assertEq(royalties.stepsOf(_work, ETH, maya), 4, "none counted");
        assertEq(royalties.claim(_work, ETH, maya, 1), 0, "the first segment has no units");
        assertEq(royalties.claim(_work, ETH, maya, 1), 10, "second");
        assertEq(royalties.stepsOf(_work, ETH, maya), 2, "two left");
        assertEq(royalties.claimable(_work, ETH, maya, MOST), 90, "the rest is there");
        assertEq(royalties.claim(_work, ETH, maya, 2), 90, "third, fourth and the open one");
        assertEq(royalties.stepsOf(_work, ETH, maya), 0, "none left");
        vm.stopPrank();
        assertEq(claimAll(_work, ETH, ines), 400, "Ines");
        assertEq(address(royalties).balance, 0, "all is out");
    }

    function test_WhenNothingWasTraded_AClaimNeedsNoSteps() public {
        payEth(_work, 100);
        assertEq(royalties.stepsOf(_work, ETH, ines), 0, "steps");
        vm.prank(ines);
        assertEq(royalties.claim(_work, ETH, ines, 0), 100, "claimed");
    }

    /// @dev Each currency has its own marks: money in one does not date money in another.
    function test_WhenSeveralCurrenciesCome_EachIsCountedByItself() public {
        PlainToken token = new PlainToken(18);
        token.mint(maya, 1000);
        vm.prank(maya);
        token.approve(address(royalties), 1000);

        payEth(_work, 100); // all Ines's
        transferUnits(_work, ines, tomas, 50_000_000);
        vm.prank(maya);
        royalties.pay(_work, address(token), 100, MEMO); // half
        transferUnits(_work, ines, tomas, 25_000_000);
        payEth(_work, 100); // a quarter Ines's
        transferUnits(_work, ines, tomas, 25_000_000);
        vm.prank(maya);
        royalties.pay(_work, address(token), 100, MEMO); // none Ines's

        assertEq(claimAll(_work, ETH, ines), 125, "ETH, Ines");
        assertEq(claimAll(_work, ETH, tomas), 75, "ETH, Tomas");
        assertEq(claimAll(_work, address(token), ines), 50, "tokens, Ines");
        assertEq(claimAll(_work, address(token), tomas), 150, "tokens, Tomas");
    }

    /// @dev A claim between a payment and a transfer counts the same as one after both.
    function test_WhenAClaimFallsBetweenPaymentAndTransfer_NothingIsCountedTwice() public {
        payEth(_work, 100);
        assertEq(claimAll(_work, ETH, ines), 100, "first");
        transferUnits(_work, ines, maya, 50_000_000);
        assertEq(claimAll(_work, ETH, ines), 0, "nothing new");
        assertEq(claimAll(_work, ETH, maya), 0, "nothing new");
        payEth(_work, 100);
        transferUnits(_work, maya, ines, 50_000_000);
        assertEq(claimAll(_work, ETH, maya), 50, "Maya");
        payEth(_work, 100);
        assertEq(claimAll(_work, ETH, ines), 150, "Ines");
        assertEq(claimAll(_work, ETH, maya), 0, "Maya has none any more");
    }

    function test_WhenSentInABatch_TheSenderClaims() public {
        payEth(_work, 100);
        uint256 before = tomas.balance;
        bytes memory data = abi.encodeCall(IRoyalties.claim, (_work, ETH, tomas, 9));
        batch(ines, address(royalties), 0, data);
        assertEq(tomas.balance - before, 100, "to whom she said");
    }

    function testFuzz_SendsTheIncomeAndTellsSo(uint112 amount, bool inEth, uint256 maxSteps) public {
        if (amount == 0) amount = 1;
        PlainToken token = new PlainToken(18);
        address currency = inEth ? ETH : address(token);
        token.mint(maya, amount);
        vm.deal(maya, amount);
        vm.startPrank(maya);
        token.approve(address(royalties), amount);
        royalties.pay{value: inEth ? amount : 0}(_work, currency, amount, MEMO);
        vm.stopPrank();
        address to = address(uint160(uint256(keccak256("a fresh address"))));

        vm.expectEmit(address(royalties));
        emit IRoyalties.Claimed(_work, currency, ines, to, amount);
        vm.recordLogs();
        vm.prank(ines);
        uint256 claimed = royalties.claim(_work, currency, to, maxSteps);

        assertLogCount(inEth ? 1 : 2, "the claim, and the token's transfer");
        assertEq(claimed, amount, "claimed");
        assertEq(inEth ? to.balance : token.balanceOf(to), amount, "arrived");
        assertEq(inEth ? address(royalties).balance : token.balanceOf(address(royalties)), 0, "nothing stays");
        assertEq(royalties.claimable(_work, currency, ines, MOST), 0, "nothing is left");
        assertEq(royalties.received(_work, currency), amount, "lifetime");
    }
}
