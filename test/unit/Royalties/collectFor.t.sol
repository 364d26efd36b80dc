// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IRoyalties} from "../../../contracts/interfaces/IRoyalties.sol";
import {LicenceId} from "../../../contracts/types/LicenceId.sol";
import {WorkId} from "../../../contracts/types/WorkId.sol";
import {FeeToken, PlainToken, SwitchToken} from "../../mocks/Tokens.sol";
import {Chained} from "../../utils/Chained.sol";

/// @dev What is paid for a sublicence of Ines's work, sold by Tomas to Maya; or by somebody further below.
contract RoyaltiesCollectForTest is Chained {
    uint32 private constant SHARE = 300_000_000;

    WorkId private _work;
    LicenceId private _licence;
    PlainToken private _token;

    function setUp() public override {
        super.setUp();
        _work = registerAndTake(ines, CONTENT);
        _licence = licenceBelow(_work, tomas, SHARE);
        _token = new PlainToken(18);
        _token.mint(maya, type(uint256).max);
        vm.prank(maya);
        _token.approve(address(royalties), type(uint256).max);
        vm.deal(address(offers), type(uint192).max);
        vm.deal(address(compliance), 1_000);
    }

    /// @dev Otherwise anybody could pay with what others allowed Royalties to take, and to whom they like.
    function test_RevertWhen_TheCallerIsNotOffersOrCompliance() public {
        address[6] memory callers = [eve, maya, deployer, address(works), address(colophon), address(licences)];
        for (uint256 i = 0; i < callers.length; ++i) {
            vm.expectRevert(abi.encodeWithSelector(IRoyalties.Royalties_NotAllowed.selector, callers[i]));
            vm.prank(callers[i]);
            royalties.collectFor(maya, _licence, address(_token), 100);
        }
    }

    function test_RevertWhen_TheAddressOfOffersIsAppended() public {
        bytes memory data = abi.encodeCall(IRoyalties.collectFor, (maya, _licence, address(_token), 100));
        vm.prank(address(colophon));
        (bool success, bytes memory answer) = address(royalties).call(abi.encodePacked(data, address(offers)));
        assertEq(success, false, "success");
        assertEq(answer, abi.encodeWithSelector(IRoyalties.Royalties_NotAllowed.selector, address(colophon)), "why");
    }

    function test_RevertWhen_NothingIsPaidOrTheEthIsNotTheAmount() public {
        vm.startPrank(address(offers));
        vm.expectRevert(abi.encodeWithSelector(IRoyalties.Royalties_ZeroAmount.selector));
        royalties.collectFor(maya, _licence, ETH, 0);
        vm.expectRevert(abi.encodeWithSelector(IRoyalties.Royalties_WrongValue.selector, 1, 2));
        royalties.collectFor{value: 1}(maya, _licence, ETH, 2);
        vm.expectRevert(abi.encodeWithSelector(IRoyalties.Royalties_WrongValue.selector, 1, 0));
        royalties.collectFor{value: 1}(maya, _licence, address(_token), 1);
    }

    function test_RevertWhen_L07_NothingArrives() public {
        SwitchToken token = new SwitchToken();
        token.switchTo(SwitchToken.Mode.MovesNothing);
        vm.expectRevert(abi.encodeWithSelector(IRoyalties.Royalties_NothingReceived.selector, address(token), 100));
        _collectFor(_licence, address(token), 100);
    }

    /// @dev The limit is the work's; what is the licensor's has none.
    function test_RevertWhen_TheLifetimeIncomeWouldPass112Bits() public {
        uint256 most = type(uint112).max;
        LicenceId licence = licenceBelow(_work, tomas, ALL);
        vm.expectRevert(
            abi.encodeWithSelector(IRoyalties.Royalties_TooMuch.selector, _work, address(_token), most + 1)
        );
        _collectFor(licence, address(_token), most + 1);
        _collect(address(_token), 100 * most, ALL / 100);
        assertEq(royalties.received(_work, address(_token)), most, "the work's");
        assertEq(royalties.proceedsOf(tomas, address(_token)), 99 * most, "the licensor's");
    }

    function test_WhenTheShareIsZeroOrAll_OneOfThemGetsNothing() public {
        (LicenceId none, LicenceId all) = (licenceBelow(_work, tomas, 0), licenceBelow(_work, tomas, ALL));
        vm.recordLogs();
        _collectFor(none, ETH, 100);
        assertLogCount(1, "an event for the licensor only");
        assertEq(royalties.received(_work, ETH), 0, "the work's");
        assertEq(royalties.proceedsOf(tomas, ETH), 100, "the licensor's");
        vm.recordLogs();
        _collectFor(all, ETH, 100);
        assertLogCount(1, "an event for the work only");
        assertEq(royalties.received(_work, ETH), 100, "the work's");
        assertEq(royalties.proceedsOf(tomas, ETH), 100, "the licensor's");
    }

    /// @dev Where one keeps all, those above get nothing, and no event either.
    function test_WhenSomebodyPassesNothingOn_NothingGoesFurther() public {
        LicenceId licence = licenceBelow(_work, [tomas, eve, deployer], [ALL / 2, 0, 0]);
        vm.recordLogs();
        _collectFor(licence, ETH, 100);
        assertLogCount(2, "one for each who gets something");
        assertEq(royalties.proceedsOf(tomas, ETH), 50, "half");
        assertEq(royalties.proceedsOf(eve, ETH), 50, "the other half");
        assertEq(royalties.proceedsOf(deployer, ETH), 0, "nothing reached them");
        assertEq(royalties.received(_work, ETH), 0, "nor the work");
    }

    function test_WhenNobodyIsInTheChain_AllIsTheWorks() public {
        LicenceId licence = licenceBelow(_work, new address[](0), new uint32[](0));
        vm.expectEmit(address(royalties));
        emit IRoyalties.Paid(_work, ETH, maya, 100, bytes32(LicenceId.unwrap(licence)));
        assertEq(_collectFor(licence, ETH, 100), 100, "credited");
        assertEq(royalties.claimable(_work, ETH, ines, MOST), 100, "hers");
    }

    /// @dev Somebody can hold more than one licence of the chain.
    function test_WhenOneLicensorStandsTwiceInTheChain_BothPartsAreTheirs() public {
        _collectFor(licenceBelow(_work, [tomas, eve, tomas], [ALL / 2, ALL / 2, ALL / 5]), ETH, 1_000);
        assertEq(royalties.proceedsOf(tomas, ETH), 500 + 200, "both");
        assertEq(royalties.proceedsOf(eve, ETH), 250, "hers");
        assertEq(royalties.received(_work, ETH), 50, "the work's");
    }

    /// @dev Y02: what does not divide is the nearest licensor's, and no unit is lost.
    function test_WhenY02_ThePriceDoesNotDivide_TheLicensorGetsTheRest() public {
        for (uint256 i = 0; i < 10; ++i) _collectFor(_licence, ETH, 1);
        assertEq(royalties.received(_work, ETH), 0, "three tenths of a wei, ten times");
        assertEq(royalties.proceedsOf(tomas, ETH), 10, "the licensor's");
        // 7 at a third each: 2 go up, of which none do, and so on.
        LicenceId licence = licenceBelow(_work, [tomas, eve, deployer], [ALL / 3, ALL / 3, ALL / 3]);
        _collectFor(licence, address(_token), 7);
        assertEq(royalties.proceedsOf(tomas, address(_token)), 5, "of 7");
        assertEq(royalties.proceedsOf(eve, address(_token)), 2, "of 2");
        assertEq(royalties.proceedsOf(deployer, address(_token)), 0, "of 0");
    }

    function test_WhenL07_TheTokenTakesAFee_WhatArrivesIsDivided() public {
        FeeToken token = new FeeToken();
        token.mint(maya, 10_000);
        vm.prank(maya);
        token.approve(address(royalties), 10_000);
        LicenceId licence = licenceBelow(_work, [tomas, eve, deployer], [ALL / 2, SHARE, 0]);
        assertEq(_collectFor(licence, address(token), 10_000), 9_900, "credited");
        assertEq(royalties.proceedsOf(tomas, address(token)), 4_950, "the nearest's");
        assertEq(royalties.proceedsOf(eve, address(token)), 3_465, "the next's");
        assertEq(royalties.proceedsOf(deployer, address(token)), 1_485, "the rest");
        assertEq(token.balanceOf(address(royalties)), 9_900, "is there");
    }

    function test_WhenComplianceCollects_TheSameHappens() public {
        vm.prank(address(compliance));
        royalties.collectFor{value: 1_000}(maya, _licence, ETH, 1_000);
        assertEq(royalties.received(_work, ETH), 300, "the work's");
        assertEq(royalties.proceedsOf(tomas, ETH), 700, "the licensor's");
    }

    function testFuzz_DividesWhatArrivesAndTellsSo(uint96[3] memory amounts, uint32 share, bool inEth) public {
        share = uint32(bound(share, 0, ALL));
        LicenceId licence = licenceBelow(_work, tomas, share);
        bytes32 memo = bytes32(LicenceId.unwrap(licence));
        address currency = inEth ? ETH : address(_token);
        uint256 forWork;
        uint256 total;
        for (uint256 i = 0; i < 3; ++i) {
            uint256 amount = bound(amounts[i], 1, type(uint96).max);
            uint256 part = (amount * share) / ALL;
            if (part != amount) {
                vm.expectEmit(address(royalties));
                emit IRoyalties.ProceedsCredited(tomas, currency, amount - part, memo);
            }
            if (part != 0) {
                vm.expectEmit(address(royalties));
                emit IRoyalties.Paid(_work, currency, maya, part, memo);
            }
            assertEq(_collectFor(licence, currency, amount), amount, "credited");
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

    /// @dev Against exact fractions: whoever stands on level n gets their part of the whole, to n units or less; what
    /// rounding leaves goes down, never up, and all parts are the whole.
    function testFuzz_AlongUpToEightLevels_TheExactFractions(
        uint32[8] memory shares,
        uint8 levels,
        uint256 amount
    ) public {
        levels = uint8(bound(levels, 1, 8));
        // So that the exact numerator fits: 1e72 is all of eight shares.
        amount = bound(amount, 1, levels > 4 ? 1e4 : 1e33);
        (address[] memory licensors, uint32[] memory asked) = (new address[](levels), new uint32[](levels));
        for (uint256 i = levels; i > 0; --i) {
            licensors[i - 1] = address(uint160(0x1000 + i));
            asked[i - 1] = uint32(bound(shares[i - 1], i == levels ? 0 : asked[i], ALL));
        }
        vm.deal(address(offers), amount);
        _collectFor(licenceBelow(_work, licensors, asked), ETH, amount);

        uint256 sum = royalties.received(_work, ETH);
        (uint256 numerator, uint256 denominator) = (amount, 1);
        for (uint256 i = 0; i < levels; ++i) {
            sum += royalties.proceedsOf(licensors[i], ETH);
            (numerator, denominator) = (numerator * asked[i], denominator * ALL);
            uint256 above = amount;
            for (uint256 k = 0; k <= i; ++k) above -= royalties.proceedsOf(licensors[k], ETH);
            vm.assertLe(above * denominator, numerator, "never more than the fraction goes up");
            vm.assertLe(numerator / denominator - above, i + 1, "nor less, but for a unit a level");
        }
        assertEq(sum, amount, "nothing is lost");
    }

    function _collect(address currency, uint256 amount, uint32 share) private returns (uint256) {
        return _collectFor(licenceBelow(_work, tomas, share), currency, amount);
    }

    function _collectFor(LicenceId licence, address currency, uint256 amount) private returns (uint256) {
        vm.prank(address(offers));
        return royalties.collectFor{value: currency == ETH ? amount : 0}(maya, licence, currency, amount);
    }
}
