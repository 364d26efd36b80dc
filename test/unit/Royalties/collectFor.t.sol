// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {ILicences} from "../../../contracts/interfaces/ILicences.sol";
import {IRoyalties} from "../../../contracts/interfaces/IRoyalties.sol";
import {ITerms} from "../../../contracts/interfaces/ITerms.sol";
import {LicenceId} from "../../../contracts/types/LicenceId.sol";
import {WorkId} from "../../../contracts/types/WorkId.sol";
import {FeeToken, PlainToken, SwitchToken} from "../../mocks/Tokens.sol";
import {Deployed} from "../../utils/Deployed.sol";

/// @dev The price of a sublicence of Ines's work, sold by Tomas to Maya.
contract RoyaltiesCollectForTest is Deployed {
    uint32 private constant SHARE = 300_000_000;

    WorkId private _work;
    PlainToken private _token;

    function setUp() public override {
        super.setUp();
        _work = registerAndTake(ines, CONTENT);
        _token = new PlainToken(18);
        _token.mint(maya, type(uint256).max);
        vm.prank(maya);
        _token.approve(address(royalties), type(uint256).max);
        vm.deal(address(licences), type(uint128).max);
    }

    /// @dev Compliance may collect, but a report has no licensor's part.
    function test_RevertWhen_TheCallerIsNotLicences() public {
        address[6] memory callers = [eve, maya, deployer, address(works), address(colophon), address(compliance)];
        for (uint256 i = 0; i < callers.length; ++i) {
            vm.expectRevert(abi.encodeWithSelector(IRoyalties.Royalties_NotAllowed.selector, callers[i]));
            vm.prank(callers[i]);
            royalties.collectFor(maya, _work, address(_token), 100, MEMO, SHARE, tomas);
        }
    }

    function test_RevertWhen_TheAddressOfLicencesIsAppended() public {
        bytes memory data = abi.encodeCall(
            IRoyalties.collectFor,
            (maya, _work, address(_token), 100, MEMO, SHARE, tomas)
        );
        vm.prank(address(colophon));
        (bool success, bytes memory answer) = address(royalties).call(abi.encodePacked(data, address(licences)));
        assertEq(success, false, "success");
        assertEq(answer, abi.encodeWithSelector(IRoyalties.Royalties_NotAllowed.selector, address(colophon)), "why");
    }

    function test_RevertWhen_NothingIsPaidOrTheEthIsNotTheAmount() public {
        vm.startPrank(address(licences));
        vm.expectRevert(abi.encodeWithSelector(IRoyalties.Royalties_ZeroAmount.selector));
        royalties.collectFor(maya, _work, ETH, 0, MEMO, SHARE, tomas);
        vm.expectRevert(abi.encodeWithSelector(IRoyalties.Royalties_WrongValue.selector, 1, 2));
        royalties.collectFor{value: 1}(maya, _work, ETH, 2, MEMO, SHARE, tomas);
        vm.expectRevert(abi.encodeWithSelector(IRoyalties.Royalties_WrongValue.selector, 1, 0));
        royalties.collectFor{value: 1}(maya, _work, address(_token), 1, MEMO, SHARE, tomas);
    }

    function test_RevertWhen_L07_NothingArrives() public {
        SwitchToken token = new SwitchToken();
        token.switchTo(SwitchToken.Mode.MovesNothing);
        vm.expectRevert(abi.encodeWithSelector(IRoyalties.Royalties_NothingReceived.selector, address(token), 100));
        _collect(address(token), 100, SHARE);
    }

    /// @dev The limit is the work's; what is the licensor's has none.
    function test_RevertWhen_TheLifetimeIncomeWouldPass112Bits() public {
        uint256 most = type(uint112).max;
        vm.expectRevert(
            abi.encodeWithSelector(IRoyalties.Royalties_TooMuch.selector, _work, address(_token), most + 1)
        );
        _collect(address(_token), most + 1, ALL);
        _collect(address(_token), 100 * most, ALL / 100);
        assertEq(royalties.received(_work, address(_token)), most, "the work's");
        assertEq(royalties.proceedsOf(tomas, address(_token)), 99 * most, "the licensor's");
    }

    function test_WhenTheShareIsZeroOrAll_OneOfThemGetsNothing() public {
        vm.recordLogs();
        _collect(ETH, 100, 0);
        assertLogCount(1, "an event for the licensor only");
        assertEq(royalties.received(_work, ETH), 0, "the work's");
        assertEq(royalties.proceedsOf(tomas, ETH), 100, "the licensor's");
        vm.recordLogs();
        _collect(ETH, 100, ALL);
        assertLogCount(1, "an event for the work only");
        assertEq(royalties.received(_work, ETH), 100, "the work's");
        assertEq(royalties.proceedsOf(tomas, ETH), 100, "the licensor's");
    }

    /// @dev Y02: what does not divide is the licensor's, and no unit is lost.
    function test_WhenY02_ThePriceDoesNotDivide_TheLicensorGetsTheRest() public {
        for (uint256 i = 0; i < 10; ++i) _collect(ETH, 1, SHARE);
        assertEq(royalties.received(_work, ETH), 0, "three tenths of a wei, ten times");
        assertEq(royalties.proceedsOf(tomas, ETH), 10, "the licensor's");
    }

    function test_WhenL07_TheTokenTakesAFee_WhatArrivesIsSplit() public {
        FeeToken token = new FeeToken();
        token.mint(maya, 10_000);
        vm.prank(maya);
        token.approve(address(royalties), 10_000);
        assertEq(_collect(address(token), 10_000, SHARE), 9_900, "credited");
        assertEq(royalties.received(_work, address(token)), 2_970, "the work's");
        assertEq(royalties.proceedsOf(tomas, address(token)), 6_930, "the licensor's");
    }

    /// @dev The way of people: Tomas has a licence that lets him sublicense at 30 %, and sells to Maya.
    function test_WhenASublicenceIsSold_ThePriceIsSplitAndEverybodyIsPaid() public {
        ITerms.Terms memory what = someTerms();
        (what.sublicensing, what.revenueShare) = (1, SHARE);
        LicenceId parent = buy(tomas, publish(_work, what));
        claimAll(_work, ETH, ines);
        what.sublicensing = 0;
        // A shorter one fits inside.
        (what.duration, what.period) = (1 days, 1 days);
        ILicences.Offer memory offer = publishUnder(parent, tomas, what);
        LicenceId licence = buy(maya, offer);
        assertEq(royalties.claimable(_work, ETH, ines, MOST), 0.3 ether, "the work's");
        assertEq(royalties.proceedsOf(tomas, ETH), 0.7 ether, "the licensor's");
        renew(maya, offer, licence, 2);
        assertEq(royalties.claimable(_work, ETH, ines, MOST), 0.9 ether, "with the renewal");
        assertEq(royalties.proceedsOf(tomas, ETH), 2.1 ether, "with the renewal");
        vm.prank(tomas);
        royalties.withdraw(ETH, tomas);
        claimAll(_work, ETH, ines);
        assertEq(address(royalties).balance, 0, "all is out");
    }

    function testFuzz_SplitsWhatArrives(uint96[3] memory amounts, uint32 share, bool inEth) public {
        share = uint32(bound(share, 0, ALL));
        address currency = inEth ? ETH : address(_token);
        uint256 forWork;
        uint256 total;
        for (uint256 i = 0; i < 3; ++i) {
            uint256 amount = bound(amounts[i], 1, type(uint96).max);
            uint256 part = (amount * share) / ALL;
            if (part != 0) {
                vm.expectEmit(address(royalties));
                emit IRoyalties.Paid(_work, currency, maya, part, MEMO);
            }
            if (part != amount) {
                vm.expectEmit(address(royalties));
                emit IRoyalties.ProceedsCredited(tomas, currency, amount - part, MEMO);
            }
            assertEq(_collect(currency, amount, share), amount, "credited");
            forWork += part;
            total += amount;
        }
        assertEq(royalties.received(_work, currency), forWork, "the work's");
        assertEq(royalties.claimable(_work, currency, ines, MOST), forWork, "Ines's");
        assertEq(royalties.proceedsOf(tomas, currency), total - forWork, "the licensor's");
        assertEq(inEth ? address(royalties).balance : _token.balanceOf(address(royalties)), total, "held");
        assertEq(royalties.proceedsOf(tomas, inEth ? address(_token) : ETH), 0, "no other currency");
        assertEq(royalties.proceedsOf(maya, currency), 0, "nobody else");
    }

    function _collect(address currency, uint256 amount, uint32 share) private returns (uint256) {
        vm.prank(address(licences));
        return
            royalties.collectFor{value: currency == ETH ? amount : 0}(
                maya,
                _work,
                currency,
                amount,
                MEMO,
                share,
                tomas
            );
    }
}
