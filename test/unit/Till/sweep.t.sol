// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IRoyalties} from "../../../contracts/interfaces/IRoyalties.sol";
import {ITill} from "../../../contracts/interfaces/ITill.sol";
import {IWorks} from "../../../contracts/interfaces/IWorks.sol";
import {WorkId} from "../../../contracts/types/WorkId.sol";
import {PlainCollectible} from "../../mocks/PlainCollectible.sol";
import {StipendSender} from "../../mocks/StipendSender.sol";
import {
    AllFeeToken,
    FeeToken,
    MissingReturnToken,
    NoZeroToken,
    PlainToken,
    RebasingToken,
    SwitchToken
} from "../../mocks/Tokens.sol";
import {Deployed} from "../../utils/Deployed.sol";

contract TillSweepTest is Deployed {
    WorkId private _work;
    address private _till;
    PlainToken private _token;
    StipendSender private _sender;

    function setUp() public override {
        super.setUp();
        _work = registerAndTake(ines, CONTENT);
        _till = royalties.tillOf(_work);
        _token = new PlainToken(18);
        _sender = new StipendSender();
        vm.deal(address(_sender), 1_000);
    }

    /* WHAT IS REFUSED */

    function test_RevertWhen_TheWorkIsUnknown() public {
        WorkId unknown = works.workIdOf(eve, "unknown");
        address till = royalties.tillOf(unknown);
        vm.deal(till, 100);
        vm.expectRevert(abi.encodeWithSelector(IRoyalties.Royalties_UnknownWork.selector, unknown));
        royalties.sweep(unknown, ETH, MOST);
        assertEq(till.code.length, 0, "no till is made");
        // What was sent too early is not lost: it counts as soon as the work is registered.
        register(eve, "unknown");
        assertEq(royalties.sweep(unknown, ETH, MOST), 100, "swept");
        assertEq(royalties.received(unknown, ETH), 100, "received");
    }

    function test_RevertWhen_TheTillIsEmpty() public {
        for (uint256 i = 0; i < 2; ++i) {
            vm.expectRevert(abi.encodeWithSelector(IRoyalties.Royalties_ZeroAmount.selector));
            royalties.sweep(_work, ETH, MOST);
            vm.expectRevert(abi.encodeWithSelector(IRoyalties.Royalties_ZeroAmount.selector));
            royalties.sweep(_work, address(_token), MOST);
            NoZeroToken noZero = new NoZeroToken();
            vm.expectRevert(abi.encodeWithSelector(IRoyalties.Royalties_ZeroAmount.selector));
            royalties.sweep(_work, address(noZero), MOST);
            if (i == 1) break;
            assertEq(_till.code.length, 0, "a failed sweep makes no till");
            _fill(1);
            royalties.sweep(_work, ETH, MOST);
            assertEq(_till.code.length != 0, true, "now with a till");
        }
    }

    /// @dev Nobody but Royalties takes money out of a till, wherever it would go; nor out of what tills are made from.
    function testFuzz_RevertWhen_SomebodyElseAsksTheTill(address caller, uint256 most) public {
        vm.assume(caller != address(royalties));
        _fill(9);
        royalties.sweep(_work, ETH, 4);
        vm.expectRevert(abi.encodeWithSelector(ITill.Till_NotAllowed.selector, caller));
        vm.prank(caller);
        ITill(_till).handOver(ETH, most);
        assertEq(_till.balance, 5, "where it was");
    }

    /// @dev ETH reaches Royalties as a payment or out of a till that is swept, and in no other way.
    function testFuzz_RevertWhen_EthIsSimplySentToRoyalties(address sender) public {
        // Nobody is the zero address.
        vm.assume(sender != address(royalties) && sender != address(0));
        vm.deal(sender, 5);
        vm.prank(sender);
        (bool sent, bytes memory answer) = address(royalties).call{value: 5}("");
        assertEq(sent, false, "refused");
        assertEq(answer, abi.encodeWithSelector(IRoyalties.Royalties_NotAllowed.selector, sender), "with a word");
        // Also from a till, outside a sweep.
        _fill(9);
        royalties.sweep(_work, ETH, 4);
        vm.prank(_till);
        (sent, ) = address(royalties).call{value: 5}("");
        assertEq(sent, false, "refused");
    }

    function test_RevertWhen_AnNftStandsInTheTill() public {
        PlainCollectible nft = new PlainCollectible();
        nft.mint(_till, 7);
        vm.expectRevert();
        royalties.sweep(_work, address(nft), MOST);
        assertEq(nft.ownerOf(7) == _till, true, "where it was");
    }

    function test_RevertWhen_TheCurrencyHasNoCode() public {
        vm.expectRevert();
        royalties.sweep(_work, eve, MOST);
        assertEq(_till.code.length, 0, "no till");
    }

    function test_RevertGiven_TheWorkHasReceivedAllItCan_TheMoneyStays() public {
        _token.mint(maya, type(uint112).max);
        vm.startPrank(maya);
        _token.approve(address(royalties), type(uint112).max);
        royalties.pay(_work, address(_token), type(uint112).max, MEMO);
        vm.stopPrank();
        _token.mint(_till, 1);
        vm.expectRevert(abi.encodeWithSelector(IRoyalties.Royalties_TooMuch.selector, _work, address(_token), 1));
        royalties.sweep(_work, address(_token), MOST);
        assertEq(_token.balanceOf(_till), 1, "where it was");
    }

    /// @dev L07: a strange token stops its own sweep; ETH and other tokens go on.
    function test_RevertWhen_L07_TheTokenStopsOrLies_TheOthersGoOn() public {
        SwitchToken token = new SwitchToken();
        token.mint(_till, 100);
        token.switchTo(SwitchToken.Mode.Paused);
        vm.expectRevert(abi.encodeWithSelector(SwitchToken.Paused.selector));
        royalties.sweep(_work, address(token), MOST);
        token.switchTo(SwitchToken.Mode.MovesNothing);
        vm.expectRevert(abi.encodeWithSelector(IRoyalties.Royalties_NothingReceived.selector, address(token), 100));
        royalties.sweep(_work, address(token), MOST);
        token.switchTo(SwitchToken.Mode.AnswersFalse);
        vm.expectRevert();
        royalties.sweep(_work, address(token), MOST);
        token.switchTo(SwitchToken.Mode.Ordinary);
        token.blockAccount(_till, true);
        vm.expectRevert(abi.encodeWithSelector(SwitchToken.Blocked.selector, _till));
        royalties.sweep(_work, address(token), MOST);
        AllFeeToken allFee = new AllFeeToken();
        allFee.mint(_till, 100);
        vm.expectRevert(abi.encodeWithSelector(IRoyalties.Royalties_NothingReceived.selector, address(allFee), 100));
        royalties.sweep(_work, address(allFee), MOST);

        _fill(7);
        assertEq(royalties.sweep(_work, ETH, MOST), 7, "ETH");
        token.blockAccount(_till, false);
        assertEq(royalties.sweep(_work, address(token), MOST), 100, "when it works again");
    }

    /* THE ADDRESS */

    function test_RoyaltyInfoPointsToTheTill() public {
        IWorks.Registration memory registration = registrationOf("resold", 0);
        registration.resaleRoyalty = 750;
        vm.prank(ines);
        WorkId work = works.register(registration, nothing());
        (address receiver, uint256 amount) = works.royaltyInfo(WorkId.unwrap(work), 10_000);
        assertEq(receiver, royalties.tillOf(work), "receiver");
        assertEq(amount, 750, "amount");
        assertEq(receiver == _till, false, "each work has its own");
        _sender.give(payable(receiver), amount);
        assertEq(royalties.sweep(work, ETH, MOST), 750, "and it arrives");
        assertEq(royalties.received(work, ETH), 750, "at the work");
    }

    /// @dev Whoever deploys the same code elsewhere gets another address: what is at a till's address is a till.
    function testFuzz_TheAddressIsTheWorksOwn(uint256 one, uint256 other) public view {
        if (one == other) return;
        vm.assertNotEq(
            bytes32(uint256(uint160(royalties.tillOf(WorkId.wrap(one))))),
            bytes32(uint256(uint160(royalties.tillOf(WorkId.wrap(other))))),
            "tills"
        );
    }

    /// @dev A clone of 51 bytes: what a till is made of is made once.
    function test_TheTillIsAClone() public {
        _fill(1);
        royalties.sweep(_work, ETH, MOST);
        assertEq(_till.code.length, 51, "bytes");
        WorkId other = register(eve, "other");
        vm.deal(royalties.tillOf(other), 1);
        royalties.sweep(other, ETH, MOST);
        assertEq(royalties.tillOf(other).codehash, _till.codehash, "the same for every work");
    }

    /* PLAIN TRANSFERS */

    /// @dev 2,300 gas are enough, before the till is made and after.
    function test_WhenEthIsSentWith2300Gas_TheTillTakesIt() public {
        _sender.give(payable(_till), 100);
        assertEq(_till.code.length, 0, "before it is made");
        assertEq(royalties.sweep(_work, ETH, MOST), 100, "swept");
        _sender.give(payable(_till), 50);
        assertEq(_till.balance, 50, "after it was made");
        assertEq(royalties.sweep(_work, ETH, MOST), 50, "swept");
        assertEq(royalties.received(_work, ETH), 150, "received");
        assertEq(_till.balance, 0, "empty");
    }

    function test_WhenTokensAreSentBeforeTheTillIsMade_TheyAreSweptLater() public {
        _token.mint(_till, 100);
        MissingReturnToken silent = new MissingReturnToken();
        silent.mint(_till, 30);
        assertEq(royalties.sweep(_work, address(_token), MOST), 100, "plain");
        assertEq(royalties.sweep(_work, address(silent), MOST), 30, "a token that answers nothing");
        _token.mint(_till, 5);
        assertEq(royalties.sweep(_work, address(_token), MOST), 5, "again");
        assertEq(royalties.received(_work, address(_token)), 105, "received");
        assertEq(claimAll(_work, address(_token), ines), 105, "claimed");
        assertEq(claimAll(_work, address(silent), ines), 30, "claimed");
    }

    function test_WhenL07_TheTokenTakesAFeeOrRebases_WhatArrivesIsCredited() public {
        FeeToken fee = new FeeToken();
        fee.mint(_till, 10_000);
        assertEq(royalties.sweep(_work, address(fee), MOST), 9_900, "less the fee");
        assertEq(fee.balanceOf(_till), 0, "empty");
        RebasingToken rebasing = new RebasingToken();
        rebasing.mint(_till, 1_000);
        rebasing.rebase(150);
        assertEq(royalties.sweep(_work, address(rebasing), MOST), 1_500, "what it is now");
        assertEq(claimAll(_work, address(rebasing), ines), 1_500, "claimed");
    }

    /// @dev L06: ETH that a claim sends to a till comes back as income, whole.
    function test_WhenAHolderClaimsIntoATill_ItIsIncomeOfThatWork() public {
        WorkId other = registerAndTake(tomas, "other");
        payEth(other, 100);
        vm.prank(tomas);
        royalties.claim(other, ETH, _till, 9);
        assertEq(royalties.sweep(_work, ETH, MOST), 100, "swept");
        assertEq(claimAll(_work, ETH, ines), 100, "Ines's");
        assertEq(address(royalties).balance, 0, "all is out");
    }

    /* WHO SWEEPS */

    /// @dev Anyone, as much as they like; the money goes to the work and nowhere else.
    function testFuzz_AnyoneSweeps_TheWorkIsPaid(address sender, uint96 amount, bool inEth, uint96 most) public {
        if (sender == address(0)) sender = eve;
        if (amount == 0) amount = 1;
        if (most == 0) most = 1;
        uint256 expected = most < amount ? most : amount;
        address currency = inEth ? ETH : address(_token);
        if (inEth) vm.deal(_till, amount);
        else _token.mint(_till, amount);
        uint256 before = royalties.received(_work, currency);
        uint256 balance = sender.balance;

        vm.expectEmit(address(royalties));
        emit IRoyalties.Paid(_work, currency, _till, expected, "till");
        vm.prank(sender);
        uint256 swept = royalties.sweep(_work, currency, most);

        assertEq(swept, expected, "swept");
        assertEq(royalties.received(_work, currency), before + expected, "received");
        assertEq(_till.balance + _token.balanceOf(_till), amount - expected, "the rest stays");
        if (expected != amount) royalties.sweep(_work, currency, MOST);
        assertEq(royalties.received(_work, currency), before + amount, "all of it, in the end");
        assertEq(sender.balance, balance, "nothing for the sender");
        vm.expectRevert(abi.encodeWithSelector(IRoyalties.Royalties_ZeroAmount.selector));
        vm.prank(sender);
        royalties.sweep(_work, currency, MOST);
    }

    function test_WhenSentInABatch_ItIsTheSame() public {
        _fill(9);
        bytes memory data = abi.encodeCall(IRoyalties.sweep, (_work, ETH, MOST));
        assertEq(abi.decode(batch(eve, address(royalties), 0, data), (uint256)), 9, "swept");
        // Sent along, ETH is refused: a sweep needs none.
        _fill(9);
        vm.expectRevert();
        this.batchWithEth(data);
        assertEq(_till.balance, 9, "where it was");
    }

    function batchWithEth(bytes calldata data) external {
        batch(eve, address(royalties), 1, data);
    }

    /// @dev Units moved before the sweep: what stood in the till is income of the moment in which it is swept.
    function test_WhenY04_UnitsMoveBeforeTheSweep_TheNewHolderEarns() public {
        _fill(100);
        transferUnits(_work, ines, maya, UNITS);
        royalties.sweep(_work, ETH, MOST);
        assertEq(royalties.claimable(_work, ETH, ines, MOST), 0, "Ines sold before");
        assertEq(royalties.claimable(_work, ETH, maya, MOST), 100, "Maya");
    }

    function _fill(uint256 amount) private {
        vm.deal(_till, _till.balance + amount);
    }
}
