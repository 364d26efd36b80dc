// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {ILicences} from "../../../contracts/interfaces/ILicences.sol";
import {IRoyalties} from "../../../contracts/interfaces/IRoyalties.sol";
import {IWorks} from "../../../contracts/interfaces/IWorks.sol";
import {WorkId} from "../../../contracts/types/WorkId.sol";
import {PlainToken, SwitchToken} from "../../mocks/Tokens.sol";
import {Parents} from "../../utils/Parents.sol";
import {Upstream} from "../../utils/Upstream.sol";

/// @dev Ines made the original; Tomas and others make works from it.
contract RoyaltiesSettleTest is Upstream {
    WorkId private _original;
    WorkId private _remix;
    PlainToken private _token;

    function setUp() public override {
        super.setUp();
        _original = registerAndTake(ines, "original");
        _remix = deriveAndTake(tomas, "remix", Parents.one(_original, ALL / 10));
        _token = new PlainToken(18);
        _token.mint(maya, type(uint256).max);
        vm.prank(maya);
        _token.approve(address(royalties), type(uint256).max);
    }

    /* WHAT IS REFUSED */

    /// @dev Y08, by the way of people: the registration as a whole is refused.
    function test_RevertWhen_Y08_TheLicencesAskMoreThanAll() public {
        WorkId second = register(ines, "second");
        IWorks.Registration memory registration = registrationOf("too much", 0);
        registration.sources = licencesFor(maya, Parents.two(_original, ALL / 2, second, ALL / 2 + 1));
        WorkId work = works.workIdOf(maya, "too much");
        vm.expectRevert(abi.encodeWithSelector(IRoyalties.Royalties_OwesTooMuch.selector, work, uint256(ALL) + 1));
        vm.prank(maya);
        works.register(registration, nothing());
        assertEq(works.isRegistered(work), false, "nothing was registered");
    }

    /* AT THE END OF A LEDGER */

    /// @dev The lifetime limit of a parent holds for what is settled too: it takes what fits. Its other parents are paid
    /// in full, and its holders lose nothing.
    function test_GivenAParentHasReceivedAllItCan_TheOthersArePaid() public {
        WorkId full = registerAndTake(maya, "full");
        WorkId both = deriveAndTake(tomas, "both", Parents.two(full, ALL / 10, _original, ALL / 5));
        _pay(full, type(uint112).max - 9);
        _pay(both, 1_000);
        vm.expectEmit(address(royalties));
        emit IRoyalties.Settled(both, full, address(_token), 9);
        vm.expectEmit(address(royalties));
        emit IRoyalties.Settled(both, _original, address(_token), 200);
        settle(both, address(_token));
        assertEq(royalties.received(full, address(_token)), type(uint112).max, "what fits");
        assertEq(royalties.received(_original, address(_token)), 200, "the other parent");
        assertEq(royalties.unsettled(both, address(_token)), 0, "nothing waits for ever");
        assertEq(claimAll(both, address(_token), tomas), 700, "the derivative's holders are paid");

        // A full ledger writes nothing, and stands in nobody's way.
        _pay(both, 1_000);
        vm.recordLogs();
        settle(both, address(_token));
        assertEq(vm.getRecordedLogs().length, 1, "one event");
        assertEq(royalties.received(_original, address(_token)), 400, "again");
        payEth(both, 100);
        settle(both, ETH);
        assertEq(royalties.received(full, ETH), 10, "other currencies go on");
        assertEq(claimAll(full, address(_token), maya), type(uint112).max, "and all of it can be claimed");
    }

    /// @dev A payment says so instead, and keeps the payer's money.
    function test_RevertGiven_AWorkHasReceivedAllItCan_WhenItIsPaid() public {
        _pay(_original, type(uint112).max - 9);
        vm.expectRevert(abi.encodeWithSelector(IRoyalties.Royalties_TooMuch.selector, _original, address(_token), 10));
        vm.prank(maya);
        royalties.pay(_original, address(_token), 10, MEMO);
    }

    /* WHAT CHANGES NOTHING */

    /// @dev Y09: works without parents, unknown works, doubles, an empty list.
    function test_WhenY09_NothingIsOwed_NothingIsWritten() public {
        payEth(_original, 100);
        WorkId[] memory list = new WorkId[](5);
        (list[0], list[1], list[2]) = (_original, WorkId.wrap(1), WorkId.wrap(type(uint256).max));
        (list[3], list[4]) = (_remix, _remix);
        vm.record();
        vm.recordLogs();
        royalties.settle(new WorkId[](0), ETH);
        royalties.settle(list, ETH);
        royalties.settle(list, eve);
        (, bytes32[] memory writes) = vm.accesses(address(royalties));
        assertEq(writes.length, 0, "no storage");
        assertLogCount(0, "no events");
    }

    function test_WhenY09_TheListHasDoublesAndStrangers_EachEdgeIsPaidOnce() public {
        payEth(_remix, 1_000);
        WorkId[] memory list = new WorkId[](1_000);
        for (uint256 i = 0; i < list.length; ++i) list[i] = i % 3 == 0 ? _remix : WorkId.wrap(i);
        vm.recordLogs();
        royalties.settle(list, ETH);
        assertLogCount(1, "one settlement");
        assertEq(royalties.received(_original, ETH), 100, "once");
    }

    /// @dev Y02: what is too little for one unit upstream waits, and is not lost.
    function test_WhenY02_TheShareIsLessThanOneUnit_ItWaits() public {
        for (uint256 i = 1; i <= 25; ++i) {
            payEth(_remix, 1);
            vm.recordLogs();
            settle(_remix, ETH);
            assertLogCount(i % 10 == 0 ? 1 : 0, "an event for each whole wei");
            assertEq(royalties.received(_original, ETH), i / 10, "a tenth of all, exactly");
            assertEq(royalties.unsettled(_remix, ETH), 0, "nothing whole is owed");
        }
    }

    /* SHAPES */

    function test_WhenAParentAsksNothing_ItIsOwedNothing() public {
        WorkId second = register(ines, "second");
        WorkId work = derive(maya, "work", Parents.two(_original, 0, second, ALL / 4));
        ILicences.Parent[] memory parents = royalties.parentsOf(work);
        assertEq(parents.length, 1, "one that asks");
        assertEq(parents[0].work, second, "the other");
        payEth(work, 100);
        settle(work, ETH);
        assertEq(royalties.received(_original, ETH), 0, "asks nothing");
        assertEq(royalties.received(second, ETH), 25, "asks a quarter");
        WorkId free = deriveAndTake(maya, "free", Parents.one(_original, 0));
        payEth(free, 100);
        assertEq(royalties.unsettled(free, ETH), 0, "owes nothing");
        assertEq(claimAll(free, ETH, maya), 100, "keeps all");
    }

    /// @dev Everything is owed: the holders of the work get nothing, and their claims are fine.
    function test_WhenAllIsOwed_TheHoldersGetNothing() public {
        WorkId second = register(ines, "second");
        WorkId work = deriveAndTake(maya, "work", Parents.two(_original, ALL / 2, second, ALL / 2));
        assertEq(royalties.keptOf(work), 0, "kept");
        for (uint256 i = 0; i < 3; ++i) {
            payEth(work, 101);
            assertEq(royalties.claimable(work, ETH, maya, MOST), 0, "claimable");
            assertEq(claimAll(work, ETH, maya), 0, "claimed");
            transferUnits(work, maya, eve, 10_000_000);
        }
        assertEq(claimAll(work, ETH, eve), 0, "Eve");
        assertEq(royalties.unsettled(work, ETH), 302, "151 for each");
        settle(work, ETH);
        assertEq(royalties.received(_original, ETH) + royalties.received(second, ETH), 302, "all but one half twice");
        payEth(work, 1);
        settle(work, ETH);
        assertEq(royalties.received(_original, ETH) + royalties.received(second, ETH), 304, "and then all");
    }

    function testFuzz_Y07_With1To16Parents_EachGetsItsShare(uint256 count, uint256 seed, uint96 amount) public {
        count = bound(count, 1, 16);
        ILicences.Parent[] memory parents = new ILicences.Parent[](count);
        uint256 sum;
        for (uint256 i = 0; i < count; ++i) {
            uint256 dice = uint256(keccak256(abi.encode(seed, i)));
            parents[i] = ILicences.Parent(register(ines, bytes32(dice)), uint32(bound(dice, 0, ALL / count)));
            sum += parents[i].share;
        }
        WorkId work = deriveAndTake(maya, "work", parents);
        assertEq(royalties.keptOf(work), ALL - sum, "kept");
        if (amount == 0) amount = 1;
        payEth(work, amount);
        uint256 owed = royalties.unsettled(work, ETH);
        settle(work, ETH);

        uint256 moved;
        for (uint256 i = 0; i < count; ++i) {
            uint256 share = (uint256(amount) * parents[i].share) / ALL;
            assertEq(royalties.received(parents[i].work, ETH), share, "its share");
            moved += share;
        }
        assertEq(moved, owed, "what was owed");
        uint256 kept = claimAll(work, ETH, maya);
        assertEq(kept, (uint256(amount) * (ALL - sum)) / ALL, "the rest");
        vm.assertLe(amount - moved - kept, count, "dust: less than a wei for each edge and holder");
    }

    /// @dev Y07, a diamond: 20 % to each of two that owe 50 % to the same: it gets 10 % twice.
    function test_WhenY07_TheGraphIsADiamond_BothWaysCount() public {
        WorkId left = deriveAndTake(tomas, "left", Parents.one(_original, ALL / 2));
        WorkId right = deriveAndTake(tomas, "right", Parents.one(_original, ALL / 2));
        WorkId work = deriveAndTake(maya, "work", Parents.two(left, ALL / 5, right, ALL / 5));
        payEth(work, 1_000);
        settle(work, left, right, ETH);
        assertEq(claimAll(work, ETH, maya), 600, "60 %");
        assertEq(claimAll(left, ETH, tomas) + claimAll(right, ETH, tomas), 200, "10 % twice");
        assertEq(claimAll(_original, ETH, ines), 200, "10 % twice");
        assertEq(address(royalties).balance, 0, "all is out");
    }

    /// @dev Y07, a diamond with a short cut: also a direct child of the original.
    function test_WhenY07_AGrandchildIsAlsoAChild_BothCount() public {
        WorkId work = deriveAndTake(maya, "work", Parents.two(_remix, ALL / 2, _original, ALL / 4));
        payEth(work, 1_000);
        settle(work, _remix, ETH);
        assertEq(claimAll(_original, ETH, ines), 300, "25 %, and 10 % of 50 %");
        assertEq(claimAll(_remix, ETH, tomas), 450, "90 % of 50 %");
        assertEq(claimAll(work, ETH, maya), 250, "25 %");
    }

    /// @dev Y07: a hundred generations in one call, which fits in a transaction.
    function test_WhenY07_TheChainIs100Deep_OneCallSettlesIt() public {
        WorkId[] memory chain = new WorkId[](100);
        WorkId last = _remix;
        for (uint256 i = 0; i < 100; ++i) {
            last = derive(tomas, bytes32(i + 1), last, ALL / 2);
            chain[99 - i] = last;
        }
        payEth(last, 1 << 101);
        uint256 gas = gasleft();
        royalties.settle(chain, ETH);
        vm.assertLt(gas - gasleft(), 16_777_216, "the limit of a transaction");
        assertEq(royalties.received(_remix, ETH), 2, "halved a hundred times");
        assertEq(royalties.received(chain[50], ETH), 1 << 51, "halved fifty times");
    }

    /* ORDER */

    /// @dev Named the wrong way round, each call moves the money one step.
    function test_WhenTheParentComesFirst_MoneyMovesOneStepACall() public {
        WorkId work = derive(maya, "work", _remix, ALL / 2);
        payEth(work, 1_000);
        settle(_remix, work, ETH);
        assertEq(royalties.received(_original, ETH), 0, "not yet");
        assertEq(royalties.received(_remix, ETH), 500, "one step");
        assertEq(royalties.unsettled(_remix, ETH), 50, "owed");
        settle(_remix, work, ETH);
        assertEq(royalties.received(_original, ETH), 50, "second step");
    }

    /// @dev What a settlement brings is income of that moment: whoever holds units then earns it.
    function test_WhenY04_UnitsOfTheParentMoveBeforeTheSettlement_TheNewHolderEarns() public {
        payEth(_remix, 1_000);
        transferUnits(_original, ines, maya, UNITS);
        settle(_remix, ETH);
        assertEq(royalties.claimable(_original, ETH, ines, MOST), 0, "Ines sold before");
        assertEq(royalties.claimable(_original, ETH, maya, MOST), 100, "Maya");
        payEth(_remix, 1_000);
        settle(_remix, ETH);
        transferUnits(_original, maya, ines, UNITS);
        assertEq(claimAll(_original, ETH, maya), 200, "Maya keeps what was settled");
        assertEq(claimAll(_original, ETH, ines), 0, "Ines bought no history");
    }

    /// @dev Units of the derivative: what upstream is owed is nobody's, before the settlement and after.
    function test_WhenUnitsOfTheDerivativeMove_OnlyWhatIsKeptIsShared() public {
        payEth(_remix, 1_000);
        transferUnits(_remix, tomas, maya, UNITS / 2);
        payEth(_remix, 1_000);
        settle(_remix, ETH);
        assertEq(claimAll(_remix, ETH, tomas), 1_350, "90 % of all and of half");
        assertEq(claimAll(_remix, ETH, maya), 450, "90 % of half");
        assertEq(claimAll(_original, ETH, ines), 200, "10 %");
        assertEq(address(royalties).balance, 0, "all is out");
    }

    function test_WhenAClaimComesFirst_OrTheSettlement_BothGetTheSame() public {
        payEth(_remix, 999);
        assertEq(claimAll(_remix, ETH, tomas), 899, "90 %");
        settle(_remix, ETH);
        assertEq(claimAll(_original, ETH, ines), 99, "10 %");
        payEth(_remix, 1);
        settle(_remix, ETH);
        assertEq(claimAll(_original, ETH, ines), 1, "the tenth that waited");
        assertEq(claimAll(_remix, ETH, tomas), 1, "the rest of the wei");
    }

    function test_WhenSeveralCurrenciesCome_EachIsSettledByItself() public {
        payEth(_remix, 100);
        _pay(_remix, 50);
        settle(_remix, ETH);
        assertEq(royalties.received(_original, ETH), 10, "ETH");
        assertEq(royalties.received(_original, address(_token)), 0, "tokens wait");
        settle(_remix, address(_token));
        assertEq(royalties.received(_original, address(_token)), 5, "tokens");
    }

    /// @dev Y10: the books of a currency that stole its money back are settled like others, and hurt nobody else.
    function test_WhenY10_TheTokenTookItsMoneyBack_TheBooksGoOn() public {
        SwitchToken evil = new SwitchToken();
        evil.mint(maya, 1_000);
        vm.startPrank(maya);
        evil.approve(address(royalties), 1_000);
        royalties.pay(_remix, address(evil), 1_000, MEMO);
        vm.stopPrank();
        payEth(_remix, 1_000);
        evil.confiscate(address(royalties), 1_000);
        evil.switchTo(SwitchToken.Mode.Paused);
        settle(_remix, address(evil));
        settle(_remix, ETH);
        assertEq(royalties.claimable(_original, address(evil), ines, MOST), 100, "owed, in a worthless token");
        vm.expectRevert();
        claimAll(_original, address(evil), ines);
        assertEq(claimAll(_original, ETH, ines) + claimAll(_remix, ETH, tomas), 1_000, "ETH");
    }

    function test_WhenAStrangerSettlesInABatch_ItIsTheSame() public {
        payEth(_remix, 100);
        WorkId[] memory list = new WorkId[](1);
        list[0] = _remix;
        vm.expectEmit(address(royalties));
        emit IRoyalties.Settled(_remix, _original, ETH, 10);
        batch(eve, address(royalties), 0, abi.encodeCall(IRoyalties.settle, (list, ETH)));
        assertEq(royalties.received(_original, ETH), 10, "settled");
        assertEq(address(royalties).balance, 100, "no money left the contract");
    }

    /// @dev Path independence: the same payments, settled at any moments in any order, give everybody the same, give or
    /// take one unit for each edge on the way.
    /// hardhat-config: fuzz.runs = 60
    function testFuzz_Y02_AnyOrderOfSettlements_GivesEverybodyTheSame(uint256 seed) public {
        (WorkId[5] memory first, address[5] memory holders) = _family("first");
        (WorkId[5] memory second, ) = _family("second");
        for (uint256 i = 0; i < 40; ++i) {
            uint256 dice = uint256(keccak256(abi.encode(seed, i)));
            if (dice % 2 == 0) {
                uint256 w = (dice >> 8) % 5;
                uint256 amount = 1 + ((dice >> 16) % (10 ** ((dice >> 80) % 20)));
                payEth(first[w], amount);
                payEth(second[w], amount);
            } else {
                settle(first[(dice >> 8) % 5], first[(dice >> 16) % 5], ETH);
                if (dice % 16 == 1) claimAll(first[(dice >> 24) % 5], ETH, holders[(dice >> 24) % 5]);
            }
        }
        for (uint256 i = 0; i < 5; ++i) {
            settle(first[4 - i], ETH);
            settle(second[4 - i], ETH);
        }
        for (uint256 w = 0; w < 5; ++w) {
            uint256 often = royalties.received(first[w], ETH);
            uint256 once = royalties.received(second[w], ETH);
            vm.assertApproxEqAbs(often, once, 6, "give or take a unit for each of the six edges");
            assertEq(royalties.unsettled(first[w], ETH) + royalties.unsettled(second[w], ETH), 0, "settled");
            claimAll(first[w], ETH, holders[w]);
            claimAll(second[w], ETH, holders[w]);
        }
        vm.assertLe(
            address(royalties).balance,
            2 * (6 + 5),
            "dust: less than a wei for each edge and holder of both families"
        );
    }

    /// @dev Root; two children; a grandchild of both; and one that is made from the grandchild and the root.
    function _family(bytes32 name) private returns (WorkId[5] memory list, address[5] memory holders) {
        holders = [ines, tomas, maya, eve, deployer];
        list[0] = registerAndTake(ines, _name(name, 0));
        list[1] = deriveAndTake(tomas, _name(name, 1), Parents.one(list[0], 333_333_333));
        list[2] = deriveAndTake(maya, _name(name, 2), Parents.one(list[0], 1));
        list[3] = deriveAndTake(eve, _name(name, 3), Parents.two(list[1], 499_999_999, list[2], 500_000_001));
        list[4] = deriveAndTake(deployer, _name(name, 4), Parents.two(list[3], 700_000_000, list[0], 123_456_789));
    }

    function _name(bytes32 name, uint256 number) private pure returns (bytes32) {
        return keccak256(abi.encode(name, number));
    }

    function _pay(WorkId work, uint256 amount) private {
        vm.prank(maya);
        royalties.pay(work, address(_token), amount, MEMO);
    }
}
