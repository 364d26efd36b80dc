// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {ICompliance} from "../../../contracts/interfaces/ICompliance.sol";
import {IRoyalties} from "../../../contracts/interfaces/IRoyalties.sol";
import {LicenceId} from "../../../contracts/types/LicenceId.sol";
import {ReenteringHook} from "../../mocks/ReenteringHook.sol";
import {AllFeeToken, FeeToken, HookToken, PlainToken, SwitchToken} from "../../mocks/Tokens.sol";
import {Ruled} from "../../utils/Ruled.sol";

contract CompliancePayTest is Ruled {
    function test_RevertWhen_L12_TheTermsAreOthers() public {
        Deal memory deal = _owing(ETH);
        deal.conditions.advance = 5000;
        vm.expectRevert(abi.encodeWithSelector(ICompliance.Compliance_OtherTerms.selector, deal.licence));
        payDebt(deal, maya, 1);
    }

    function test_RevertWhen_L06_TheEthIsNotExactlyWhatIsPaid() public {
        Deal memory deal = _owing(ETH);
        uint256[3] memory values = [uint256(0), 999, 1001];
        ICompliance.Payment memory payment = ICompliance.Payment(1000, 0, 0);
        for (uint256 i = 0; i < 3; ++i) {
            _refuseValue(deal, payment, values[i], 1000);
            vm.expectRevert(abi.encodeWithSelector(ICompliance.Compliance_WrongValue.selector, values[i], 1000));
            vm.prank(maya);
            compliance.report{value: values[i]}(deal.licence, deal.terms, deal.conditions, usageOf(1, 0, 0), payment);
        }
        // Nor with nothing to pay, or with tax withheld alone.
        _refuseValue(deal, unpaid(), 1, 0);
        _refuseValue(deal, ICompliance.Payment(0, 1000, "tax"), 1000, 0);
    }

    function test_RevertWhen_L06_EthComesWithAToken() public {
        Deal memory deal = _owing(address(new PlainToken(6)));
        _refuseValue(deal, ICompliance.Payment(1000, 0, 0), 1000, 0);
    }

    function test_RevertWhen_MoreIsPaidThanIsOwed() public {
        Deal memory deal = _owing(ETH);
        _refuseMore(deal, ICompliance.Payment(5001, 0, 0), 5001, 5000);
        _refuseMore(deal, ICompliance.Payment(4000, 1001, "tax"), 5001, 5000);
        _refuseMore(deal, ICompliance.Payment(type(uint112).max, type(uint112).max, "tax"), 2 ** 113 - 2, 5000);
        payDebt(deal, maya, 5000);
        _refuseMore(deal, ICompliance.Payment(1, 0, 0), 1, 0);
    }

    /// @dev What lies within the advance, or above the cap for life, is not due.
    function test_RevertWhen_NothingIsDueYet() public {
        ICompliance.Conditions memory conditions = someConditions();
        (conditions.advance, conditions.lifeCap) = (5000, 5010);
        Deal memory deal = dealOf(conditions);
        vm.warp(NOW + 60 days);
        report(deal, 0, 0, 50_000);
        _refuseMore(deal, ICompliance.Payment(1, 0, 0), 1, 0);
        report(deal, 1, 0, 50_000);
        _refuseMore(deal, ICompliance.Payment(11, 0, 0), 11, 10);
        payDebt(deal, maya, 10);
        assertDebt(deal, 0, 0);
    }

    function test_RevertWhen_TaxIsWithheldWithoutACertificate() public {
        Deal memory deal = _owing(ETH);
        vm.expectRevert(abi.encodeWithSelector(ICompliance.Compliance_NoCertificate.selector, deal.licence));
        pay(deal, maya, ICompliance.Payment(1000, 1, 0));
    }

    /// @dev Anyone may pay; nobody may say for another that tax was withheld.
    function test_RevertWhen_AStrangerWithholdsTax() public {
        Deal memory deal = _owing(ETH);
        vm.expectRevert(abi.encodeWithSelector(ICompliance.Compliance_NotHolder.selector, deal.licence, eve));
        pay(deal, eve, ICompliance.Payment(1000, 1, "tax"));
        vm.prank(maya);
        licences.setAgent(LicenceId.unwrap(deal.licence), eve, FOREVER);
        pay(deal, eve, ICompliance.Payment(1000, 1, "tax"));
        assertDebt(deal, 3999, 0);
    }

    function test_RevertWhen_L07_TheTokenDoesNotPay() public {
        AllFeeToken nothing_ = new AllFeeToken();
        Deal memory deal = _owing(address(nothing_));
        _fund(nothing_, maya);
        vm.expectRevert(abi.encodeWithSelector(IRoyalties.Royalties_NothingReceived.selector, nothing_, 1000));
        payDebt(deal, maya, 1000);
        SwitchToken switching = new SwitchToken();
        deal = _owing(address(switching));
        _fund(switching, maya);
        switching.switchTo(SwitchToken.Mode.AnswersFalse);
        vm.expectRevert();
        payDebt(deal, maya, 1000);
        switching.switchTo(SwitchToken.Mode.MovesNothing);
        vm.expectRevert(abi.encodeWithSelector(IRoyalties.Royalties_NothingReceived.selector, switching, 1000));
        payDebt(deal, maya, 1000);
        assertDebt(deal, 5000, 0);
    }

    /// @dev An address without code is no currency: nothing can be paid in it, and nothing looks paid.
    function test_RevertGiven_L07_TheCurrencyHasNoCode() public {
        Deal memory deal = _owing(eve);
        vm.expectRevert();
        payDebt(deal, maya, 1000);
        assertDebt(deal, 5000, 0);
    }

    /// @dev What is sent is paid, whatever the token keeps of it; the holders have what arrived.
    function test_WhenL07_TheTokenTakesAFee_WhatWasSentIsPaid() public {
        FeeToken token = new FeeToken();
        Deal memory deal = _owing(address(token));
        _fund(token, maya);
        payDebt(deal, maya, 5000);
        assertDebt(deal, 0, 0);
        assertEq(compliance.accountOf(deal.licence).paid, 5000, "paid");
        assertEq(royalties.received(work, address(token)), 4950, "received");
    }

    /// @dev While the token moves the debt is paid already: it can't be paid twice, nor anything else be gained.
    function test_WhenL07_TheTokenCallsBack_NothingIsCountedTwice() public {
        HookToken token = new HookToken();
        ReenteringHook hook = new ReenteringHook();
        Deal memory deal = _owing(address(token));
        _fund(token, maya);
        _fund(token, address(hook));
        token.setHook(address(hook));
        for (uint256 i = 0; i < 2; ++i) {
            bytes memory data = abi.encodeCall(
                ICompliance.pay,
                (deal.licence, deal.terms, deal.conditions, ICompliance.Payment(3000, 0, 0))
            );
            hook.prepare(address(compliance), data, i == 0);
            payDebt(deal, maya, 2500);
            assertEq(hook.called(), true, "called");
            assertEq(hook.succeeded(), false, "refused");
        }
        assertDebt(deal, 0, 0);
        assertEq(royalties.received(work, address(token)), 5000, "received once");
    }

    /// @dev Reports and amendments while money moves find the books as they will be.
    function test_WhenTheTokenCallsBack_TheHolderMayReport() public {
        HookToken token = new HookToken();
        ReenteringHook hook = new ReenteringHook();
        Deal memory deal = _owing(address(token));
        vm.prank(maya);
        licences.setAgent(LicenceId.unwrap(deal.licence), address(hook), FOREVER);
        _fund(token, maya);
        token.setHook(address(hook));
        bytes memory data = abi.encodeCall(
            ICompliance.report,
            (deal.licence, deal.terms, deal.conditions, usageOf(2, 0, 10_000), unpaid())
        );
        hook.prepare(address(compliance), data, true);
        report(deal, usageOf(1, 0, 10_000), ICompliance.Payment(6000, 0, 0));
        assertEq(hook.succeeded(), true, "reported meanwhile");
        ICompliance.Account memory account = compliance.accountOf(deal.licence);
        assertEq(account.reported, 3, "reported");
        assertEq(account.owed, 7000, "owed");
        assertDebt(deal, 1000, 0);
    }

    function test_WhenPaidInParts_TheRestIsOwed() public {
        Deal memory deal = _owing(ETH);
        payDebt(deal, eve, 1);
        payDebt(deal, ines, 1999);
        assertDebt(deal, 3000, 0);
        pay(deal, maya, ICompliance.Payment(0, 500, "tax"));
        assertDebt(deal, 2500, 0);
        report(deal, usageOf(1, 0, 10_000), ICompliance.Payment(3500, 0, 0));
        assertDebt(deal, 0, 0);
        assertEq(royalties.received(work, ETH), 5500, "received");
        assertEq(compliance.accountOf(deal.licence).paid, 6000, "paid and withheld");
    }

    /// @dev After the end, by whoever wants it paid.
    function test_WhenTheLicenceIsOver_ItsDebtIsPaid() public {
        Deal memory deal = _owing(ETH);
        vm.warp(NOW + 9999 days);
        payDebt(deal, eve, 5000);
        assertDebt(deal, 0, 0);
    }

    function test_WhenNothingIsPaid_NothingHappens() public {
        Deal memory deal = _owing(ETH);
        vm.recordLogs();
        pay(deal, eve, unpaid());
        assertLogCount(0, "no event");
    }

    function test_WhenOnlyTaxIsWithheld_NoMoneyMoves() public {
        Deal memory deal = _owing(address(new PlainToken(6)));
        vm.expectEmit(address(compliance));
        emit ICompliance.DebtPaid(deal.licence, maya, deal.conditions.currency, 0, 5000, "tax");
        vm.recordLogs();
        pay(deal, maya, ICompliance.Payment(0, 5000, "tax"));
        assertLogCount(1, "events");
        assertDebt(deal, 0, 0);
    }

    /// @dev Of a sublicence each licensor keeps their part: here Tomas all, because his licence asks nothing.
    function test_WhenItIsASublicence_ItGoesUpTheChain() public {
        (Deal memory deal, ) = sublicence(someConditions());
        vm.warp(NOW + 30 days);
        report(deal, 0, 0, 50_000);
        vm.expectEmit(address(royalties));
        emit IRoyalties.ProceedsCredited(tomas, ETH, 5000, bytes32(LicenceId.unwrap(deal.licence)));
        payDebt(deal, eve, 5000);
        assertEq(royalties.proceedsOf(tomas, ETH), 5000, "proceeds");
        assertEq(royalties.received(work, ETH), 0, "nothing for the work");
        assertDebt(deal, 0, 0);
    }

    function test_WhenSentInABatch_TheSenderPays() public {
        PlainToken token = new PlainToken(6);
        Deal memory deal = _owing(address(token));
        _fund(token, eve);
        ICompliance.Payment memory payment = ICompliance.Payment(5000, 0, 0);
        batch(
            eve,
            address(compliance),
            0,
            abi.encodeCall(ICompliance.pay, (deal.licence, deal.terms, deal.conditions, payment))
        );
        assertEq(token.balanceOf(eve), 1e6 - 5000, "paid");
        assertDebt(deal, 0, 0);
    }

    function test_PaysADebt() public {
        PlainToken token = new PlainToken(6);
        Deal memory deal = _owing(address(token));
        _fund(token, maya);
        bytes32 memo = bytes32(LicenceId.unwrap(deal.licence));
        vm.expectEmit(address(compliance));
        emit ICompliance.DebtPaid(deal.licence, maya, address(token), 3500, 1500, "tax");
        vm.expectEmit(address(royalties));
        emit IRoyalties.Paid(work, address(token), maya, 3500, memo);
        pay(deal, maya, ICompliance.Payment(3500, 1500, "tax"));
        assertEq(token.balanceOf(address(royalties)), 3500, "where the money is");
        assertEq(token.balanceOf(address(compliance)), 0, "not here");
        assertEq(compliance.accountOf(deal.licence).paid, 5000, "paid");
        assertDebt(deal, 0, 0);
    }

    /// @dev The most that can be owed can be paid.
    function test_L04_TheLargestDebt() public {
        PlainToken token = new PlainToken(18);
        ICompliance.Conditions memory conditions = someConditions();
        (conditions.currency, conditions.tiers) = (address(token), oneTier(ALL, 0));
        Deal memory deal = dealOf(conditions);
        vm.warp(NOW + 30 days);
        report(deal, 0, 0, type(uint112).max);
        token.mint(maya, type(uint112).max);
        vm.prank(maya);
        token.approve(address(royalties), type(uint256).max);
        payDebt(deal, maya, type(uint112).max);
        assertDebt(deal, 0, 0);
        assertEq(royalties.received(work, address(token)), type(uint112).max, "received");
    }

    /* HELPERS */

    /// @dev Maya reported one of three periods that are over, and owes 5000.
    function _owing(address currency) private returns (Deal memory deal) {
        ICompliance.Conditions memory conditions = someConditions();
        conditions.currency = currency;
        deal = dealOf(conditions);
        vm.warp(vm.getBlockTimestamp() + 90 days);
        report(deal, 0, 0, 50_000);
    }

    function _fund(PlainToken token, address account) private {
        token.mint(account, 1e6);
        vm.prank(account);
        token.approve(address(royalties), type(uint256).max);
    }

    function _refuseValue(Deal memory deal, ICompliance.Payment memory payment, uint256 value, uint256 due) private {
        vm.expectRevert(abi.encodeWithSelector(ICompliance.Compliance_WrongValue.selector, value, due));
        vm.prank(maya);
        compliance.pay{value: value}(deal.licence, deal.terms, deal.conditions, payment);
    }

    function _refuseMore(Deal memory deal, ICompliance.Payment memory payment, uint256 total, uint256 debt) private {
        vm.deal(maya, uint256(payment.amount) + 1 ether);
        vm.expectRevert(
            abi.encodeWithSelector(ICompliance.Compliance_MoreThanOwed.selector, deal.licence, total, debt)
        );
        pay(deal, maya, payment);
    }
}
